import { Board } from "../../../webapp/app/upvote/board.js";
import {
  mayEdit,
  mayWithdraw,
  nextTurn,
  openingOf,
  ordersOf,
  seesVoters,
  whyNoPost,
  whyNoVote,
  whyNoVotes,
} from "../../../webapp/app/upvote/board-rules.js";
import { same } from "./expect.js";

const ada = { id: "1", role: "member" };
const moe = { id: "9", role: "moderator" };
const rules = fields => ({ id: "1", edition: 1, title: "", description: "", ...fields });
const item = fields => ({ id: "5", board: "1", state: "open", author: { id: "1" }, ...fields });
const TEN = Date.UTC(2026, 10, 22, 10);
const HOUR_MS = 3_600_000;
const at = time => new Date(time).toISOString();
const STATES = [{ name: "open" }, { name: "done", closed: true }];

export const tests = {
  boardOpensAndClosesByTimeAndByHand() {
    const board = rules({ opensAt: at(TEN), closesAt: at(TEN + HOUR_MS) });
    const opening = [-1, 0, HOUR_MS - 1, HOUR_MS].map(after => openingOf(board, TEN + after));
    same(opening, ["early", "open", "open", "late"]);
    same(openingOf({ ...board, closed: true }, TEN), "closed");
  },

  nextTurnIsTheNearestAhead() {
    const board = rules({ opensAt: at(TEN), closesAt: at(TEN + HOUR_MS) });
    same(nextTurn(board, TEN - 1), TEN);
    same(nextTurn(board, TEN), TEN + HOUR_MS);
    same(nextTurn(board, TEN + HOUR_MS), undefined);
  },

  onlyThoseWhoMayPostAndVote() {
    const board = rules({ mayPost: "moderators", mayVote: "nobody" });
    same([whyNoPost(board, ada, TEN), whyNoPost(board, moe, TEN)], ["moderators", ""]);
    same([whyNoVotes(board, ada, TEN), whyNoVotes(board, moe, TEN)], ["nobody", "nobody"]);
    same(whyNoPost({ ...board, closed: true }, moe, TEN), "closed");
  },

  votesThatOneItemTakesNot() {
    const board = rules({ states: STATES, selfVotes: false });
    same(whyNoVote(board, item({}), ada), "own");
    same(whyNoVote(board, item({}), moe), "");
    same(whyNoVote(board, item({ state: "done" }), moe), "state");
    same(whyNoVote(board, item({ gone: "merged" }), moe), "merged");
    same(whyNoVote(board, item({ author: undefined }), {}), "");
  },

  bestIsOfferedWithDownvotes() {
    same(ordersOf(rules({ downvotes: false })), ["new", "top", "hot", "active"]);
    same(ordersOf(rules({ downvotes: true })), ["new", "top", "hot", "best", "active"]);
  },

  votersAreToldToWhomTheBoardSays() {
    const seen = voters => [seesVoters(rules({ voters }), ada), seesVoters(rules({ voters }), moe)];
    same(
      [seen("nobody"), seen("moderators"), seen("everyone")],
      [
        [false, false],
        [false, true],
        [true, true],
      ],
    );
    same(seesVoters(rules({}), moe), false);
  },

  authorsChangeTheirsWhileOpenAndModeratorsAlways() {
    const closed = rules({ closed: true });
    same(
      [mayEdit(rules({}), item({}), ada, TEN), mayEdit(closed, item({}), ada, TEN)],
      [true, false],
    );
    same(
      [mayEdit(closed, item({}), moe, TEN), mayWithdraw(rules({}), item({}), moe, TEN)],
      [true, false],
    );
    same(mayEdit(rules({}), item({ gone: "merged" }), moe, TEN), false);
  },

  highestEditionOfTheRulesWins() {
    const board = new Board(rules({ edition: 3 }));
    board.apply({ type: "board", board: rules({ edition: 5, title: "New" }) });
    board.apply({ type: "board", board: rules({ edition: 4, title: "Old" }) });
    board.apply({ type: "board", board: { ...rules({ edition: 9, title: "Other" }), id: "2" } });
    same(board.rules.title, "New");
  },
};
