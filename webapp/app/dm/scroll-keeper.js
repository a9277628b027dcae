/**
 * Keeps the place in a list that grows and shrinks at both ends: at the end it follows what is new,
 * elsewhere the row at the top of the view stays where it is, whatever is added, dropped or changes
 * its height around it, also when the box itself changes its size. It measures before and after
 * drawing, since not every browser anchors scrolling itself.
 *
 * Rows are elements with `data-seq`, in the order of their seq.
 */
const NEAR_END_PX = 80;
const PLACE_FROM_TOP = 5;

/** @typedef {{row: HTMLElement, top: number}} Anchor `top` as seen from the box */

export class ScrollKeeper {
  /** What is shown, to start at the end of another. @type {unknown} */
  #shown = undefined;
  #atEnd = true;
  /** The list has its end; else there is more to load below. */
  #hasEnd = true;
  /** The row that stays where it is; null where there is none. @type {Anchor|null} */
  #anchor = null;
  /** @type {Element|null} */
  #box = null;
  /** What is in the box, whose height changes with what loads late. @type {Element|null} */
  #list = null;
  #resized = new ResizeObserver(() => this.#box && this.#keep(this.#box));

  /** @param {Element|null} box */
  isAtEnd(box) {
    return !box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
  }

  /** A person scrolled. @param {Element} box */
  scrolled(box) {
    this.#atEnd = this.#hasEnd && this.isAtEnd(box);
    this.#anchor = anchorIn(box);
  }

  /**
   * Call before drawing.
   * @param {Element|null} box
   * @param {unknown} shown whose list will be drawn
   * @returns {number|undefined} the seq of the row that will stay where it is; undefined if the end
   *   will be shown
   */
  before(box, shown) {
    this.#anchor = box && anchorIn(box);
    if (this.#atEnd || shown !== this.#shown || !this.#anchor) return undefined;
    return Number(this.#anchor.row.dataset.seq);
  }

  /**
   * Call after drawing.
   * @param {Element|null} box
   * @param {unknown} shown whose list it is
   * @param {boolean} hasEnd whether what is new follows directly
   */
  after(box, shown, hasEnd) {
    this.#hasEnd = hasEnd;
    if (!hasEnd) this.#atEnd = false;
    if (shown !== this.#shown) this.#atEnd = true;
    this.#shown = shown;
    this.#observe(box);
    if (box) this.#keep(box);
  }

  /** @param {Element} box */
  toEnd(box) {
    box.scrollTop = box.scrollHeight;
    this.#atEnd = true;
  }

  /** Shows a row, with some of what is before it. @param {Element} box @param {Element} row */
  toPlace(box, row) {
    box.scrollTop += topIn(box, row) - box.clientHeight / PLACE_FROM_TOP;
    this.scrolled(box);
  }

  /** @param {Element} box */
  #keep(box) {
    if (this.#atEnd) return this.toEnd(box);
    const { row, top } = this.#anchor ?? {};
    if (row && box.contains(row)) box.scrollTop += topIn(box, row) - Number(top);
  }

  /** @param {Element|null} box */
  #observe(box) {
    const list = box?.querySelector("ol") ?? null;
    if (box === this.#box && list === this.#list) return;
    this.#resized.disconnect();
    this.#box = box;
    this.#list = list;
    if (box) this.#resized.observe(box);
    if (list) this.#resized.observe(list);
  }
}

/** The first row of which the end is in view. @param {Element} box @returns {Anchor|null} */
function anchorIn(box) {
  const top = box.getBoundingClientRect().top;
  const row = firstRow(box, ({ bottom }) => bottom > top);
  return row ? { row, top: topIn(box, row) } : null;
}

/** The last row of which the beginning is in view. @param {Element} box @returns {HTMLElement|null} */
export function lastRowIn(box) {
  const end = box.getBoundingClientRect().bottom;
  const next = firstRow(box, ({ top }) => top >= end);
  const rows = rowsIn(box);
  return rows[(next ? rows.indexOf(next) : rows.length) - 1] ?? null;
}

/**
 * Rows follow each other downwards, so half of those in question are left with each look.
 * @param {Element} box
 * @param {(place: DOMRect) => boolean} isBehind holds from some row on
 */
function firstRow(box, isBehind) {
  const rows = rowsIn(box);
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isBehind(rows[middle].getBoundingClientRect())) to = middle;
    else from = middle + 1;
  }
  return rows[from];
}

/** @param {Element} box @returns {HTMLElement[]} */
function rowsIn(box) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-seq]"))];
}

/** @param {Element} box @param {Element} row */
function topIn(box, row) {
  return row.getBoundingClientRect().top - box.getBoundingClientRect().top;
}
