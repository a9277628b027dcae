/**
 * How long to wait before the next try to connect. Pure: it keeps no state and no timer.
 *
 * The first try after a loss is spread over the time the server asked for, so that a restart is not
 * answered by everybody at once; further tries wait exponentially longer, up to a limit.
 */
export const BACKOFF_MAX_MS = 30_000;
const BACKOFF_FIRST_MS = 1_000;

/**
 * @param {object} loss
 * @param {number} loss.attempt tries since the connection last was stable, 0 for the first
 * @param {number} loss.reconnectWithin milliseconds, as last told by the server
 * @param {number} [loss.reconnectAfter] milliseconds; the server's own delay for this client
 * @param {number} [loss.retryAfter] milliseconds; the least that HTTP asked for
 * @param {() => number} [random]
 */
export function delayBeforeTry(
  { attempt, reconnectWithin, reconnectAfter, retryAfter },
  random = Math.random,
) {
  if (attempt === 0 && reconnectAfter !== undefined) return reconnectAfter;
  const delay =
    attempt === 0
      ? random() * reconnectWithin
      : Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(attempt, 10)) *
        (0.5 + random() / 2);
  // The server tells everybody the same Retry-After; without a spread all would be back at once.
  return Math.max(delay, reconnectAfter ?? 0, (retryAfter ?? 0) * (1 + random() / 4));
}

/**
 * What a close code asks for.
 * @param {number} code
 * @returns {"reconnect"|"signed-out"|"forbidden"|"broken"}
 */
export function closeMeans(code) {
  if (code === 4501) return "signed-out";
  if (code === 4503) return "forbidden";
  return code >= 4500 && code <= 4999 ? "broken" : "reconnect";
}
