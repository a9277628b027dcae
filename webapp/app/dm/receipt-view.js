/** Draws how far a message of one's own has got: one check, two, or two that stand out. */
import { html } from "../lit.js";
import { icons } from "../pieces.js";
import { text } from "../texts.js";

/**
 * @param {import("./marks.js").Receipt} receipt
 * @param {string} [words] more than the receipt says
 */
export function receiptSign(receipt, words = text(`dm.${receipt}`)) {
  return html`<span class="delivery ${receipt}"><span aria-hidden="true" title=${words}>${
    receipt === "sent" ? icons.sent : icons.delivered
  }</span><span class="unseen">${words}</span></span>`;
}
