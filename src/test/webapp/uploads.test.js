import { FILE_BYTES_MAX, FILES_MAX, Uploads } from "../../../webapp/app/dm/uploads.js";
import { Refusal } from "../../../webapp/app/refusal.js";
import { same, settled } from "./expect.js";

const file = (name, size = 10) => ({ name, size });
const states = ({ all }) => all.map(({ state }) => state);

/** Uploads that end when told. */
function world() {
  const calls = [];
  const upload = (file, key, progress) =>
    new Promise((resolve, reject) => calls.push({ file, key, progress, resolve, reject }));
  return { calls, uploads: new Uploads(upload, () => {}) };
}

export const tests = {
  async twoAreUnderWayAtATime() {
    const { uploads, calls } = world();
    uploads.add([file("a"), file("b"), file("c")]);
    same(states(uploads), ["uploading", "uploading", "waiting"]);
    calls[0].progress(0.5);
    same(uploads.all[0].progress, 0.5);
    calls[0].resolve({ id: "1" });
    await settled();
    same(states(uploads), ["done", "uploading", "uploading"]);
    same([uploads.isReady, uploads.attachments], [false, [{ id: "1" }]]);
  },

  async failedOneIsSentAgainWithItsKey() {
    const { uploads, calls } = world();
    uploads.add([file("a")]);
    calls[0].reject(new Refusal("unreachable"));
    await settled();
    same([states(uploads), uploads.isReady], [["failed"], false]);
    uploads.retry(uploads.all[0]);
    same(calls[1].key, calls[0].key);
    calls[1].resolve({ id: "1" });
    await settled();
    same(uploads.isReady, true);
  },

  whatIsTooLargeOrEmptyIsNotSent() {
    const { uploads, calls } = world();
    uploads.add([file("a", FILE_BYTES_MAX + 1), file("b", 0), file("c", FILE_BYTES_MAX)]);
    same([states(uploads), calls.length], [["failed", "failed", "uploading"], 1]);
    same(uploads.all[0].refusal.code, "too_large");
  },

  moreThanAMessageTakesAreSaidAndNotTaken() {
    const { uploads } = world();
    let refusal;
    try {
      uploads.add(Array.from({ length: FILES_MAX + 1 }, (_, i) => file(`${i}`)));
    } catch (error) {
      refusal = error;
    }
    same([refusal?.code, uploads.all.length], ["quota", FILES_MAX]);
  },

  async removedOneMakesRoom() {
    const { uploads, calls } = world();
    uploads.add([file("a")]);
    uploads.remove(uploads.all[0]);
    calls[0].resolve({ id: "1" });
    await settled();
    same([uploads.attachments, uploads.isReady], [[], true]);
  },
};
