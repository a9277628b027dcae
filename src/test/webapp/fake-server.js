/**
 * The other end of every WebSocket that is opened while it stands in, over a clock of its own. It
 * accepts connections and answers commands as told, and keeps what it heard.
 */
import { withFakeTime } from "./fake-time.js";

const LIMITS = {
  frameBytes: 131_072,
  messageCodePoints: 8000,
  messageBytes: 32_768,
  watchedItems: 1000,
};

class FakeServer {
  /** The newest connection; null while there is none. */
  socket = null;
  /** What the newest connection offered. */
  protocols = [];
  /** Commands, without `ref`, in the order heard. */
  heard = [];
  /** When each handshake came. */
  handshakes = [];
  accepts = true;
  /** Answers by type: fields of the ok, or `{error: {code, retryAfter}}`; undefined says nothing. */
  answers = {};

  constructor(time) {
    this.time = time;
  }

  opened(socket) {
    this.handshakes.push(this.time.now());
    this.socket = socket;
    setTimeout(() => (this.accepts ? socket.accept() : socket.lose(1006)), 1);
  }

  hear(socket, command) {
    const { ref, ...rest } = command;
    this.heard.push(rest);
    const answer = this.answers[command.type]?.(rest);
    if (command.type === "hello") socket.deliver(this.welcome(answer));
    else if (answer?.error) socket.deliver({ type: "error", ref, message: "no", ...answer.error });
    else if (answer) socket.deliver({ type: "ok", ref, ...answer });
  }

  welcome(fields) {
    return {
      type: "welcome",
      epoch: "e1",
      limits: LIMITS,
      heartbeat: 25_000,
      reconnectWithin: 5000,
      ...fields,
    };
  }

  say(...events) {
    this.socket.deliver(...events);
  }

  cut() {
    this.socket.lose(1006);
  }

  /** @param {string} type */
  heardOf(type) {
    return this.heard.filter(command => command.type === type);
  }

  forget() {
    this.heard = [];
  }
}

/** @param {(server: FakeServer, time: any) => Promise<void>} test */
export function withFakeServer(test) {
  return withFakeTime(async time => {
    const server = new FakeServer(time);
    const before = globalThis.WebSocket;
    const random = Math.random;
    globalThis.WebSocket = class FakeSocket {
      static OPEN = 1;
      readyState = 0;
      onopen = null;
      onmessage = null;
      onclose = null;

      constructor(url, protocols) {
        server.protocols = protocols;
        server.opened(this);
      }

      accept() {
        this.readyState = 1;
        this.onopen?.();
      }

      send(text) {
        for (const command of [JSON.parse(text)].flat()) server.hear(this, command);
      }

      deliver(...objects) {
        this.onmessage?.({ data: JSON.stringify(objects) });
      }

      lose(code) {
        this.readyState = 3;
        this.onclose?.({ code });
      }

      close() {
        this.readyState = 3;
      }
    };
    Math.random = () => 0.5;
    const added = standInForPage();
    try {
      await test(server, time);
    } finally {
      globalThis.WebSocket = before;
      Math.random = random;
      added.forEach(name => delete globalThis[name]);
    }
  });
}

/** Outside of a browser, the little of a page that a connection looks at. */
function standInForPage() {
  const page = {
    document: { visibilityState: "visible", addEventListener() {}, removeEventListener() {} },
    addEventListener() {},
    removeEventListener() {},
    reportError(error) {
      throw error;
    },
  };
  const missing = Object.keys(page).filter(name => !(name in globalThis));
  missing.forEach(name => (globalThis[name] = page[name]));
  return missing;
}
