/** The English words of what stands in place of an element while nobody is signed in; see texts.js. */
import { addTexts } from "./texts.js";

export { text } from "./texts.js";

addTexts({
  "member.loading": "Loading",
  "member.again": "Try again",
  "member.signedOut": "You are not signed in.",
});
