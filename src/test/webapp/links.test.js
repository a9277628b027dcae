import { linkParts } from "../../../webapp/app/links.js";
import { same } from "./expect.js";

const links = text =>
  linkParts(text)
    .filter(({ href }) => href)
    .map(({ text }) => text);

export const tests = {
  partsJoinedAreTheText() {
    const text =
      "See (https://a.example/x_(y)), or http://b.example. Not ftp://c.example <b>https://</b>";
    same(
      linkParts(text)
        .map(part => part.text)
        .join(""),
      text,
    );
  },

  punctuationBelongsToTheSentence() {
    same(links("https://a.example/x. https://b.example/?q=1, “https://c.example”"), [
      "https://a.example/x",
      "https://b.example/?q=1",
      "https://c.example",
    ]);
  },

  bracketsBelongToTheAddressOnlyInPairs() {
    same(links("(https://a.example/x) https://b.example/x_(y)"), [
      "https://a.example/x",
      "https://b.example/x_(y)",
    ]);
  },

  otherSchemesAreText() {
    same(links("javascript:alert(1) data:text/html,x file:///etc ftp://x.example"), []);
  },

  textWithoutLinkIsOnePart() {
    same(linkParts("<img src=x onerror=alert(1)>"), [{ text: "<img src=x onerror=alert(1)>" }]);
    same(linkParts(""), []);
  },
};
