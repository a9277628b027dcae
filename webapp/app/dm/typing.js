/**
 * Who is typing: what one says of oneself, as rarely as the protocol wants it, and what others say,
 * for as long as it holds.
 */
const UNTIL_WELCOME_MS = 6_000;

/**
 * More than the second within which the server tells nobody again, by what a network may deliver
 * unevenly: what comes early is dropped.
 */
const TOLD_EVERY_MS = 1_300;

/**
 * Says that one types. Nothing of it is repeated: it is worth nothing a moment later. Who writes on
 * directly after sending is told of as soon as the server would tell it.
 */
export class OwnTyping {
  /** Where it was said last, and when. */
  #told = "";
  #toldAt = 0;
  /** Where others see one typing; "" nowhere. */
  #seen = "";
  /** @type {any} null while nothing is to be said later */
  #timer = null;

  /**
   * @param {(command: object) => Promise<any>} request
   * @param {() => number|undefined} shownFor `limits.typing`
   */
  constructor(request, shownFor) {
    this.request = request;
    this.shownFor = shownFor;
  }

  /** @param {string} conversation "" before its first message @param {string} text */
  typed(conversation, text) {
    if (conversation !== this.#told) this.sent();
    if (!conversation) return;
    if (!text.trim()) return this.#emptied(conversation);
    const isSeen = conversation === this.#seen;
    const again = (this.shownFor() ?? UNTIL_WELCOME_MS) / 2;
    const pause = isSeen ? again : conversation === this.#told ? TOLD_EVERY_MS : 0;
    const wait = this.#toldAt + pause - Date.now();
    if (wait <= 0) this.#say(conversation);
    else if (!isSeen) this.#timer ??= setTimeout(() => this.#say(conversation), wait);
  }

  /** What was typed is on its way, which says enough. */
  sent() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#seen = "";
  }

  /** @param {string} conversation */
  #say(conversation) {
    this.sent();
    this.#told = this.#seen = conversation;
    this.#toldAt = Date.now();
    this.#tell({ type: "typing", conversation });
  }

  /** @param {string} conversation */
  #emptied(conversation) {
    const wasSeen = conversation === this.#seen;
    this.sent();
    if (wasSeen) this.#tell({ type: "typing", conversation, on: false });
  }

  /** @param {object} command */
  #tell(command) {
    this.request(command).catch(() => {});
  }
}

/** What others say. */
export class OthersTyping {
  /** When it ends, by conversation and account. @type {Map<string, Map<string, number>>} */
  #until = new Map();
  /** For the one that ends first; null while nobody types. @type {any} */
  #timer = null;

  /** @param {() => void} changed @param {() => number|undefined} shownFor */
  constructor(changed, shownFor) {
    this.changed = changed;
    this.shownFor = shownFor;
  }

  /** @param {string} conversation @returns {string[]} accounts, who began first first */
  in(conversation) {
    const now = Date.now();
    return [...(this.#until.get(conversation) ?? [])]
      .filter(([, until]) => until > now)
      .map(([account]) => account);
  }

  /** @param {{conversation: string, account: string, on?: boolean}} event */
  apply({ conversation, account, on = true }) {
    if (!on) return this.stop(conversation, account);
    const typing = this.#until.get(conversation) ?? new Map();
    const shownFor = this.shownFor() ?? UNTIL_WELCOME_MS;
    this.#until.set(conversation, typing.set(account, Date.now() + shownFor));
    this.#changeAfter(shownFor);
  }

  /** A message says the same. @param {string} conversation @param {string} account */
  stop(conversation, account) {
    this.#until.get(conversation)?.delete(account);
  }

  forget() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#until.clear();
  }

  /** @param {number} wait */
  #changeAfter(wait) {
    this.#timer ??= setTimeout(() => this.#expire(), wait + 1);
  }

  #expire() {
    this.#timer = null;
    const now = Date.now();
    for (const [conversation, typing] of this.#until) {
      for (const [account, until] of typing) if (until <= now) typing.delete(account);
      if (!typing.size) this.#until.delete(conversation);
    }
    const next = Math.min(...[...this.#until.values()].flatMap(typing => [...typing.values()]));
    if (Number.isFinite(next)) this.#changeAfter(next - now);
    this.changed();
  }
}
