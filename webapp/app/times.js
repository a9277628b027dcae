/**
 * Times as people read them, in their own time zone, in the language that is spoken, and on a clock
 * of 12 or 24 hours as they are used to. Pure but for these.
 */
import { distanceText, timeText } from "./texts.js";

const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions();
/** @type {Intl.DateTimeFormatOptions} */
const CLOCK = { hour: "numeric", minute: "2-digit", hourCycle };
/** @type {Intl.DateTimeFormatOptions} */
const DAY = { weekday: "long", day: "numeric", month: "long" };
/** @type {Intl.DateTimeFormatOptions} */
const DATE = { day: "numeric", month: "short" };

const DAY_MS = 86_400_000;

/** @param {number} at */
export const clockTime = at => timeText(at, CLOCK);

/** @param {number} at */
export const fullTime = at => timeText(at, { ...DAY, year: "numeric", ...CLOCK });

/**
 * Calendar days between, which is not elapsed time divided by 24 hours.
 * @param {number} at
 * @param {number} now
 */
function daysAgo(at, now) {
  return Math.round(
    (new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS,
  );
}

/**
 * The year is told where it is another one.
 * @param {number} at
 * @param {number} now
 * @param {Intl.DateTimeFormatOptions} options
 */
function dateText(at, now, options) {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return timeText(at, isThisYear ? options : { ...options, year: "numeric" });
}

/** @param {string} words */
function capitalised(words) {
  const [first = ""] = words;
  return first.toLocaleUpperCase() + words.slice(first.length);
}

/** For a separator. @param {number} at @param {number} [now] */
export function dayName(at, now = Date.now()) {
  const days = daysAgo(at, now);
  if (days === 0 || days === 1) return capitalised(distanceText(-days, "day"));
  return dateText(at, now, DAY);
}

/** As short as a list needs it. @param {number} at @param {number} [now] */
export function shortTime(at, now = Date.now()) {
  const days = daysAgo(at, now);
  if (days <= 0) return clockTime(at);
  if (days === 1) return capitalised(distanceText(-1, "day"));
  if (days < 7) return timeText(at, { weekday: "short" });
  return dateText(at, now, DATE);
}

/** How long ago. @param {number} at @param {number} [now] */
export function agoTime(at, now = Date.now()) {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return distanceText(0, "second");
  if (minutes < 60) return distanceText(-minutes, "minute");
  const days = daysAgo(at, now);
  if (days === 0) return distanceText(-Math.floor(minutes / 60), "hour");
  return days === 1 ? distanceText(-1, "day") : shortTime(at, now);
}
