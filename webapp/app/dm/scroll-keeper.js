/**
 * Keeps the place in a list that grows at both ends: at the end it follows what is new, elsewhere
 * what is read stays where it is, also when the box itself changes its size. It measures before and
 * after drawing, since not every browser anchors scrolling itself.
 */
const NEAR_END_PX = 80;
const PLACE_FROM_TOP = 5;

export class ScrollKeeper {
  /** What is shown, to start at the end of another. @type {unknown} */
  #shown = undefined;
  #atEnd = true;
  /** The list has its end; else there is more to load below. */
  #hasEnd = true;
  #height = 0;
  #first = 0;
  /** @type {Element|null} */
  #box = null;
  #resized = new ResizeObserver(() => this.#box && this.#atEnd && this.toEnd(this.#box));

  /** @param {Element|null} box */
  isAtEnd(box) {
    return !box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
  }

  /** A person scrolled. @param {Element} box */
  scrolled(box) {
    this.#atEnd = this.#hasEnd && this.isAtEnd(box);
  }

  /** Call before drawing. @param {Element|null} box */
  before(box) {
    this.#height = box?.scrollHeight ?? 0;
  }

  /**
   * Call after drawing.
   * @param {Element|null} box
   * @param {unknown} shown whose list it is
   * @param {number} first the lowest seq shown; lower than before means that it grew at the
   *   beginning
   * @param {boolean} hasEnd whether what is new follows directly
   */
  after(box, shown, first, hasEnd) {
    this.#hasEnd = hasEnd;
    if (!hasEnd) this.#atEnd = false;
    if (box !== this.#box) this.#observe(box);
    const grewAbove = shown === this.#shown && first < this.#first;
    if (box && shown !== this.#shown) this.#atEnd = true;
    if (box && grewAbove && !this.#atEnd) box.scrollTop += box.scrollHeight - this.#height;
    else if (box && this.#atEnd) this.toEnd(box);
    this.#shown = shown;
    this.#first = first;
  }

  /** @param {Element} box */
  toEnd(box) {
    box.scrollTop = box.scrollHeight;
    this.#atEnd = true;
  }

  /** Shows a row, with some of what is before it. @param {Element} box @param {Element} row */
  toPlace(box, row) {
    const above = row.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += above - box.clientHeight / PLACE_FROM_TOP;
    this.#atEnd = this.#hasEnd && this.isAtEnd(box);
  }

  /** @param {Element|null} box */
  #observe(box) {
    this.#resized.disconnect();
    this.#box = box;
    if (box) this.#resized.observe(box);
  }
}
