import { Refusal } from "../../../webapp/app/refusal.js";
import { setLanguage } from "../../../webapp/app/texts.js";
import { same } from "./expect.js";

export const tests = {
  serversWordsAreShownAndElseTheCodesOwn() {
    same(new Refusal("quota", "20 reports are open.").message, "20 reports are open.");
    same(new Refusal("quota").message, "A limit is reached. Remove something first.");
    same(new Refusal("unheard_of").message, new Refusal("unavailable").message);
  },

  inAnotherLanguageItsWordsStandInForTheServers() {
    setLanguage("de", { "refusal.quota": "Eine Grenze ist erreicht." });
    try {
      same(new Refusal("quota", "20 reports are open.").message, "Eine Grenze ist erreicht.");
      same(new Refusal("closed", "The board is closed.").message, "The board is closed.");
    } finally {
      setLanguage("en");
    }
  },
};
