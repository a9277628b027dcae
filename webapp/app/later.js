/**
 * A part of an element that the first look at the page does without, as a dialog: its module is
 * loaded when one asks for it, or before, when the page has nothing better to do. Until then nothing
 * of it is drawn.
 */
import { Refusal } from "./refusal.js";

const SOON_MS = 3_000;

/**
 * Loads parts once the page has had time for what is looked at: then they are there offline, too.
 * @param {Later<any>[]} parts
 */
export function loadSoon(parts) {
  setTimeout(() => parts.forEach(part => part.load().catch(() => {})), SOON_MS);
}

/** @template {{start: (...which: any[]) => void, view: () => unknown}} Part */
export class Later {
  /** Undefined until it is loaded. @type {Part|undefined} */
  part = undefined;
  /** @type {Promise<Part>|undefined} undefined: not asked for, or in vain */
  #loading = undefined;

  /**
   * @param {() => Promise<Part>} make loads its module
   * @param {(why: string) => void} failed it was asked for and could not be loaded
   */
  constructor(make, failed) {
    this.make = make;
    this.failed = failed;
  }

  view() {
    return this.part?.view() ?? "";
  }

  /** @param {any[]} which */
  start = async (...which) => {
    try {
      (await this.load()).start(...which);
    } catch (error) {
      if (this.part) throw error;
      this.failed(new Refusal("unreachable").message);
    }
  };

  /** Loads it; the next one who asks tries again if that fails. */
  load() {
    return (this.#loading ??= this.make().then(
      part => (this.part = part),
      error => {
        this.#loading = undefined;
        throw error;
      },
    ));
  }
}
