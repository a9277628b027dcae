/**
 * A live connection to one endpoint. It knows the protocol and no feature: hello and welcome,
 * replies by ref, heartbeat, and coming back after a loss.
 *
 * Promised: after `open`, it stays connected or keeps trying until `close`, or until trying is
 * useless (signed out, forbidden, broken). `welcome` comes before any event of that connection. Not
 * promised: that a command refused with `connection_lost` or `timeout` had no effect; its key
 * decides.
 */
import { closeMeans, delayBeforeTry } from "./backoff.js";
import { Refusal } from "./refusal.js";
import { Replies } from "./replies.js";

const SUBPROTOCOL = "hearhear.v1";
/** Before a token, in a second one. */
const TOKEN = "hearhear.token.";
const WELCOME_WITHIN_MS = 15_000;
/**
 * A connection that lived shorter counts as one more failed try, else a quick-closing server is
 * hammered.
 */
const STABLE_AFTER_MS = 10_000;
const BLOCKED_FROM_ATTEMPT = 2;
const EARLY_TRY_EVERY_MS = 1_000;
const SILENCE_CHECK_MS = 5_000;
const SILENT_HEARTBEATS_MAX = 2.4;

/**
 * @typedef
 *   {"connecting"|"live"|"reconnecting"|"blocked"|"signed-out"|"forbidden"|"broken"|"closed"} Phase
 *   connecting is the first try; reconnecting and blocked cover the waiting and all further tries,
 *   and blocked says that the server answers over HTTP while live connections repeatedly fail
 * @typedef {object} Listener
 * @property {(phase: Phase) => void} phase
 * @property {(welcome: any) => void} welcome
 * @property {(event: any) => void} event
 * @typedef {{signedIn?: boolean, retryAfter?: number}} LoginState neither known: the server gave no
 *   answer
 */

export class Connection {
  /** @type {Phase} */
  phase = "closed";
  /** @type {WebSocket|null} null between two tries */
  #socket = null;
  /** The last welcome; null until the first, then kept for its limits. @type {any} */
  #welcome = null;
  /** The server's goodbye on this socket; null while there was none. @type {any} */
  #bye = null;
  #replies = new Replies();
  #attempt = 0;
  #reconnectWithin = 5_000;
  #liveSince = 0;
  #heardAt = 0;
  #triedAt = 0;
  /** No try before this time, whatever wakes us: the server asked for it. */
  #notBefore = 0;
  /** The try whose token is waited for; null when there is none. @type {object|null} */
  #beginning = null;
  /** Nobody wants it any more; what is still under way has to see that. */
  #closed = false;
  /** @type {any} the one timer: for the welcome, for silence, or for the next try */
  #timer = null;

  /**
   * @param {object} options
   * @param {string} options.url
   * @param {() => Promise<LoginState>} options.probe asks whether one is signed in; a browser does
   *   not show why a handshake was refused
   * @param {Listener} options.listener
   * @param {() => object|undefined} [options.resume] what to resume from
   * @param {() => Promise<string|undefined>} [options.token] says who one is where no cookie does
   */
  constructor({ url, probe, listener, resume = () => undefined, token = async () => undefined }) {
    this.url = url;
    this.probe = probe;
    this.token = token;
    this.listener = listener;
    this.resume = resume;
  }

  get limits() {
    return this.#welcome?.limits;
  }

  open() {
    if (this.phase !== "closed") return;
    this.#closed = false;
    addEventListener("online", this.#tryEarly);
    addEventListener("offline", this.#cutOff);
    document.addEventListener("visibilitychange", this.#tryEarly);
    this.#connect();
  }

  close() {
    this.#closed = true;
    removeEventListener("online", this.#tryEarly);
    removeEventListener("offline", this.#cutOff);
    document.removeEventListener("visibilitychange", this.#tryEarly);
    this.#release();
    this.#enter("closed");
  }

  /** What it brought is in doubt: gives it up for a new one, as if it had been lost. */
  renew() {
    if (this.phase === "live") this.#lost(1006);
  }

  /**
   * @param {object} command without `ref`
   * @returns {Promise<any>} the `ok`; rejected with a {@link Refusal}
   */
  request(command) {
    if (this.phase !== "live") return Promise.reject(new Refusal("connection_lost"));
    const { ref, reply } = this.#replies.expect();
    const text = JSON.stringify({ ...command, ref });
    // The server closes on an oversized frame: sent, it would come back after every reconnect.
    if (new TextEncoder().encode(text).length > this.limits.frameBytes) {
      this.#replies.refuse(ref, new Refusal("too_large"));
    } else {
      this.#socket?.send(text);
    }
    return reply;
  }

  async #connect() {
    this.#release();
    this.#triedAt = Date.now();
    this.#bye = null;
    this.#liveSince = 0;
    if (this.phase === "closed") this.#enter("connecting");
    const beginning = (this.#beginning = {});
    const protocols = await this.#protocols();
    if (this.#beginning !== beginning) return;
    this.#beginning = null;
    if (!protocols) return void this.#lost(1006);
    const socket = new WebSocket(this.url, protocols);
    this.#socket = socket;
    socket.onopen = () => this.#send({ type: "hello", resume: this.resume() });
    socket.onmessage = ({ data }) => this.#read(data);
    socket.onclose = ({ code }) => this.#lost(code);
    this.#after(WELCOME_WITHIN_MS, () => this.#lost(1006));
  }

  /** Null when there is no token now; why, the probe finds out. */
  async #protocols() {
    try {
      const token = await this.token();
      return token ? [SUBPROTOCOL, TOKEN + token] : [SUBPROTOCOL];
    } catch {
      return null;
    }
  }

  /** @param {string} data */
  #read(data) {
    this.#heardAt = Date.now();
    for (const frame of JSON.parse(data)) {
      // A fault in one feature's listener must not take the rest of the frame with it.
      try {
        this.#take(frame);
      } catch (error) {
        reportError(error);
      }
    }
  }

  /** @param {any} frame */
  #take(frame) {
    switch (frame.type) {
      case "welcome":
        return this.#welcomed(frame);
      case "ok":
        return this.#replies.settle(frame);
      case "error":
        return this.#replies.settle(frame);
      case "ping":
        this.#reconnectWithin = frame.reconnectWithin ?? this.#reconnectWithin;
        return this.#send({ type: "pong" });
      case "bye":
        this.#bye = frame;
        return;
      default:
        return this.listener.event(frame);
    }
  }

  /** @param {any} welcome */
  #welcomed(welcome) {
    this.#welcome = welcome;
    this.#reconnectWithin = welcome.reconnectWithin;
    this.#liveSince = Date.now();
    this.#watchSilence();
    this.#enter("live");
    this.listener.welcome(welcome);
  }

  #watchSilence() {
    this.#after(SILENCE_CHECK_MS, () =>
      this.#isSilent() ? this.#lost(1006) : this.#watchSilence(),
    );
  }

  #isSilent() {
    return Date.now() - this.#heardAt > SILENT_HEARTBEATS_MAX * this.#welcome.heartbeat;
  }

  /** @param {number} code a browser may show 1006 where the server said more in its bye */
  async #lost(code) {
    const bye = this.#bye;
    const lived = this.#liveSince ? Date.now() - this.#liveSince : 0;
    this.#release();
    if (lived >= STABLE_AFTER_MS) this.#attempt = 0;
    const meaning = closeMeans(bye?.code ?? code);
    if (meaning === "forbidden" || meaning === "broken") return this.#enter(meaning);
    this.#enter(this.phase === "blocked" ? "blocked" : "reconnecting");
    let retryAfter;
    if (meaning === "signed-out" || !this.#liveSince) {
      const login = await this.probe();
      if (this.#closed) return;
      if (login.signedIn === false) return this.#enter("signed-out");
      this.#enter(
        login.signedIn && this.#attempt >= BLOCKED_FROM_ATTEMPT ? "blocked" : "reconnecting",
      );
      retryAfter = login.retryAfter;
    }
    this.#wait(bye?.reconnectAfter, retryAfter);
  }

  /** @param {number} [reconnectAfter] @param {number} [retryAfter] */
  #wait(reconnectAfter, retryAfter) {
    const delay = delayBeforeTry({
      attempt: this.#attempt++,
      reconnectWithin: this.#reconnectWithin,
      reconnectAfter,
      retryAfter,
    });
    this.#notBefore = Date.now() + Math.max(reconnectAfter ?? 0, retryAfter ?? 0);
    this.#after(delay, () => this.#connect());
  }

  /** The network is back, or a person looks again: don't let them wait for a timer. */
  #tryEarly = () => {
    if (document.visibilityState === "hidden") return;
    if (this.phase === "live" && this.#isSilent()) return void this.#lost(1006);
    if (this.#socket || !this.#timer) return;
    const earliest = Math.max(this.#notBefore, this.#triedAt + EARLY_TRY_EVERY_MS);
    this.#after(Math.max(0, earliest - Date.now()), () => this.#connect());
  };

  /** The browser has no network: its sockets would be silent for a minute before they are given up. */
  #cutOff = () => {
    if (this.phase === "live") this.#lost(1006);
  };

  /** @param {object} frame */
  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** @param {number} delay @param {() => void} action */
  #after(delay, action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      action();
    }, delay);
  }

  /** Lets go of the socket without waiting for its close, which a dead network never brings. */
  #release() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#beginning = null;
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(1000);
    }
  }

  /** @param {Phase} phase */
  #enter(phase) {
    const before = this.phase;
    this.phase = phase;
    if (before === "live" && phase !== "live")
      this.#replies.refuseAll(new Refusal("connection_lost"));
    if (before !== phase) this.listener.phase(phase);
  }
}
