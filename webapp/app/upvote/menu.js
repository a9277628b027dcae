/**
 * Menus that open below a button: of all menus of an element at most one is open. Esc closes it and
 * gives the focus back, arrows go through it, and it closes when one goes elsewhere.
 */
import { html, nothing } from "../lit.js";
import { icons } from "./icons.js";
import { text } from "./texts.js";

export class Menu {
  /** The name of the one that is open; empty while none is. */
  opened = "";

  /** @param {import("../element.js").HearhearElement} element */
  constructor(element) {
    this.element = element;
  }

  /**
   * @param {string} name part of an id
   * @param {string} label
   * @param {() => unknown} entries buttons and links; drawn only when it is open
   */
  view(name, label, entries) {
    const isOpen = this.opened === name;
    return html`<div class="menu-place" data-menu=${name} @keydown=${this.#key} @focusout=${this.#left}>
      <button type="button" class="round more" aria-label=${label} title=${label} aria-expanded=${isOpen ? "true" : "false"}
        aria-controls="menu-${name}" @click=${() => this.#toggle(name)}>${icons.more}</button>
      <div class="menu" id="menu-${name}" role="group" aria-label=${label} ?hidden=${!isOpen}>${isOpen ? entries() : nothing}</div>
    </div>`;
  }

  /** @param {string} key of its words @param {() => void} action @param {boolean} [isDanger] */
  entry(key, action, isDanger = false) {
    return html`<button type="button" class="menu-item ${isDanger ? "danger" : ""}"
      @click=${this.choose(action)}>${text(key)}</button>`;
  }

  /**
   * Closes it and does what was chosen; the focus is where the menu came from.
   * @param {() => void} action
   */
  choose = action => () => {
    this.close();
    action();
  };

  close() {
    const button = this.element.find(`[data-menu="${this.opened}"] > button`);
    this.opened = "";
    this.element.draw();
    button?.focus();
  }

  /** @param {string} name */
  #toggle(name) {
    this.opened = this.opened === name ? "" : name;
    this.element.draw();
    if (this.opened)
      this.element.find(`#menu-${name} > :is(button, a), #menu-${name} button`)?.focus();
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    if (!this.opened) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      return this.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const entries = [...this.element.root.querySelectorAll(`#menu-${this.opened} :is(button, a)`)];
    const at = entries.indexOf(/** @type {any} */ (this.element.root.activeElement));
    /** @type {any} */ (entries.at((at + step) % entries.length))?.focus();
  };

  /** Not when the whole page is left, and not for a click on what takes no focus inside. */
  #left = (/** @type {any} */ { currentTarget, relatedTarget }) => {
    if (!relatedTarget || currentTarget.contains(relatedTarget)) return;
    this.opened = "";
    this.element.update();
  };

  /** A click beside it, also on what takes no focus. @param {Event} event */
  clicked = event => {
    const inside = event.composedPath().some(node => /** @type {any} */ (node).dataset?.menu);
    if (!this.opened || inside) return;
    this.opened = "";
    this.element.update();
  };
}
