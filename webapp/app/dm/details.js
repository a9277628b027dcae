/** The dialog about a conversation: who is in it, and what one decides about it. */
import { peopleCalled, people } from "../http.js";
import { html, nothing, repeat } from "../lit.js";
import { text } from "../texts.js";
import { cleanText } from "../text-limit.js";
import { fullTime } from "../times.js";
import { Dialog } from "./dialog.js";
import { failedDeeds } from "./failed-deeds.js";
import { problemOf } from "./group-form.js";
import { aboutPerson, faceHere, presenceText } from "./people-view.js";
import { peoplePicker } from "./people-picker.js";
import { PeopleFinder } from "./people-finder.js";

const HOUR_MS = 3_600_000;
/** Hours, or 0 without an end. */
const MUTE_CHOICES = [1, 8, 0];
/** From here on a time means that there is no end. */
const FOR_GOOD = Date.parse("9000-01-01T00:00:00Z");

/**
 * @typedef {import("../http.js").Person} Person
 * @typedef {import("./conversation-state.js").Conversation} Conversation
 */

export class Details extends Dialog {
  /** @type {string|null} null: as it is */
  #title = null;
  #problem = "";
  #isAdding = false;

  /** @param {import("./hearhear-dm.js").HearhearDm} dm */
  constructor(dm) {
    super(dm, "details");
    this.finder = new PeopleFinder(people, peopleCalled, dm.update);
  }

  get title() {
    return this.#conversation?.name ?? "";
  }

  start = () => {
    this.#title = null;
    this.#problem = "";
    this.#isAdding = false;
    this.show();
  };

  content() {
    const conversation = this.#conversation;
    if (!conversation) return nothing;
    const { outbox, opened } = this.dm.messages;
    const isUnderWay = opened.unsent.some(
      ({ state, command }) =>
        state !== "failed" && !["send", "edit", "delete", "react"].includes(command.type),
    );
    return html`
      <div aria-live="polite">${isUnderWay ? html`<p class="soft small">${text("dm.saving")}</p>` : nothing}</div>
      ${failedDeeds(outbox, [...opened.unsent, ...this.dm.messages.unsentOwn])}
      ${conversation.with ? this.#person(conversation, conversation.with) : this.#group(conversation)}`;
  }

  /** @param {Conversation} conversation @param {Person} person */
  #person(conversation, person) {
    const { blocked } = conversation;
    const name = person.displayName;
    const block = () => this.dm.deed(deeds => deeds.block(person.id, !blocked));
    return html`<ul class="members"><li>${this.#member(person)}</li></ul>
      ${this.#notices(conversation)}
      <section><p class="soft small">${text("dm.blockHint")}</p>
        <button type="button" class="plain ${blocked ? "" : "danger"}" @click=${block}>
          <bdi>${text(blocked ? "dm.unblockPerson" : "dm.blockPerson", { name })}</bdi></button></section>`;
  }

  /** @param {Conversation} group */
  #group(group) {
    const isOwner = group.owner === this.dm.account.id;
    return html`${isOwner ? this.#naming(group) : nothing}
      <section><h3>${text("dm.members")}</h3>
        <ul class="members">${repeat(
          group.members ?? [],
          ({ id }) => id,
          person =>
            html`<li>${this.#member(person, group)}${
              isOwner && person.id !== this.dm.account.id
                ? this.#memberTools(group, person)
                : nothing
            }</li>`,
        )}</ul>
        ${isOwner ? this.#adding(group) : nothing}</section>
      ${this.#notices(group)}
      <section><button type="button" class="plain danger" @click=${() => this.#leave(group)}>${text("dm.leave")}</button></section>`;
  }

  /** @param {Person} person @param {Conversation} [group] */
  #member(person, group) {
    const seen = this.dm.messages.company.presence.of(person.id);
    const owner = group?.owner === person.id ? text("dm.owner") : "";
    return html`${faceHere(person, seen)}<span class="row-text"><span class="row-name"><bdi>${person.displayName}</bdi></span>
      <span class="row-last">${aboutPerson(person, presenceText(seen), owner)}</span></span>`;
  }

  /** @param {Conversation} group @param {Person} person */
  #memberTools(group, person) {
    const name = person.displayName;
    const handOver = () =>
      this.dm.asking.sure(text("dm.makeOwner"), text("dm.handOverSure", { name }), () =>
        this.dm.deed(deeds => deeds.handOver(group, person.id)),
      );
    const remove = () =>
      this.dm.asking.sure(text("dm.remove"), text("dm.removeSure", { name }), () =>
        this.dm.deed(deeds => deeds.remove(group, person.id)),
      );
    return html`<span class="member-tools">
      <button type="button" class="quiet" aria-label=${text("dm.makeOwnerPerson", { name })} @click=${handOver}>${text("dm.makeOwner")}</button>
      <button type="button" class="quiet danger" aria-label=${text("dm.removePerson", { name })} @click=${remove}>${text("dm.remove")}</button></span>`;
  }

  /** @param {Conversation} group */
  #naming(group) {
    return html`<form novalidate class="field" @submit=${(/** @type {Event} */ event) => this.#rename(event, group)}>
      <label for="new-title">${text("dm.groupName")}</label>
      <div class="inline"><input id="new-title" type="text" dir="auto" autocomplete="off" maxlength="120" aria-describedby="title-problem"
        .value=${this.#title ?? group.title} @input=${this.#typed}>
        <button type="submit" class="plain">${text("dm.rename")}</button></div>
      <p id="title-problem" class="problem" role="alert">${this.#problem}</p></form>`;
  }

  /** @param {Conversation} group */
  #adding(group) {
    if (!this.#isAdding)
      return html`<button type="button" class="plain" @click=${this.#startAdding}>${text("dm.addPeople")}</button>`;
    const add = (/** @type {Person} */ person) => {
      if (!group.members?.some(({ id }) => id === person.id))
        this.dm.deed(deeds => deeds.add(group, [person.id]));
    };
    return peoplePicker(this.finder, group.members ?? [], add);
  }

  /** @param {Conversation} conversation */
  #notices(conversation) {
    const { mutedUntil } = conversation;
    const until = Date.parse(mutedUntil ?? "");
    const words = !conversation.isMuted()
      ? text("dm.notMuted")
      : until > FOR_GOOD
        ? text("dm.mutedForGood")
        : text("dm.mutedUntil", { time: fullTime(until) });
    const choice = (/** @type {number} */ hours) =>
      html`<button type="button" class="plain" @click=${() => this.#mute(conversation, hours)}>${text(`dm.muteFor.${hours}`)}</button>`;
    return html`<section><h3>${text("dm.notices")}</h3><p class="soft small">${words}</p>
      <div class="choices">${
        conversation.isMuted()
          ? html`<button type="button" class="plain" @click=${() => this.dm.deed(deeds => deeds.unmute(conversation))}>${text("dm.unmute")}</button>`
          : MUTE_CHOICES.map(choice)
      }</div></section>`;
  }

  /** @param {Conversation} conversation @param {number} hours */
  #mute(conversation, hours) {
    const until = hours ? new Date(Date.now() + hours * HOUR_MS).toISOString() : undefined;
    this.dm.deed(deeds => deeds.mute(conversation, until));
  }

  /** @param {Conversation} group */
  #leave(group) {
    const words = [text("dm.leaveSure", { name: group.name })];
    if (group.owner === this.dm.account.id && group.others.length)
      words.push(text("dm.leaveOwner"));
    this.dm.asking.sure(text("dm.leave"), words.join(" "), () => {
      this.close();
      this.dm.deed(deeds => deeds.leave(group));
    });
  }

  #startAdding = () => {
    this.#isAdding = true;
    Object.assign(this.finder, { isOpen: false, text: "" });
    this.finder.open();
    this.dm.focusNext("#details input[type=search]");
  };

  #typed = (/** @type {any} */ event) => {
    this.#title = event.target.value;
    this.#problem = "";
    this.dm.update();
  };

  /** @param {Event} event @param {Conversation} group */
  #rename(event, group) {
    event.preventDefault();
    const title = cleanText(this.#title ?? "");
    this.#problem = problemOf(title || group.title);
    if (!this.#problem && title && title !== group.title)
      this.dm.deed(deeds => deeds.rename(group, title));
    this.dm.update();
  }

  get #conversation() {
    return this.dm.messages.opened.conversation;
  }
}
