/**
 * Notifications of messages by the browser: what a person chose, in this browser, and doing it. Off
 * until it is chosen, and without the message's text and a sound until these are chosen too.
 *
 * @typedef {{on: boolean, words: boolean, sound: boolean}} Choices
 * @typedef {object} News a message that is worth telling
 * @property {string} conversation
 * @property {number} seq
 * @property {string} title who wrote, or where
 * @property {string} words what it says
 */
import { httpAddress } from "./addresses.js";
import "./common-texts.js";
import { keep, kept } from "./kept.js";
import { text } from "./texts.js";

const NAME = "notifications";
/** @type {Choices} */
const NOTHING = { on: false, words: false, sound: false };
/** For so long no other tab tells of the same message. */
const TOLD_MS = 10_000;
const SCOPE = httpAddress("");
/** The lock of tabs that are in view. */
const VIEW = `${SCOPE} in view`;

/** @returns {Choices} */
export function notificationChoices() {
  return { ...NOTHING, ...kept(NAME, NOTHING) };
}

/** @param {Partial<Choices>} changed */
export function chooseNotifications(changed) {
  keep(NAME, { ...notificationChoices(), ...changed });
}

/** @returns {NotificationPermission|"unsupported"} */
export function permission() {
  return "Notification" in window ? Notification.permission : "unsupported";
}

/** Whether a person lets the page; the browser asks them, and only upon a click. */
export async function askPermission() {
  if (permission() === "default") await Notification.requestPermission();
  return permission() === "granted";
}

export class Notifier {
  /** Gives up what says that this tab is in view. */
  #hide = () => {};

  /** @param {(conversation: string) => void} open */
  constructor(open) {
    this.open = open;
    document.addEventListener("visibilitychange", () => this.#look());
    this.#look();
  }

  /** Tells of a message, unless somebody sees the page, in whichever tab. @param {News} news */
  async tell(news) {
    if (!notificationChoices().on || permission() !== "granted") return;
    if (document.visibilityState === "visible" || (await isAnyInView())) return;
    // Of all tabs that hear of it, the first one tells.
    navigator.locks.request(
      `${SCOPE} tells ${news.conversation} ${news.seq}`,
      { ifAvailable: true },
      async lock => {
        if (!lock) return;
        this.#show(news);
        await new Promise(go => setTimeout(go, TOLD_MS));
      },
    );
  }

  /** @param {News} news */
  #show({ conversation, title, words }) {
    const choices = notificationChoices();
    try {
      const shown = new Notification(title, {
        body: choices.words ? words : text("common.newMessage"),
        icon: httpAddress("icon-192.png"),
        silent: true,
        // One for each conversation: the newest takes the place of the one before.
        tag: `${SCOPE} ${conversation}`,
      });
      shown.onclick = () => {
        window.focus();
        shown.close();
        this.open(conversation);
      };
    } catch (error) {
      // Some browsers of phones have the interface and do not let pages use it.
      console.warn("No notification:", error);
    }
    if (choices.sound) playTone();
  }

  /** While a tab is in view it holds a lock that all others can see. */
  #look() {
    this.#hide();
    if (document.visibilityState !== "visible") return;
    navigator.locks.request(VIEW, { mode: "shared" }, () => {
      // It may be out of view again by now.
      if (document.visibilityState !== "visible") return undefined;
      return new Promise(end => (this.#hide = () => end(undefined)));
    });
  }
}

async function isAnyInView() {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === VIEW);
}

/** Two soft notes, made here: no file is fetched. */
export function playTone() {
  const context = new AudioContext();
  const volume = context.createGain();
  volume.connect(context.destination);
  volume.gain.setValueAtTime(0.0001, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.12, context.currentTime + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + 0.45);
  const note = context.createOscillator();
  note.frequency.setValueAtTime(660, context.currentTime);
  note.frequency.setValueAtTime(880, context.currentTime + 0.12);
  note.connect(volume);
  note.start();
  note.stop(context.currentTime + 0.5);
  note.onended = () => context.close();
}
