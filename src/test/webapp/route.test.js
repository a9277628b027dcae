import { fragmentOf, routeOf } from "../../../webapp/app/shell/route.js";
import { same } from "./expect.js";

export const tests = {
  everyRouteComesBackFromItsFragment() {
    for (const route of [
      { view: "messages", place: "" },
      { view: "messages", place: "12" },
      { view: "messages", place: "c34" },
      { view: "board", place: "" },
    ]) {
      same(routeOf(fragmentOf(route)), route);
    }
  },

  whatIsNoRouteShowsTheMessages() {
    for (const fragment of ["", "#", "#nonsense", "#messages/<script>"]) {
      same(routeOf(fragment), { view: "messages", place: "" }, fragment);
    }
  },
};
