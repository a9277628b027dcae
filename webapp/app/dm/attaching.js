/** How files get into the composer: by the picker, dropped or pasted; for each place its own. */
import { deleteAttachment, uploadAttachment } from "../http.js";
import { asRefusal } from "../refusal.js";
import { Uploads } from "./uploads.js";

export class Attaching {
  /** Files are held over the conversation. */
  isOver = false;
  /** By place. @type {Map<string, Uploads>} */
  #uploads = new Map();

  /**
   * @param {object} dm
   * @param {() => string} dm.place the name of what is open
   * @param {(text: string) => void} dm.say
   * @param {(selector: string) => any} dm.find
   * @param {() => void} dm.changed
   */
  constructor({ place, say, find, changed }) {
    this.place = place;
    this.say = say;
    this.find = find;
    this.changed = changed;
  }

  connect() {
    addEventListener("beforeunload", this.#leaving);
  }

  disconnect() {
    removeEventListener("beforeunload", this.#leaving);
  }

  get uploads() {
    return this.#here.all;
  }

  get isReady() {
    return this.#here.isReady;
  }

  /** Those that go with the next message. */
  get attachments() {
    return this.#here.attachments;
  }

  /** They have been sent. */
  clear() {
    this.uploads.forEach(release);
    this.#here.clear();
  }

  pick = () => this.find("input[type=file]").click();

  picked = (/** @type {any} */ { target }) => {
    this.#add([...target.files]);
    target.value = "";
    this.find(".composer textarea")?.focus();
  };

  paste = (/** @type {ClipboardEvent} */ event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.#add(files);
  };

  dragOver = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.#over(true);
  };

  dragLeave = (/** @type {any} */ event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) this.#over(false);
  };

  drop = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    this.#over(false);
    this.#add([...(event.dataTransfer?.files ?? [])]);
  };

  /** @param {import("./uploads.js").Upload} upload */
  retry(upload) {
    this.#here.retry(upload);
  }

  /** @param {import("./uploads.js").Upload} upload */
  remove(upload) {
    release(upload);
    this.#here.remove(upload);
    // Else the server forgets it by itself, later.
    if (upload.sent) deleteAttachment(upload.sent.id).catch(() => {});
    this.find(".composer textarea")?.focus();
  }

  get #here() {
    const place = this.place();
    let uploads = this.#uploads.get(place);
    if (!uploads) this.#uploads.set(place, (uploads = new Uploads(uploadAttachment, this.changed)));
    return uploads;
  }

  /** @param {File[]} files */
  #add(files) {
    try {
      this.#here.add(files, file =>
        file.type.startsWith("image/") ? URL.createObjectURL(file) : undefined,
      );
    } catch (error) {
      this.say(asRefusal(error).message);
    }
  }

  /** @param {boolean} isOver */
  #over(isOver) {
    if (isOver === this.isOver) return;
    this.isOver = isOver;
    this.changed();
  }

  #leaving = (/** @type {Event} */ event) => {
    if ([...this.#uploads.values()].some(({ all }) => all.length)) event.preventDefault();
  };
}

/** @param {import("./uploads.js").Upload} upload */
function release({ preview }) {
  if (preview) URL.revokeObjectURL(preview);
}
