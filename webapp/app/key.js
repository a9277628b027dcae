/**
 * Makes keys: UUIDs of version 7 (lower case, canonical), later ones of this page sort after
 * earlier ones. A key names one durable command for ever; whoever repeats the command repeats its
 * key.
 */
let lastTime = 0;
let counter = 0;

/** @param {number} [now] milliseconds since 1970 */
export function newKey(now = Date.now()) {
  // Twelve bits count within a millisecond; a clock set back, or a full count, borrows from the
  // future.
  if (now > lastTime) {
    lastTime = now;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastTime++;
    counter = 0;
  }
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  bytes[0] = 0x80 | (bytes[0] & 0x3f);
  const time = lastTime.toString(16).padStart(12, "0");
  const count = counter.toString(16).padStart(3, "0");
  const random = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${random.slice(0, 4)}-${random.slice(4)}`;
}
