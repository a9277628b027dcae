/** Draws what moderators can do with a board and with the list of boards. */
import { httpAddress } from "../addresses.js";
import { follow } from "../files.js";
import { html, nothing } from "../lit.js";
import { boardLane } from "./deeds.js";
import { ArrangeDialog } from "./dialogs/arrange-dialog.js";
import { AuditDialog } from "./dialogs/audit-dialog.js";
import { ConfirmDialog } from "./dialogs/confirm-dialog.js";
import { RulesDialog } from "./dialogs/rules-dialog.js";
import { text } from "./texts.js";

/** @param {import("./hearhear-board.js").HearhearBoard} element */
export function boardMenu(element) {
  const { upvotes, dialogs, menu } = element;
  const { board, boards } = upvotes;
  return menu.view("board", text("board.menu"), () => [
    menu.entry("board.menu.create", () => dialogs.show(new RulesDialog(element, null))),
    board ? ofBoard(element, board) : nothing,
    boards.length > 1
      ? menu.entry("board.menu.arrange", () => dialogs.show(new ArrangeDialog(element)))
      : nothing,
  ]);
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Board} board
 */
function ofBoard(element, { id, rules }) {
  const { dialogs, menu } = element;
  return html`
    ${menu.entry("board.menu.change", () => dialogs.show(new RulesDialog(element, rules)))}
    ${
      rules.closed
        ? menu.entry("board.menu.reopen", () =>
            element.perform(boardLane(id), { type: "reopen", board: id }),
          )
        : menu.entry("board.menu.close", () => close(element, id))
    }
    ${menu.entry("board.menu.audit", () => dialogs.show(new AuditDialog(element)))}
    ${exportLink(element, id, "csv")} ${exportLink(element, id, "json")}`;
}

/** @param {import("./hearhear-board.js").HearhearBoard} element @param {string} id */
function close(element, id) {
  element.dialogs.show(
    new ConfirmDialog(element, {
      title: text("board.close.title"),
      words: text("board.close.text"),
      label: text("board.close.run"),
      run: () => element.perform(boardLane(id), { type: "close", board: id }),
    }),
  );
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {string} id
 * @param {"csv"|"json"} format
 */
function exportLink({ menu }, id, format) {
  // Not before the browser has followed the link.
  const close = () => setTimeout(() => menu.close());
  const path = `api/boards/${encodeURIComponent(id)}/export?format=${format}`;
  const go = (/** @type {Event} */ event) => {
    follow(event, path);
    close();
  };
  return html`<a class="menu-item" href=${httpAddress(path)} download="board-${id}.${format}"
    @click=${go}>${text(`board.menu.${format}`)}</a>`;
}
