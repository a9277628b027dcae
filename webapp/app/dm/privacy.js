/** The dialog about oneself: who may write, receipts, how one is seen, and whom one has blocked. */
import { text } from "../texts.js";
import { Dialog } from "./dialog.js";
import { privacyForm } from "./privacy-form.js";

export class Privacy extends Dialog {
  /** @param {import("./hearhear-dm.js").HearhearDm} dm */
  constructor(dm) {
    super(dm, "privacy");
  }

  get title() {
    return text("dm.privacy");
  }

  start = () => {
    this.show();
    this.dm.messages.privacy.load();
  };

  content() {
    return privacyForm(this.dm);
  }
}
