/**
 * What has been written and is not acknowledged yet: durable commands, each with its key.
 *
 * Promised: a command is kept before it is sent, and repeated with the same key until it is
 * acknowledged or refused for good; in a lane (a conversation, an item) one command is under way at a
 * time, so nothing overtakes, not even after a `retryAfter`. A command refused for good steps aside
 * for those behind it. Of all tabs that share a store one sends, one that is connected; all show how
 * it is with each command. Not promised: any order between lanes. It survives what its store
 * survives.
 */
import { newKey } from "./key.js";
import { asRefusal, Refusal } from "./refusal.js";

export const WAITING_MAX = 500;
/** Well below what the server takes at once, so that reads get through beside a full outbox. */
const UNDER_WAY_MAX = 16;
const RETRY_DEFAULT_MS = 2_000;
/** The server knows keys longer than this; older commands might be done a second time. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;
const TRANSIENT = new Set(["rate_limited", "unavailable", "timeout"]);

/**
 * @typedef {object} Entry
 * @property {string} key
 * @property {string} lane
 * @property {any} command with its key
 * @property {number} writtenAt for people, never for order
 * @property {"waiting"|"sending"|"failed"} state
 * @property {Refusal} [refusal] why it failed, or why it waits
 */

export class Outbox {
  /** @type {Map<string, Entry[]>} per lane, in the order written */
  #lanes = new Map();
  /**
   * Lanes with a command under way, or resting until their `retryAfter` has passed.
   * @type {Set<string>}
   */
  #busy = new Set();
  #underWay = 0;
  /** For each reading of the store, the keys that were settled meanwhile. @type {Set<Set<string>>} */
  #loads = new Set();
  #live = false;
  /** This tab is the one that sends. */
  #leads = false;
  /** Ends or gives up leading; null while there is no connection. @type {(() => void)|null} */
  #endLead = null;

  /**
   * @param {object} options
   * @param {(command: object) => Promise<any>} options.request
   * @param {import("./outbox-store.js").OutboxStore} options.store
   * @param {(entry: Entry, reply: any) => void} options.acknowledged
   * @param {() => void} options.changed
   * @param {(action: () => void, delay: number) => void} [options.later]
   */
  constructor({
    request,
    store,
    acknowledged,
    changed,
    later = (action, delay) => void setTimeout(action, delay),
  }) {
    this.request = request;
    this.store = store;
    this.acknowledged = acknowledged;
    this.changed = changed;
    this.later = later;
  }

  /** Takes up what is in the store; call it once, before anything is added. */
  async restore() {
    this.store.watch({
      put: entry => this.#shown(entry),
      removed: (key, reply) => this.#gone(key, reply),
    });
    await this.#takeUp();
  }

  /** Leaves what is unsent to other tabs and to later pages. */
  close() {
    this.connected(false);
    this.store.close();
  }

  /** The connection came (true) or went. @param {boolean} live */
  connected(live) {
    this.#live = live;
    if (!live) {
      this.#leads = false;
      this.#endLead?.();
      this.#endLead = null;
    } else {
      this.#endLead ??= this.store.lead(() => this.#lead());
      this.#pumpAll();
    }
  }

  /** What a tab that led before had under way is nobody's now. */
  #lead() {
    if (!this.#live) return;
    this.#leads = true;
    for (const lane of this.#lanes.keys()) {
      if (this.#busy.has(lane)) continue;
      for (const entry of this.entries(lane)) if (entry.state === "sending") entry.state = "waiting";
    }
    this.#pumpAll();
    this.#takeUp();
  }

  /** Adds what is in the store and not known here. */
  async #takeUp() {
    /** @type {Set<string>} */
    const settled = new Set();
    this.#loads.add(settled);
    const stored = await this.store.load();
    this.#loads.delete(settled);
    for (const entry of stored) {
      if (this.#find(entry.key) || settled.has(entry.key)) continue;
      const state = entry.state === "sending" ? "waiting" : entry.state;
      this.#lane(entry.lane).push(outdated({ ...restored(entry), state }));
    }
    this.changed();
    this.#pumpAll();
  }

  /** Another tab wrote this, or says how it is with it. @param {Entry} entry */
  #shown(entry) {
    const known = this.#find(entry.key);
    if (!known) {
      this.#lane(entry.lane).push(restored(entry));
    } else if (known.state === "failed" && entry.state === "waiting") {
      this.#take(known); // It was sent again, behind what waits.
      this.#lane(entry.lane).push(restored(entry));
    } else if (!this.#isUnderWay(known)) {
      Object.assign(known, restored(entry));
    }
    this.changed();
    this.#pump(entry.lane);
  }

  /** Another tab has the answer to it, or took it back. @param {string} key @param {any} reply */
  #gone(key, reply) {
    const entry = this.#find(key);
    if (!entry || (!reply && this.#isUnderWay(entry))) return;
    this.#take(entry);
    if (reply) this.acknowledged(entry, reply);
    this.changed();
  }

  /**
   * @param {string} lane
   * @param {object} command without key
   * @param {{replacing?: boolean}} [how] replacing: what waits in this lane is out of date
   */
  add(lane, command, { replacing = false } = {}) {
    if (this.size >= WAITING_MAX) throw new Refusal("outbox_full");
    if (replacing)
      this.entries(lane)
        .filter(entry => entry.state !== "sending")
        .forEach(entry => this.#remove(entry));
    const key = newKey();
    /** @type {Entry} */
    const entry = {
      key,
      lane,
      command: { ...command, key },
      writtenAt: Date.now(),
      state: "waiting",
    };
    this.#lane(lane).push(entry);
    this.#keep(entry);
    return entry;
  }

  /** @param {string} lane @returns {Entry[]} */
  entries(lane) {
    return [...(this.#lanes.get(lane) ?? [])];
  }

  get size() {
    let size = 0;
    for (const entries of this.#lanes.values()) size += entries.length;
    return size;
  }

  /** Sends a failed one again, behind what waits. @param {Entry} entry */
  retry(entry) {
    if (entry.state !== "failed") return;
    const isOutdated = entry.refusal?.code === "outdated";
    if (isOutdated) this.#remove(entry);
    else this.#take(entry);
    const key = isOutdated ? newKey() : entry.key;
    const again = { ...entry, key, command: { ...entry.command, key }, state: "waiting" };
    if (isOutdated) again.writtenAt = Date.now();
    delete again.refusal;
    this.#lane(entry.lane).push(/** @type {Entry} */ (again));
    this.#keep(/** @type {Entry} */ (again));
  }

  /** @param {Entry} entry a failed one; what may be under way cannot be called back */
  discard(entry) {
    if (entry.state !== "failed") return;
    this.#remove(entry);
    this.changed();
  }

  /**
   * The command's own event came, perhaps before its reply.
   * @param {string} lane
   * @param {string} key
   */
  settled(lane, key) {
    const entry = this.entries(lane).find(entry => entry.key === key);
    if (!entry) return;
    if (this.#leads) this.#remove(entry);
    else this.#take(entry);
    this.changed();
  }

  /**
   * Into the store first, then on its way: what was sent is known to the next page too.
   * @param {Entry} entry
   */
  async #keep(entry) {
    this.changed();
    try {
      await this.store.put(entry);
    } catch (error) {
      console.warn("What is unsent could not be kept:", error);
      // It may be on its way already, if the lane was free.
      if (entry.state === "waiting") this.#fail(entry, new Refusal("not_kept"));
    }
    this.#pump(entry.lane);
  }

  /** @param {Entry} entry @param {Refusal} refusal */
  #fail(entry, refusal) {
    Object.assign(entry, { state: "failed", refusal });
    this.store.show(entry);
    this.changed();
  }

  #pumpAll() {
    for (const lane of [...this.#lanes.keys()]) this.#pump(lane);
  }

  /** @param {string} lane */
  async #pump(lane) {
    const entry = this.entries(lane).find(entry => entry.state === "waiting");
    if (!entry || !this.#leads || this.#busy.has(lane) || this.#underWay >= UNDER_WAY_MAX) return;
    this.#busy.add(lane);
    this.#underWay++;
    entry.state = "sending";
    entry.refusal = undefined;
    this.store.show(entry);
    let pause = 0;
    try {
      const reply = await this.request(entry.command);
      this.#remove(entry, reply);
      this.acknowledged(entry, reply);
    } catch (error) {
      pause = this.#refused(entry, asRefusal(error));
    }
    this.#underWay--;
    this.changed();
    const goOn = () => {
      this.#busy.delete(lane);
      this.#pumpAll();
    };
    if (pause) this.later(goOn, pause);
    else goOn();
  }

  /**
   * @param {Entry} entry
   * @param {Refusal} refusal
   * @returns {number} how long its lane rests, in milliseconds
   */
  #refused(entry, refusal) {
    entry.refusal = refusal;
    const transient =
      refusal.code === "connection_lost" ||
      refusal.retryAfter !== undefined ||
      TRANSIENT.has(refusal.code);
    entry.state = transient ? "waiting" : "failed";
    if (transient) this.store.show(entry);
    else this.store.put(entry).catch(error => console.warn("A refusal is not kept:", error));
    if (refusal.code === "connection_lost") {
      // Not pumped until `connected(true)`; the loss may reach us before its announcement does.
      this.connected(false);
      return 0;
    }
    return transient ? Math.max(1, refusal.retryAfter ?? RETRY_DEFAULT_MS) : 0;
  }

  /** @param {string} lane */
  #lane(lane) {
    let entries = this.#lanes.get(lane);
    if (!entries) this.#lanes.set(lane, (entries = []));
    return entries;
  }

  /** @param {string} key @returns {Entry|undefined} */
  #find(key) {
    for (const entries of this.#lanes.values()) {
      const found = entries.find(entry => entry.key === key);
      if (found) return found;
    }
  }

  /** Whether this tab waits for the answer to it. @param {Entry} entry */
  #isUnderWay(entry) {
    return this.#busy.has(entry.lane) && entry.state === "sending";
  }

  /** For good, here and for other tabs. @param {Entry} entry @param {any} [reply] */
  #remove(entry, reply) {
    this.#take(entry);
    this.store.remove(entry.key, reply);
  }

  /** @param {Entry} entry */
  #take(entry) {
    for (const settled of this.#loads) settled.add(entry.key);
    const rest = this.entries(entry.lane).filter(other => other !== entry);
    if (rest.length) this.#lanes.set(entry.lane, rest);
    else this.#lanes.delete(entry.lane);
  }
}

/** As it came out of a store or from another tab. @param {Entry} entry @returns {Entry} */
function restored(entry) {
  const { code, message, retryAfter } = entry.refusal ?? {};
  return { ...entry, refusal: code ? new Refusal(code, message, retryAfter) : undefined };
}

/** What is too old fails, for a person to decide. @param {Entry} entry @returns {Entry} */
function outdated(entry) {
  if (entry.state !== "waiting" || Date.now() - entry.writtenAt < KEPT_MS) return entry;
  return { ...entry, state: "failed", refusal: new Refusal("outdated") };
}
