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
      at && group.length && groups[0]?.length ? html`<hr>` : nothing,
      ...group,
    ]),
  );
}

/** @param {Element} element @param {Item} item */
function ofVotes(element, item) {
  const { rules } = /** @type {import("./board.js").Board} */ (element.upvotes.board);
  const { dialogs } = element;
  return [
    ...(item.mine && item.gone !== "hidden"
      ? [entry(element, "board.item.receipt", () => dialogs.show(new ReceiptDialog(element, item)))]
      : []),
    ...(seesVoters(rules, element.account)
      ? [entry(element, "board.item.voters", () => dialogs.show(new VotersDialog(element, item)))]
      : []),
  ];
}

/** @param {Element} element @param {Item} item */
function ofTexts(element, item) {
  const { upvotes, account, editor } = element;
  const { rules } = /** @type {import("./board.js").Board} */ (upvotes.board);
  const now = upvotes.now();
  return [
    ...(mayEdit(rules, item, account, now)
      ? [entry(element, "board.item.edit", () => editor.open(item))]
      : []),
    ...(mayWithdraw(rules, item, account, now)
      ? [entry(element, "board.item.withdraw", () => confirmed(element, item, "withdraw"), true)]
      : []),
  ];
}

/** @param {Element} element @param {Item} item */
function ofModerators(element, item) {
  if (!isModerator(element.account) || item.gone === "merged") return [];
  const { id, gone } = item;
  const lane = itemLane(id);
  if (gone)
    return [entry(element, "board.item.unhide", () => element.perform(lane, { type: "unhide", item: id }))];
  return [
    entry(element, "board.item.merge", () => element.dialogs.show(new MergeDialog(element, item))),
    entry(element, "board.item.hide", () => confirmed(element, item, "hide")),
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
  return html`<hr><div role="group" aria-labelledby="states-${item.id}">
    <p class="menu-label" id="states-${item.id}">${text("board.item.setState")}</p>
    ${all.map(
      ({ name }) => html`<button type="button" class="menu-item state" aria-pressed=${isIn(name) ? "true" : "false"}
        @click=${element.menu.choose(() => {
          if (!isIn(name)) element.perform(itemLane(item.id), { type: "state", item: item.id, state: name });
        })}>${name}</button>`,
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

/** @param {Element} element @param {string} key @param {() => void} action @param {boolean} [isDanger] */
export function entry(element, key, action, isDanger = false) {
  return html`<button type="button" class="menu-item ${isDanger ? "danger" : ""}"
    @click=${element.menu.choose(action)}>${text(key)}</button>`;
}
