/**
 * The element <hearhear-face>: a person's picture, or their initials while there is none that can be
 * shown. It is decoration, the name stands beside it. It has no shadow root: its look is that of
 * `.face` where it stands.
 */
import { fileAddress, onSigned } from "./files.js";
import { pictures } from "./pictures.js";

/** A face that is not in view needs no picture yet. @type {IntersectionObserver|undefined} */
let observer;

export class HearhearFace extends HTMLElement {
  /** Null before it is drawn. @type {import("./http.js").Person|null} */
  #person = null;
  #isSeen = false;
  /** Ends the watching; null while it is not in the page. @type {(() => void)|null} */
  #endWatch = null;
  /** @type {() => void} */
  #endSigned = () => {};
  #image = document.createElement("img");
  /** The address of what could not be shown; it is not tried again. */
  #broken = "";

  constructor() {
    super();
    this.#image.alt = "";
    this.#image.onerror = () => {
      this.#broken = this.#image.src;
      this.#image.remove();
    };
  }

  /** @param {import("./http.js").Person} person */
  set person(person) {
    const isOther = person.id !== this.#person?.id;
    this.#person = person;
    if (isOther && this.isConnected) this.#watch();
    this.#draw();
  }

  connectedCallback() {
    this.#watch();
    this.#endSigned = onSigned(() => this.#draw());
    observer ??= new IntersectionObserver(seen);
    observer.observe(this);
  }

  disconnectedCallback() {
    this.#endWatch?.();
    this.#endWatch = null;
    this.#endSigned();
    observer?.unobserve(this);
  }

  /** It came into view. */
  see() {
    this.#isSeen = true;
    observer?.unobserve(this);
    this.#draw();
  }

  #watch() {
    this.#endWatch?.();
    this.#endWatch = this.#person && pictures.watch(this.#person.id, () => this.#draw());
  }

  #draw() {
    if (!this.#person) return;
    const { id } = this.#person;
    const letters = initials(this.#person.displayName);
    if (this.firstChild?.nodeValue !== letters) this.replaceChildren(letters);
    const picture = pictures.of(this.#person);
    if (!this.#isSeen) return;
    if (picture === undefined) pictures.seek(id);
    const address = picture ? fileAddress(`api/people/${id}/picture?v=${picture}`) : "";
    if (!address || address === this.#broken) return this.#image.remove();
    if (this.#image.src !== address) this.#image.src = address;
    if (!this.#image.isConnected) this.append(this.#image);
  }
}

/** @param {IntersectionObserverEntry[]} entries */
function seen(entries) {
  for (const { isIntersecting, target } of entries)
    if (isIntersecting) /** @type {HearhearFace} */ (target).see();
}

/** @param {string} name */
function initials(name) {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""];
  return letters
    .map(word => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
