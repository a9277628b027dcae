/**
 * The words that people read, by key. Each feature adds its English ones; another language is given
 * as a whole, and where it lacks a key the English words stand in. In the words, `{name}` is replaced
 * by the value of that name; a text with forms for numbers is chosen by the value `count`, as the
 * rules of its language have it.
 *
 * @typedef {string|{other: string, zero?: string, one?: string, two?: string, few?: string, many?:
 *   string}} Words
 * @typedef {Record<string, Words>} Catalogue keys begin with their feature, as `board.newIdeas`
 */
const ENGLISH = "en";

/** @type {Catalogue} */
const english = {};
/** What is spoken now; the English words are not in it. @type {Catalogue} */
let translated = {};
let language = ENGLISH;

/** @param {Catalogue} catalogue English */
export function addTexts(catalogue) {
  Object.assign(english, catalogue);
}

/**
 * What is on screen changes when it is drawn the next time.
 * @param {string} name a BCP 47 tag, as `de` or `pt-BR`
 * @param {Catalogue} [catalogue]
 */
export function setLanguage(name, catalogue = {}) {
  [language] = Intl.getCanonicalLocales(name);
  translated = catalogue;
}

/**
 * @param {string} key
 * @param {Record<string, string|number>} [values]
 * @returns {string} the key itself where nobody has words for it
 */
export function text(key, values = {}) {
  const isTranslated = Object.hasOwn(translated, key);
  const words = isTranslated ? translated[key] : Object.hasOwn(english, key) ? english[key] : key;
  const spoken = isTranslated ? language : ENGLISH;
  return fill(formOf(words, spoken, Number(values.count)), values);
}

/** @param {number} count @param {Intl.NumberFormatOptions} [options] */
export function numberText(count, options) {
  return new Intl.NumberFormat(language, options).format(count);
}

/** @param {number} at @param {Intl.DateTimeFormatOptions} options */
export function timeText(at, options) {
  return new Intl.DateTimeFormat(language, options).format(at);
}

/** @param {Words} words @param {string} spoken @param {number} count */
function formOf(words, spoken, count) {
  if (typeof words === "string") return words;
  return words[new Intl.PluralRules(spoken).select(count)] ?? words.other;
}

/** @param {string} words @param {Record<string, string|number>} values */
function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = Object.hasOwn(values, name) ? values[name] : whole;
    return typeof value === "number" ? numberText(value) : value;
  });
}
