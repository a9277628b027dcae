/**
 * A large world for the page to stand in, without a server: a conversation of so many messages and a
 * board of so many items. It stands in for every WebSocket of the page and answers with pages as the
 * protocol has them; messages and tallies come when told. In real time, for measuring and for tests
 * of what is drawn.
 */
/** @type {import("../../../../webapp/app/http.js").Account} */
export const me = { id: "1", name: "ada", displayName: "Ada Lovelace", role: "member" };
export const ben = { id: "2", name: "ben", displayName: "Ben Nevis" };

const EPOCH = "e1";
const CONVERSATION = "3";
const BOARD = "1";
const MINUTE_MS = 60_000;
const LATENCY_MS = 4;
const WORDS = "so many people have said so much here that nobody reads it all again".split(" ");
const LIMITS = {
  frameBytes: 131_072,
  messageCodePoints: 8000,
  messageBytes: 32_768,
  watchedItems: 1000,
};

/** The same words for the same number, between one and sixty of them. @param {number} number */
function words(number) {
  const length = 1 + ((number * 7919) % 60);
  return Array.from({ length }, (_, i) => WORDS[(number * 31 + i * 17) % WORDS.length]).join(" ");
}

export class LargeWorld {
  /** By endpoint, the newest. @type {Record<string, any>} */
  #sockets = {};
  /** @type {any[]} */
  #messages = [];
  /** Newest first. @type {any[]} */
  #items = [];
  #n = 10;
  /** Commands heard, by type. @type {Record<string, number>} */
  heard = {};

  /**
   * @param {object} size
   * @param {number} [size.messages]
   * @param {number} [size.items]
   * @param {number} [size.unread] of the messages
   * @param {number} [size.imageEvery] every so manieth message is an image
   */
  constructor({ messages = 0, items = 0, unread = 0, imageEvery = 0 }) {
    this.unread = unread;
    const begin = Date.now() - messages * MINUTE_MS;
    for (let seq = 1; seq <= messages; seq++) {
      const message = this.#message(seq, begin + seq * MINUTE_MS);
      if (imageEvery && seq % imageEvery === 0) message.attachments = [image(seq)];
      if (seq % 9 === 0) message.replyTo = seq - 5;
      if (seq % 11 === 0) message.reactions = [{ emoji: "👍", by: ["1", "2"] }];
      this.#messages.push(message);
    }
    for (let id = items; id > 0; id--) this.#items.push(item(id));
  }

  /** Takes the place of the page's WebSocket. */
  install() {
    const world = this;
    /** @type {any} */ (globalThis).WebSocket = class {
      static OPEN = 1;
      readyState = 0;

      /** @param {string} url */
      constructor(url) {
        this.endpoint = new URL(url).pathname.split("/").pop() ?? "";
        world.#sockets[this.endpoint] = this;
        setTimeout(() => {
          this.readyState = 1;
          /** @type {any} */ (this).onopen?.();
        }, LATENCY_MS);
      }

      /** @param {string} text */
      send(text) {
        for (const command of [JSON.parse(text)].flat())
          setTimeout(() => world.#hear(this, command), LATENCY_MS);
      }

      close() {
        this.readyState = 3;
      }
    };
  }

  /** Ben writes. */
  arrive() {
    const message = this.#message(this.#messages.length + 1, Date.now(), ben.id);
    this.#messages.push(message);
    this.say("dm", { n: ++this.#n, type: "message", conversation: CONVERSATION, ...message });
  }

  /** Ben types. */
  type() {
    this.say("dm", { type: "typing", conversation: CONVERSATION, account: ben.id, on: true });
  }

  /** So many items get a vote each, told in one frame. @param {number} count */
  vote(count) {
    const tallies = Array.from({ length: count }, () => {
      const at = Math.floor(Math.random() * this.#items.length);
      const { id, up, down, rev } = this.#items[at];
      this.#items[at] = { ...this.#items[at], up: up + 1, rev: rev + 1 };
      return { type: "tally", item: id, up: up + 1, down, rev: rev + 1 };
    });
    this.say("upvote", ...tallies);
  }

  /** @param {string} endpoint */
  cut(endpoint) {
    this.#sockets[endpoint]?.onclose?.({ code: 1006 });
  }

  /** @param {string} endpoint @param {object[]} events */
  say(endpoint, ...events) {
    this.#sockets[endpoint]?.onmessage?.({ data: JSON.stringify(events) });
  }

  /** @param {any} socket @param {any} command */
  #hear(socket, { ref, ...command }) {
    this.heard[command.type] = (this.heard[command.type] ?? 0) + 1;
    if (command.type === "hello") return this.say(socket.endpoint, this.#welcome());
    const answer = this.#answer(command);
    if (answer) this.say(socket.endpoint, { type: "ok", ref, ...answer });
  }

  #welcome() {
    const times = { heartbeat: 600_000, reconnectWithin: 5000, now: new Date().toISOString() };
    return { type: "welcome", epoch: EPOCH, n: this.#n, resumed: false, limits: LIMITS, ...times };
  }

  /** @param {any} command */
  #answer(command) {
    switch (command.type) {
      case "conversations":
        return { conversations: this.#messages.length ? [this.#summary()] : [], more: false };
      case "history":
        return this.#history(command);
      case "send":
        return this.#send(command);
      case "read":
        return { conversation: CONVERSATION, seq: command.seq, unread: 0, asOf: this.#n };
      case "watch":
        return {
          presence: command.people.map((/** @type {string} */ account) => ({
            account,
            state: "online",
          })),
        };
      case "boards":
        return { boards: [{ id: BOARD, edition: 1, title: "Ideas", description: "" }], more: false };
      case "items":
        return this.#page(command);
      case "subscribe":
        return { tallies: [], missing: [] };
      default:
        return {};
    }
  }

  #summary() {
    const last = this.#messages.at(-1);
    const read = last.seq - this.unread;
    return {
      ...{ id: CONVERSATION, kind: "direct", with: ben, seq: last.seq, last, delivered: last.seq },
      ...{ read, unread: this.unread, asOf: this.#n },
    };
  }

  /** @param {{before?: number, after?: number, around?: number, limit?: number}} command */
  #history({ before, after, around, limit = 50 }) {
    const all = this.#messages.length;
    let end = before ? before - 1 : all;
    if (after !== undefined) end = Math.min(all, after + limit);
    if (around !== undefined) end = Math.min(all, Math.max(around + limit / 2, limit));
    const start = after ?? Math.max(0, end - limit);
    return {
      conversation: CONVERSATION,
      messages: this.#messages.slice(start, end),
      more: before === undefined && (after ?? around) !== undefined ? end < all : start > 0,
      earlier: start > 0,
      marks: [
        { account: me.id, delivered: all, read: all },
        { account: ben.id, delivered: all, read: all - 1 },
      ],
    };
  }

  /** @param {{text: string, key: string}} command */
  #send({ text, key }) {
    const seq = this.#messages.length + 1;
    const at = new Date().toISOString();
    const message = { seq, from: me.id, text, at, key, rev: 1 };
    this.#messages.push(message);
    return { conversation: CONVERSATION, seq, n: ++this.#n, at };
  }

  /** @param {{before?: string, limit?: number}} command */
  #page({ before, limit = 50 }) {
    const start = before ? this.#items.findIndex(({ id }) => id === before) + 1 : 0;
    const items = this.#items.slice(start, start + limit);
    return { board: BOARD, items, more: start + limit < this.#items.length };
  }

  /** @param {number} seq @param {number} at @param {string} [from] @returns {any} */
  #message(seq, at, from = seq % 3 ? me.id : ben.id) {
    const time = new Date(at).toISOString();
    return { seq, from, text: `${seq}: ${words(seq)}`, at: time, key: `k${seq}`, rev: 1 };
  }
}

/** @param {number} seq */
function image(seq) {
  return { id: `a${seq}`, name: "bench.png", type: "image/png", bytes: 9, width: 300, height: 200 };
}

/** @param {number} number */
function item(number) {
  return {
    ...{ id: String(number), board: BOARD, title: `${number}: ${words(number)}`.slice(0, 90) },
    ...{ text: words(number * 3), author: ben, at: new Date(Date.now() - 3.6e6).toISOString() },
    ...{ state: "", edition: 1, up: number % 40, down: 0, rev: 1, mine: 0 },
  };
}
