/**
 * Settings: one's picture. What is chosen is shown as others will see it before it is used. The
 * browser reads the file and sends the middle of it anew, so any image that it can show will do,
 * and nothing that came with a photograph leaves the device.
 */
import { changePicture, removePicture } from "../http.js";
import { html, nothing } from "../lit.js";
import { face } from "../pieces.js";
import { pictures } from "../pictures.js";
import { text } from "../texts.js";
import { Form } from "./form.js";

const SIDE_PX = 512;

export class PictureForm {
  /** What is chosen and not used yet; null for nothing. @type {{image: Blob, url: string}|null} */
  #chosen = null;

  /** @param {import("./hearhear-settings.js").HearhearSettings} element */
  constructor(element) {
    this.element = element;
    this.form = new Form(element);
  }

  /** What was chosen is forgotten. */
  close() {
    if (this.#chosen) URL.revokeObjectURL(this.#chosen.url);
    this.#chosen = null;
  }

  view() {
    const { account } = this.element;
    const chosen = this.#chosen;
    return html`<div class="picture" role="group" aria-label=${text("settings.picture")}>
      ${chosen ? html`<span class="face"><img src=${chosen.url} alt=""></span>` : face(account)}
      <div class="picture-side">
        <p class="soft small">${text(chosen ? "settings.picture.preview" : "settings.picture.about")}</p>
        <input type="file" id="picture-file" accept="image/*" hidden @change=${this.#choose}>
        <div class="picture-tools">${chosen ? this.#use() : this.#change(pictures.of(account))}</div>
        ${this.form.view()}
      </div></div>`;
  }

  #use() {
    return html`
      <button type="button" class="main" id="picture-use" aria-disabled=${this.form.isBusy ? "true" : "false"} @click=${this.#save}>${text("settings.picture.use")}</button>
      <button type="button" class="plain" @click=${this.#pick}>${text("settings.picture.other")}</button>
      <button type="button" class="quiet" @click=${this.#cancel}>${text("settings.cancel")}</button>`;
  }

  /** @param {string|undefined} picture */
  #change(picture) {
    return html`
      <button type="button" class="plain" id="picture-pick" @click=${this.#pick}>${text("settings.picture.choose")}</button>
      ${picture ? html`<button type="button" class="quiet danger" @click=${this.#remove}>${text("settings.picture.remove")}</button>` : nothing}`;
  }

  #pick = () => this.element.find("#picture-file").click();

  #choose = async (/** @type {any} */ { target }) => {
    const [file] = target.files;
    // The same file can be chosen again.
    target.value = "";
    if (!file) return;
    this.form.forget();
    try {
      const image = await square(file);
      this.close();
      this.#chosen = { image, url: URL.createObjectURL(image) };
      this.#shown("#picture-use");
    } catch {
      this.form.problem = text("settings.picture.unreadable");
      this.element.update();
    }
  };

  #cancel = () => {
    this.close();
    this.form.forget();
    this.#shown("#picture-pick");
  };

  #save = async () => {
    const { image } = /** @type {{image: Blob}} */ (this.#chosen);
    await this.form.send(async () => {
      pictures.set(this.element.account.id, await changePicture(image));
      this.close();
    }, text("settings.picture.saved"));
    if (!this.#chosen) this.#shown("#picture-pick");
  };

  #remove = async () => {
    await this.form.send(async () => {
      await removePicture();
      pictures.set(this.element.account.id, "");
    }, text("settings.picture.removed"));
    if (!this.form.problem) this.#shown("#picture-pick");
  };

  /** The button that was pressed is gone. @param {string} selector */
  #shown(selector) {
    this.element.draw();
    this.element.find(selector)?.focus();
  }
}

/** The middle of an image. @param {Blob} file @returns {Promise<Blob>} rejected for what is none */
async function square(file) {
  const image = await createImageBitmap(file);
  const side = Math.min(image.width, image.height);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.min(side, SIDE_PX);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.imageSmoothingQuality = "high";
  const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
  context.drawImage(image, left, top, side, side, 0, 0, canvas.width, canvas.height);
  image.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error("no image")))),
  );
}
