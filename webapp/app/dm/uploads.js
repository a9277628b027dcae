/**
 * Files on their way to the server: two at a time, each with a key of its own that it keeps across
 * retries. They live as long as the page; what is uploaded and not sent the server forgets after a
 * day.
 *
 * @typedef {import("./messages.js").Attachment} Attachment
 * @typedef {object} Upload
 * @property {string} key
 * @property {File} file
 * @property {string} name as it is shown: without characters that would turn it round
 * @property {"waiting"|"uploading"|"done"|"failed"} state
 * @property {number} progress 0 to 1
 * @property {Attachment} [sent] what the server made of it
 * @property {import("../refusal.js").Refusal} [refusal] why it failed
 * @property {string} [preview] the address of the image within this page
 */
import { newKey } from "../key.js";
import { asRefusal, Refusal } from "../refusal.js";
import { text } from "../texts.js";

export const FILE_BYTES_MAX = 10_000_000;
export const FILES_MAX = 10;
const UNDER_WAY_MAX = 2;

export class Uploads {
  /** @type {Upload[]} */
  all = [];
  #underWay = 0;

  /**
   * @param {(file: File, key: string, progress: (share: number) => void) => Promise<Attachment>}
   *   upload rejected with a refusal
   * @param {() => void} changed
   */
  constructor(upload, changed) {
    this.upload = upload;
    this.changed = changed;
  }

  /** All are on the server. */
  get isReady() {
    return this.all.every(({ state }) => state === "done");
  }

  /** @returns {Attachment[]} */
  get attachments() {
    return this.all.flatMap(({ sent }) => sent ?? []);
  }

  /** @param {File[]} files @param {(file: File) => string|undefined} [previewOf] */
  add(files, previewOf = () => undefined) {
    const room = Math.max(0, FILES_MAX - this.all.length);
    for (const file of files.slice(0, room)) {
      const refusal = problemOf(file);
      this.all.push({
        ...{ key: newKey(), file, name: shownName(file), progress: 0, refusal },
        preview: previewOf(file),
        state: refusal ? "failed" : "waiting",
      });
    }
    this.#pump();
    if (files.length > room)
      throw new Refusal("quota", text("dm.tooManyFiles", { count: FILES_MAX }));
  }

  /** @param {Upload} upload a failed one */
  retry(upload) {
    Object.assign(upload, { state: "waiting", progress: 0, refusal: undefined });
    this.#pump();
  }

  /** @param {Upload} upload */
  remove(upload) {
    this.all = this.all.filter(each => each !== upload);
    this.#pump();
  }

  clear() {
    this.all = [];
  }

  #pump() {
    this.changed();
    const next = this.all.find(({ state }) => state === "waiting");
    if (!next || this.#underWay >= UNDER_WAY_MAX) return;
    this.#run(next);
    this.#pump();
  }

  /** @param {Upload} upload */
  async #run(upload) {
    this.#underWay++;
    upload.state = "uploading";
    try {
      upload.sent = await this.upload(upload.file, upload.key, share => {
        upload.progress = share;
        this.changed();
      });
      upload.state = "done";
    } catch (error) {
      upload.refusal = asRefusal(error);
      upload.state = "failed";
    }
    this.#underWay--;
    this.#pump();
  }
}

/** The server takes them out, too. @param {File} file */
function shownName({ name }) {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, "");
}

/** The server need not be asked. @param {File} file */
function problemOf({ size }) {
  if (size > FILE_BYTES_MAX) {
    const most = `${FILE_BYTES_MAX / 1e6} MB`;
    return new Refusal("too_large", text("dm.fileTooLarge", { size: most }));
  }
  return size ? undefined : new Refusal("bad_request", text("dm.fileEmpty"));
}
