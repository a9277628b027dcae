/**
 * The words that people read, by key, and what the habits of a language make of numbers and times.
 * Each feature adds its English words. A page, or one that embeds an element, gives other languages
 * with `setLanguage`; which of them is spoken its `lang` says (`<html lang="de-AT">` is spoken to in
 * `de-AT`, else in `de`), and English where it was not given any words for that. Where a language
 * lacks a key the English words stand in.
 *
 * In the words, `{name}` is replaced by the value of that name; a text with forms for numbers is
 * chosen by the value `count`, as the rules of its language have it.
 *
 * @typedef {string|{other: string, zero?: string, one?: string, two?: string, few?: string, many?:
 *   string}} Words
 * @typedef {Record<string, Words>} Catalogue keys begin with their feature, as `board.newIdeas`
 */
const ENGLISH = "en";

/** @type {Catalogue} */
const english = {};
/** What was given, without English, by canonical tag. @type {Map<string, Catalogue>} */
const catalogues = new Map();
/** Given last; spoken where no document says which one to speak. */
let last = ENGLISH;
/** What was formatted with before: making one takes far longer than using it. @type {Map<string, any>} */
const formats = new Map();

/** @param {Catalogue} catalogue English */
export function addTexts(catalogue) {
  Object.assign(english, catalogue);
}

/**
 * Gives the words of a language. What is on screen changes when it is drawn the next time.
 * @param {string} name a BCP 47 tag, as `de` or `pt-BR`
 * @param {Catalogue} [catalogue]
 */
export function setLanguage(name, catalogue = {}) {
  [last] = Intl.getCanonicalLocales(name);
  if (last !== ENGLISH) catalogues.set(last, catalogue);
}

/** The language that is spoken, a BCP 47 tag. @returns {string} */
export function language() {
  const asked = globalThis.document?.documentElement?.lang;
  if (!asked) return last;
  return catalogueOf(asked) ? asked : ENGLISH;
}

/** Whether there are words for it, English ones perhaps. @param {string} key */
export function hasText(key) {
  return isTranslated(key) || Object.hasOwn(english, key);
}

/** Whether there are words for it in the language that is spoken. @param {string} key */
export function isTranslated(key) {
  return Object.hasOwn(catalogueOf(language()) ?? {}, key);
}

/**
 * @param {string} key
 * @param {Record<string, string|number>} [values]
 * @returns {string} the key itself where nobody has words for it
 */
export function text(key, values = {}) {
  const spoken = language();
  const translated = catalogueOf(spoken);
  if (translated && Object.hasOwn(translated, key))
    return fill(formOf(translated[key], spoken, Number(values.count)), values);
  const words = Object.hasOwn(english, key) ? english[key] : key;
  return fill(formOf(words, ENGLISH, Number(values.count)), values);
}

/** @param {number} count @param {Intl.NumberFormatOptions} [options] */
export function numberText(count, options = {}) {
  return format(Intl.NumberFormat, language(), options).format(count);
}

/** @param {number} at @param {Intl.DateTimeFormatOptions} options */
export function timeText(at, options) {
  return format(Intl.DateTimeFormat, language(), options).format(at);
}

/**
 * As in "yesterday" or "5 min. ago".
 * @param {number} count negative for what is past
 * @param {Intl.RelativeTimeFormatUnit} unit
 */
export function distanceText(count, unit) {
  const options = { numeric: "auto", style: "short" };
  return format(Intl.RelativeTimeFormat, language(), options).format(count, unit);
}

/** @param {string} name @returns {Catalogue|undefined} its own, or that of the language it is a kind of */
function catalogueOf(name) {
  for (let tag = name; tag; tag = tag.slice(0, Math.max(0, tag.lastIndexOf("-")))) {
    const catalogue = catalogues.get(canonical(tag));
    if (catalogue) return catalogue;
  }
  return undefined;
}

/** @param {string} tag what stands in a document may be none */
function canonical(tag) {
  if (catalogues.has(tag)) return tag;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return "";
  }
}

/** @param {any} Format @param {string} spoken @param {object} options */
function format(Format, spoken, options) {
  const name = `${Format.name} ${spoken} ${JSON.stringify(options)}`;
  let made = formats.get(name);
  if (!made) formats.set(name, (made = new Format(spoken, options)));
  return made;
}

/** @param {Words} words @param {string} spoken @param {number} count */
function formOf(words, spoken, count) {
  if (typeof words === "string") return words;
  return words[/** @type {"other"} */ (format(Intl.PluralRules, spoken, {}).select(count))] ?? words.other;
}

/** @param {string} words @param {Record<string, string|number>} values */
function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = Object.hasOwn(values, name) ? values[name] : whole;
    return typeof value === "number" ? numberText(value) : value;
  });
}
