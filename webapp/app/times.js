/**
 * Times as people read them, in their own time zone and the habits of their locale. Pure but for
 * both.
 */

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const dayOfYear = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long" });
const dayOfPast = new Intl.DateTimeFormat("en", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const weekday = new Intl.DateTimeFormat("en", { weekday: "short" });
const date = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const dateOfPast = new Intl.DateTimeFormat("en", {
  day: "numeric",
  month: "short",
  year: "numeric",
});
const full = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short" });

const DAY_MS = 86_400_000;

/** @param {number} at */
export const clockTime = at => clock.format(at);

/** @param {number} at */
export const fullTime = at => full.format(at);

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

/** @param {number} at @param {number} now */
function isThisYear(at, now) {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}

/** For a separator. @param {number} at @param {number} [now] */
export function dayName(at, now = Date.now()) {
  const days = daysAgo(at, now);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return (isThisYear(at, now) ? dayOfYear : dayOfPast).format(at);
}

/** As short as a list needs it. @param {number} at @param {number} [now] */
export function shortTime(at, now = Date.now()) {
  const days = daysAgo(at, now);
  if (days <= 0) return clockTime(at);
  if (days === 1) return "Yesterday";
  if (days < 7) return weekday.format(at);
  return (isThisYear(at, now) ? date : dateOfPast).format(at);
}

/** How long ago. @param {number} at @param {number} [now] */
export function agoTime(at, now = Date.now()) {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const days = daysAgo(at, now);
  if (days === 0) return `${Math.floor(minutes / 60)} h ago`;
  return days === 1 ? "yesterday" : shortTime(at, now);
}
