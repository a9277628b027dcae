import {
  addTexts,
  distanceText,
  numberText,
  setLanguage,
  text,
  timeText,
} from "../../../webapp/app/texts.js";
import { same } from "./expect.js";

addTexts({
  "test.hello": "Hello {name}",
  "test.ideas": { one: "{count} new idea", other: "{count} new ideas" },
});

/** @param {() => void} test */
const inGerman = test => () => {
  setLanguage("de", { "test.ideas": { one: "{count} neue Idee", other: "{count} neue Ideen" } });
  try {
    test();
  } finally {
    setLanguage("en");
  }
};

export const tests = {
  valuesStandWhereTheWordsNameThem() {
    same(text("test.hello", { name: "{count} Ada" }), "Hello {count} Ada");
    same(text("test.hello"), "Hello {name}", "without the value");
  },

  numberChoosesTheForm() {
    const forms = [0, 1, 2, 1234].map(count => text("test.ideas", { count }));
    same(forms, ["0 new ideas", "1 new idea", "2 new ideas", "1,234 new ideas"]);
  },

  keyStandsInForMissingWords() {
    same(text("test.unheardOf"), "test.unheardOf");
    same(text("constructor"), "constructor");
  },

  anotherLanguageReplacesWhatItHas: inGerman(() => {
    same(text("test.ideas", { count: 1 }), "1 neue Idee");
    same(text("test.ideas", { count: 1234 }), "1.234 neue Ideen");
    same(text("test.hello", { name: "Ada" }), "Hello Ada", "what it lacks");
  }),

  languageWithMoreFormsHasThem() {
    setLanguage("pl", { "test.ideas": { one: "pomysł", few: "pomysły", other: "pomysłów" } });
    const forms = [1, 3, 5].map(count => text("test.ideas", { count }));
    setLanguage("en");
    same(forms, ["pomysł", "pomysły", "pomysłów"]);
  },

  documentDecidesWhatIsSpoken() {
    const isAlone = !globalThis.document;
    if (isAlone) globalThis.document = { documentElement: { lang: "" } };
    const { documentElement } = document;
    const said = lang => {
      documentElement.lang = lang;
      return text("test.ideas", { count: 2 });
    };
    try {
      setLanguage("pt-BR", { "test.ideas": "ideias novas" });
      same(["pt-BR", "pt", "pt-br-x-old"].map(said), [
        "ideias novas",
        "2 new ideas",
        "ideias novas",
      ]);
      setLanguage("en");
      same(["no tag", "en", "pt-BR"].map(said), ["2 new ideas", "2 new ideas", "ideias novas"]);
      same(distanceText(-1, "day"), "ontem");
    } finally {
      documentElement.lang = "";
      if (isAlone) delete globalThis.document;
      setLanguage("en");
    }
  },

  numbersAndTimesAreWrittenAsInTheLanguage: inGerman(() => {
    same(numberText(1234.5), "1.234,5");
    same(timeText(Date.UTC(2026, 10, 3), { dateStyle: "medium", timeZone: "UTC" }), "03.11.2026");
  }),
};
