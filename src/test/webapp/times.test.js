import { setLanguage } from "../../../webapp/app/texts.js";
import { agoTime, dayName, shortTime } from "../../../webapp/app/times.js";
import { same } from "./expect.js";

const NOON = new Date(2026, 10, 18, 12, 0).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const tests = {
  whatIsNearIsToldAsItsDistance() {
    const said = [0, 5, 120].map(minutes => agoTime(NOON - minutes * MINUTE, NOON));
    same(said, ["now", "5 min. ago", "2 hr. ago"]);
    same(agoTime(NOON - DAY, NOON), "yesterday");
  },

  whatIsFarIsToldAsItsDay() {
    same(dayName(NOON, NOON), "Today");
    same(dayName(NOON - DAY, NOON), "Yesterday");
    same(shortTime(NOON - 2 * DAY, NOON), "Mon");
    same(shortTime(NOON - 20 * DAY, NOON), "Oct 29");
    same(shortTime(NOON - 400 * DAY, NOON), "Oct 14, 2025");
  },

  everythingIsToldInTheLanguageThatIsSpoken() {
    setLanguage("de");
    try {
      same([dayName(NOON, NOON), dayName(NOON - DAY, NOON)], ["Heute", "Gestern"]);
      same(agoTime(NOON - 5 * MINUTE, NOON), "vor 5 Min.");
      same(dayName(NOON - 3 * DAY, NOON), "Sonntag, 15. November");
    } finally {
      setLanguage("en");
    }
  },
};
