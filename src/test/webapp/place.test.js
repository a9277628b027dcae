import { isSamePlace, laneOf, nameOf, parsePlace } from "../../../webapp/app/dm/place.js";
import { same } from "./expect.js";

const ben = { id: "2", name: "ben", displayName: "Ben" };

export const tests = {
  placeComesBackFromItsName() {
    same(parsePlace(nameOf({ conversation: "34", person: null })).conversation, "34");
    same(parsePlace(nameOf({ conversation: "", person: ben })).person, "2");
    same(nameOf(null), "");
  },

  personAndTheirConversationAreOnePlace() {
    const before = { conversation: "", person: ben };
    same(isSamePlace(before, { conversation: "34", person: ben }), true);
    same(isSamePlace(before, { conversation: "34", person: null }), false);
    same(isSamePlace(null, before), false);
  },

  laneOfAPersonStaysTheSameOnceThereIsAConversation() {
    same(laneOf({ person: ben }), laneOf({ person: ben, conversation: "34" }));
  },
};
