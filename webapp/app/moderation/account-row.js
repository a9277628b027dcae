/** Moderation: one account, and what an administrator can do with it. */
import { changeRole, disable, forgetVotes } from "../http.js";
import { html, nothing } from "../lit.js";
import { face, notice } from "../pieces.js";
import { asRefusal } from "../refusal.js";
import { text } from "../texts.js";
import { ConfirmDialog } from "../upvote/dialogs/confirm-dialog.js";

/** @typedef {import("../http.js").ListedAccount} ListedAccount */

export class AccountRow {
  #isBusy = false;
  #problem = "";
  #done = "";

  /**
   * @param {import("./hearhear-moderation.js").HearhearModeration} element
   * @param {ListedAccount} account
   */
  constructor(element, account) {
    this.element = element;
    this.account = account;
  }

  view() {
    const { id, name, displayName, role, disabled } = this.account;
    const isMe = id === this.element.account.id;
    return html`<li data-account=${id}>${face(this.account)}
      <div class="grow"><p><strong tabindex="-1"><bdi>${displayName}</bdi></strong> <span class="soft small"><bdi dir="ltr">@${name}</bdi>${isMe ? ` · ${text("moderation.account.you")}` : nothing}</span></p>
        <p><span class="chip ${role}">${text(`moderation.account.role.${role}`)}</span>
          ${disabled ? html`<span class="chip open">${text("moderation.account.disabled")}</span>` : nothing}</p></div>
      ${isMe || role === "administrator" ? nothing : html`<div class="tools">${this.#tools()}</div>`}
      ${this.#problem ? notice(this.#problem) : nothing}
      <p class="outcome done" role="status">${this.#isBusy ? text("moderation.saving") : this.#done}</p></li>`;
  }

  #tools() {
    const { role, disabled } = this.account;
    if (disabled)
      return [this.#tool("enable", () => this.#disable(false)), this.#tool("forget", this.#askForget, "danger")];
    return [
      role === "member"
        ? this.#tool("promote", () => this.#change("moderator"))
        : this.#tool("demote", () => this.#change("member")),
      this.#tool("disable", this.#askDisable, "danger"),
    ];
  }

  /** @param {string} key @param {() => void} run @param {string} [kind] */
  #tool(key, run, kind = "") {
    const label = text(`moderation.account.${key}One`, { name: this.account.displayName });
    return html`<button type="button" class="quiet ${kind}" aria-label=${label} aria-disabled=${this.#isBusy ? "true" : "false"}
      @click=${() => this.#isBusy || run()}>${text(`moderation.account.${key}`)}</button>`;
  }

  /** @param {"member"|"moderator"} role */
  #change(role) {
    const { id } = this.account;
    const done = role === "moderator" ? "isModerator" : "isMember";
    return this.#try(async () => {
      await changeRole(id, role);
      this.account = { ...this.account, role };
      return text(`moderation.account.${done}`, { name: this.account.displayName });
    });
  }

  /** @param {boolean} disabled */
  #disable(disabled) {
    const done = disabled ? "isDisabled" : "isEnabled";
    return this.#try(async () => {
      await disable(this.account.id, disabled);
      this.account = { ...this.account, disabled };
      return text(`moderation.account.${done}`, { name: this.account.displayName });
    });
  }

  #askDisable = () => this.#ask("disable", () => this.#disable(true));

  #askForget = () =>
    this.#ask("forget", () =>
      this.#try(async () =>
        text("moderation.account.forgotten", { count: await forgetVotes(this.account.id) }),
      ),
    );

  /** @param {string} key @param {() => void} run */
  #ask(key, run) {
    const words = text(`moderation.${key}.text`, { name: this.account.displayName });
    const label = text(`moderation.${key}.run`);
    const title = text(`moderation.${key}.title`);
    this.element.dialogs.show(new ConfirmDialog(this.element, { title, words, label, run }));
  }

  /** @param {() => Promise<string>} action gives what to say of it */
  async #try(action) {
    this.#problem = this.#done = "";
    this.#isBusy = true;
    this.element.update();
    try {
      this.#done = await action();
    } catch (error) {
      this.#problem = asRefusal(error).message;
    }
    this.#isBusy = false;
    this.element.draw();
    // The button that was pressed may be gone.
    this.element.find(`[data-account="${this.account.id}"] strong`)?.focus();
  }
}
