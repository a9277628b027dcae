/**
 * The others, live: who is here, who types, how one is seen oneself, and how far one has read.
 * Nothing of it lasts; every connection begins it anew.
 */
import { OwnStatus } from "./own-status.js";
import { Presence } from "./presence.js";
import { ReadMarks } from "./read-marks.js";
import { OthersTyping, OwnTyping } from "./typing.js";

const WATCHED_UNTIL_WELCOME = 100;

export class Company {
  /**
   * @param {object} options
   * @param {(command: object) => Promise<any>} options.request
   * @param {() => any} options.limits
   * @param {(reply: any) => void} options.counted the answer to a read mark
   * @param {() => void} options.changed
   */
  constructor({ request, limits, counted, changed }) {
    const shownFor = () => limits()?.typing;
    this.limits = limits;
    this.presence = new Presence(request, changed);
    this.status = new OwnStatus(request, changed);
    this.ownTyping = new OwnTyping(request, shownFor);
    this.typing = new OthersTyping(changed, shownFor);
    this.readMarks = new ReadMarks(request, counted);
  }

  /** @param {boolean} live */
  connected(live) {
    this.presence.connected(live);
    this.status.connected(live);
    this.readMarks.connected(live);
    if (live) return;
    this.typing.forget();
    this.ownTyping.sent();
  }

  /** These are on screen. @param {string[]} people */
  watch(people) {
    this.presence.want(people, this.limits()?.watchedPeople ?? WATCHED_UNTIL_WELCOME);
  }

  /** @param {any} event */
  apply(event) {
    if (event.type === "presence") this.presence.apply(event);
    else if (event.type === "typing") this.typing.apply(event);
    else if (event.type === "status") this.status.apply(event);
    else if (event.type === "message") this.typing.stop(event.conversation, event.from);
  }

  forget() {
    this.readMarks.forget();
    this.typing.forget();
    this.ownTyping.sent();
  }
}
