/**
 * The base of the page's custom elements: a shadow root with adopted styles, and drawing gathered
 * into one pass however much changes at once. Subclasses say what to draw (`view`) and may look at
 * the result (`drawn`). What had the focus keeps it while it is in the page; the scroll place is
 * theirs to keep. Whoever shows a part of an element elsewhere hears of each drawing by
 * `hearhear-drawn`, which does not bubble.
 */
import { render } from "./lit.js";
import { controls } from "./controls-styles.js";
import { tokens } from "./tokens.js";

/**
 * What a property was set to before the element's class was there, which would hide the class's own.
 * @param {any} element
 * @param {string} name
 */
export function takeEarly(element, name) {
  const value = element[name];
  if (Object.hasOwn(element, name)) delete element[name];
  return value;
}

export class HearhearElement extends HTMLElement {
  /** @type {CSSStyleSheet[]} */
  static styles = [];
  #scheduled = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [
      tokens,
      controls,
      .../** @type {typeof HearhearElement} */ (this.constructor).styles,
    ];
  }

  /** @returns {ShadowRoot} */
  get root() {
    return /** @type {ShadowRoot} */ (this.shadowRoot);
  }

  /** @param {string} selector @returns {any} */
  find(selector) {
    return this.root.querySelector(selector);
  }

  update = () => {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (this.isConnected) this.draw();
    });
  };

  draw() {
    const focused = /** @type {any} */ (this.root.activeElement);
    render(this.view(), this.root, { host: this });
    // An element that is moved in the document loses the focus, though it is still there.
    if (focused?.isConnected && this.root.activeElement !== focused)
      focused.focus({ preventScroll: true });
    this.drawn();
    this.dispatchEvent(new Event("hearhear-drawn"));
  }

  /** @returns {unknown} */
  view() {
    return "";
  }

  drawn() {}

  /** @param {string} type @param {object} detail */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
