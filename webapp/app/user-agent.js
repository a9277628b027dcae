/** Names the browser and the system behind a User-Agent header, as well as it can be told. Pure. */
import "./common-texts.js";
import { text } from "./texts.js";


/** @type {[RegExp, string][]} the first that fits: most browsers also claim to be others */
const BROWSERS = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/HeadlessChrome\/|Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];
/** @type {[RegExp, string][]} */
const SYSTEMS = [
  [/Android/, "Android"],
  [/iPhone|iPod/, "iPhone"],
  [/iPad/, "iPad"],
  [/CrOS/, "ChromeOS"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/Linux|X11/, "Linux"],
];

/** @param {string|undefined} userAgent */
export function deviceName(userAgent = "") {
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser && system) return text("common.device", { browser, system });
  return browser ?? system ?? (userAgent.split(/[\s/]/)[0] || text("common.unknownDevice"));
}
