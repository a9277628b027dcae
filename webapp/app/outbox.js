/**
 * What has been written and is not acknowledged yet: durable commands, each with its key.
 *
 * Promised: a command is repeated with the same key until it is acknowledged or refused for good;
 * in a lane (a conversation, an item) one command is under way at a time, so nothing overtakes, not
 * even after a `retryAfter`. A command refused for good steps aside for those behind it. Not
 * promised: any order between lanes. It survives what its store survives.
 */
import { newKey } from "./key.js";
import { asRefusal, Refusal } from "./refusal.js";

export const WAITING_MAX = 500;
/** Well below what the server takes at once, so that reads get through beside a full outbox. */
const UNDER_WAY_MAX = 16;
const RETRY_DEFAULT_MS = 2_000;
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
  #live = false;

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

  /** Takes up what an earlier page left in the store; call it once, before anything is added. */
  async restore() {
    for (const entry of await this.store.load()) {
      this.#lane(entry.lane).push({
        ...entry,
        state: entry.state === "sending" ? "waiting" : entry.state,
      });
    }
    this.changed();
    this.#pumpAll();
  }

  /** The connection came (true) or went. @param {boolean} live */
  connected(live) {
    this.#live = live;
    if (live) this.#pumpAll();
  }

  /**
   * @param {string} lane
   * @param {object} command without key
   * @param {{replacing?: boolean}} [how] replacing: what waits in this lane is out of date
   */
  add(lane, command, { replacing = false } = {}) {
    if (this.size >= WAITING_MAX)
      throw new Refusal("quota", "Too much is waiting to be sent. Wait until it has gone.");
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
    this.#remove(entry);
    entry.state = "waiting";
    entry.refusal = undefined;
    this.#lane(entry.lane).push(entry);
    this.#keep(entry);
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
    this.#remove(entry);
    this.changed();
  }

  /**
   * Into the store first, then on its way: what was sent is known to the next page too.
   * @param {Entry} entry
   */
  async #keep(entry) {
    this.changed();
    await this.store.put(entry);
    this.#pump(entry.lane);
  }

  #pumpAll() {
    for (const lane of [...this.#lanes.keys()]) this.#pump(lane);
  }

  /** @param {string} lane */
  async #pump(lane) {
    const entry = this.entries(lane).find(entry => entry.state === "waiting");
    if (!entry || !this.#live || this.#busy.has(lane) || this.#underWay >= UNDER_WAY_MAX) return;
    this.#busy.add(lane);
    this.#underWay++;
    entry.state = "sending";
    entry.refusal = undefined;
    let pause = 0;
    try {
      const reply = await this.request(entry.command);
      this.#remove(entry);
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
    if (!transient) this.store.put(entry);
    if (refusal.code === "connection_lost") {
      // Not pumped until `connected(true)`; the loss may reach us before its announcement does.
      this.#live = false;
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

  /** @param {Entry} entry */
  #remove(entry) {
    const rest = this.entries(entry.lane).filter(other => other !== entry);
    if (rest.length) this.#lanes.set(entry.lane, rest);
    else this.#lanes.delete(entry.lane);
    this.store.remove(entry.key);
  }
}
