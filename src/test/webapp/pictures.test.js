import { Pictures } from "../../../webapp/app/pictures.js";
import { Refusal } from "../../../webapp/app/refusal.js";
import { same, settled } from "./expect.js";

/** Pictures of a server that answers when told to, and pauses that end when told to. */
function start() {
  const asked = [];
  const pauses = [];
  const pictures = new Pictures(
    id => new Promise((ok, no) => asked.push({ id, ok, no })),
    wait => new Promise(end => pauses.push({ wait, end })),
  );
  return { pictures, asked, pauses, ids: () => asked.map(({ id }) => id) };
}

export const tests = {
  async everybodyIsAskedForOnceAndOneAfterTheOther() {
    const { pictures, asked, ids } = start();
    const heard = [];
    pictures.watch("1", () => heard.push(pictures.of({ id: "1" })));
    pictures.seek("1");
    pictures.seek("2");
    pictures.seek("1");
    same(ids(), ["1"]);
    asked[0].ok({ id: "1", picture: "p1" });
    await settled();
    same([ids(), heard], [["1", "2"], ["p1"]]);
    asked[1].ok({ id: "2" });
    await settled();
    pictures.seek("1");
    pictures.seek("2");
    same([ids(), pictures.of({ id: "2" })], [["1", "2"], ""]);
  },

  async whoeverIsSaidToHaveOneNeedsNoAnswer() {
    const { pictures } = start();
    same(pictures.of({ id: "1", picture: "p1" }), "p1");
    pictures.set("1", "p2");
    same(pictures.of({ id: "1", picture: "p1" }), "p2", "changed here");
  },

  async serverThatIsBusyIsAskedAgainWhenItSays() {
    const { pictures, asked, pauses, ids } = start();
    pictures.seek("1");
    asked[0].no(new Refusal("rate_limited", "slow", 700));
    await settled();
    same([ids(), pauses[0].wait], [["1"], 700]);
    pauses[0].end();
    await settled();
    same(ids(), ["1", "1"]);
    asked[1].no(new Refusal("not_found"));
    await settled();
    pictures.seek("1");
    same([ids(), pictures.of({ id: "1" })], [["1", "1"], ""]);
  },

  async whoeverStopsWatchingHearsNoMore() {
    const { pictures } = start();
    let heard = 0;
    const end = pictures.watch("1", () => heard++);
    pictures.set("1", "p1");
    end();
    pictures.set("1", "p2");
    same(heard, 1);
  },
};
