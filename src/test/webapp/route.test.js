import { fragmentOf, routeOf } from "../../../webapp/app/shell/route.js";
import { same } from "./expect.js";

export const tests = {
  everyRouteComesBackFromItsFragment() {
    for (const route of [
      { view: "messages", place: "" },
      { view: "messages", place: "12" },
      { view: "messages", place: "c34" },
      { view: "board", place: "" },
      { view: "settings", place: "" },
      { view: "settings", place: "privacy" },
      { view: "moderation", place: "reports" },
    ]) {
      same(routeOf(fragmentOf(route)), route);
    }
  },

  whatIsNoRouteShowsTheMessages() {
    for (const fragment of ["", "#", "#nonsense", "#toString", "#messages/<script>"]) {
      same(routeOf(fragment), { view: "messages", place: "" }, fragment);
    }
  },

  whatIsNoPlaceOfAViewShowsTheView() {
    same(routeOf("#settings/<script>"), { view: "settings", place: "" });
    same(routeOf("#board/12"), { view: "board", place: "" });
  },
};
