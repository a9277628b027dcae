/** Draws what else one can do with an item: one's own, one's vote's, and what moderators do. */
import { html, nothing } from "../lit.js";
import { isFirstState, isModerator, mayEdit, mayWithdraw, seesVoters } from "./board-rules.js";
import { itemLane } from "./deeds.js";
import { ConfirmDialog } from "./dialogs/confirm-dialog.js";
import { MergeDialog } from "./dialogs/merge-dialog.js";
import { ReceiptDialog } from "./dialogs/receipt-dialog.js";
import { VotersDialog } from "./dialogs/voters-dialog.js";
import { text } from "./texts.js";

/**
 * @typedef {import("./hearhear-board.js").HearhearBoard} Element
 * @typedef {import("./board.js").Item} Item
 */

/** @param {Element} element @param {Item} item */
export function itemMenu(element, item) {
  const name = `item-${item.id}`;
  const groups = [ofVotes(element, item), ofTexts(element, item), ofModerators(element, item)];
  if (!groups.some(group => group.length)) return nothing;
  return element.menu.view(name, text("board.item.menu", { title: item.title }), () =>
    groups.flatMap((group, at) => [
      group.length && groups.slice(0, at).some(each => each.length) ? html`<hr>` : nothing,
      ...group,
    ]),
  );
}

/** @param {Element} element @param {Item} item */
function ofVotes(element, item) {
  const { rules } = /** @type {import("./board.js").Board} */ (element.upvotes.board);
  const { dialogs, menu } = element;
  return [
    ...(item.mine && item.gone !== "hidden"
      ? [menu.entry("board.item.receipt", () => dialogs.show(new ReceiptDialog(element, item)))]
      : []),
    ...(seesVoters(rules, element.account)
      ? [menu.entry("board.item.voters", () => dialogs.show(new VotersDialog(element, item)))]
      : []),
  ];
}

/** @param {Element} element @param {Item} item */
function ofTexts(element, item) {
  const { upvotes, account, editor, menu } = element;
  const { rules } = /** @type {import("./board.js").Board} */ (upvotes.board);
  const now = upvotes.now();
  return [
    ...(mayEdit(rules, item, account, now)
      ? [menu.entry("board.item.edit", () => editor.open(item))]
      : []),
    ...(mayWithdraw(rules, item, account, now)
      ? [menu.entry("board.item.withdraw", () => confirmed(element, item, "withdraw"), true)]
      : []),
  ];
}

/** @param {Element} element @param {Item} item */
function ofModerators(element, item) {
  if (!isModerator(element.account) || item.gone === "merged") return [];
  const { id, gone } = item;
  const { menu, dialogs } = element;
  const lane = itemLane(id);
  if (gone)
    return [
      menu.entry("board.item.unhide", () => element.perform(lane, { type: "unhide", item: id })),
    ];
  return [
    menu.entry("board.item.merge", () => dialogs.show(new MergeDialog(element, item))),
    menu.entry("board.item.hide", () => confirmed(element, item, "hide")),
    states(element, item),
  ];
}

/** @param {Element} element @param {Item} item */
function states(element, item) {
  const { rules } = /** @type {import("./board.js").Board} */ (element.upvotes.board);
  const { states: all = [] } = rules;
  if (all.length < 2) return nothing;
  const isIn = (/** @type {string} */ name) =>
    item.state === name || (!item.state && isFirstState(rules, name));
  const set = (/** @type {string} */ state) =>
    element.perform(itemLane(item.id), { type: "state", item: item.id, state });
  return html`<hr><div role="group" aria-labelledby="states-${item.id}">
    <p class="menu-label" id="states-${item.id}">${text("board.item.setState")}</p>
    ${all.map(
      ({ name }) =>
        html`<button type="button" class="menu-item state" aria-pressed=${isIn(name) ? "true" : "false"}
        @click=${element.menu.choose(() => isIn(name) || set(name))}>${name}</button>`,
    )}</div>`;
}

/** @param {Element} element @param {Item} item @param {"withdraw"|"hide"} deed */
function confirmed(element, { id, title }, deed) {
  element.dialogs.show(
    new ConfirmDialog(element, {
      title: text(`board.${deed}.title`),
      words: text(`board.${deed}.text`, { title }),
      label: text(deed === "withdraw" ? "board.withdraw.run" : "board.item.hide"),
      run: () => element.perform(itemLane(id), { type: deed, item: id }),
    }),
  );
}
