import { Marks } from "../../../webapp/app/dm/marks.js";
import { same } from "./expect.js";

function taken(...marks) {
  const all = new Marks();
  marks.forEach(mark => all.take(mark));
  return all;
}

export const tests = {
  marksOnlyGrow() {
    const marks = taken(
      { account: "2", delivered: 5 },
      { account: "2", read: 3 },
      { account: "2", delivered: 4, read: 1 },
    );
    same([marks.delivered("2"), marks.of(3, ["2"]), marks.of(5, ["2"])], [5, "read", "delivered"]);
  },

  groupHasReadItWhenEverybodyHas() {
    const marks = taken({ account: "2", delivered: 4, read: 4 }, { account: "3", delivered: 4 });
    same(marks.of(4, ["2", "3"]), "delivered");
    same(marks.readers(4, ["2", "3"]), ["2"]);
    marks.take({ account: "3", read: 4 });
    same(marks.of(4, ["2", "3"]), "read");
  },

  whoHasReadItHasGotIt() {
    same(
      taken({ account: "2", read: 4 }, { account: "3", delivered: 4 }).of(4, ["2", "3"]),
      "delivered",
    );
  },

  whatNobodySaidIsOnlySent() {
    same([new Marks().of(1, ["2"]), new Marks().of(1, [])], ["sent", "sent"]);
  },
};
