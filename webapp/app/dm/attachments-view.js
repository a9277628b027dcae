/** Draws what is attached to a message: images as previews, everything else to be saved. */
import { httpAddress } from "../addresses.js";
import { fileAddress, follow } from "../files.js";
import { html, nothing, repeat } from "../lit.js";
import { text } from "../texts.js";
import { icons } from "./icons.js";
import { sizeText } from "./people-view.js";

const PREVIEW_MAX_PX = 280;
const SHOWN = ["image/png", "image/jpeg", "image/gif", "image/bmp"];

/**
 * @typedef {import("./messages.js").Attachment} Attachment
 * @param {import("./messages.js").Message} message
 * @param {import("../outbox.js").Entry|undefined} entry
 * @param {Map<string, Attachment>} attached what is known of what is unsent
 */
export function attachmentsView(message, entry, attached) {
  /** @type {string[]} */
  const ids = entry?.command.attachments ?? [];
  const known = entry ? ids.flatMap(id => attached.get(id) ?? []) : (message.attachments ?? []);
  // Of what another tab has attached only the number is known until it is sent.
  const unknown = ids.length - known.length;
  if (!known.length && unknown <= 0) return nothing;
  return html`<ul class="attachments" aria-label=${text("dm.attached")}>
    ${repeat(
      known,
      ({ id }) => id,
      each => html`<li>${isShown(each) ? image(each) : file(each)}</li>`,
    )}
    ${unknown > 0 ? html`<li class="file">${icons.file}<span>${text("dm.files", { count: unknown })}</span></li>` : nothing}
  </ul>`;
}

/** @param {Attachment} attachment */
function isShown({ type, width, height }) {
  return SHOWN.includes(type) && Boolean(width && height);
}

/** @param {string} id */
function pathOf(id) {
  return `api/attachments/${encodeURIComponent(id)}`;
}

/** @param {string} id */
function follower(id) {
  return (/** @type {Event} */ event) => follow(event, pathOf(id));
}

/** @param {Attachment} attachment */
function image({ id, name, width = 1, height = 1 }) {
  const scale = Math.min(1, PREVIEW_MAX_PX / width, PREVIEW_MAX_PX / height);
  const size = (/** @type {number} */ pixels) => Math.max(1, Math.round(pixels * scale));
  return html`<a class="image" href=${httpAddress(pathOf(id))} @click=${follower(id)} target="_blank" rel="noopener" title=${text("dm.showImage", { name })}>
    <img src=${fileAddress(`${pathOf(id)}?size=preview`) || nothing} alt=${name} width=${size(width)} height=${size(height)} loading="lazy" decoding="async"></a>`;
}

/** @param {Attachment} attachment */
function file({ id, name, bytes }) {
  return html`<a class="file" href=${httpAddress(pathOf(id))} @click=${follower(id)} download=${name} title="${text("dm.download")}: ${name}">
    ${icons.file}<span class="unseen">${text("dm.download")} </span><span class="file-name"><bdi>${name}</bdi></span><span class="soft">${sizeText(bytes)}</span></a>`;
}
