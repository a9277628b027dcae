import { fragmentOf, routeOf } from "../../../webapp/app/shell/route.js";
import { same } from "./expect.js";

export const tests = {
  everyRouteComesBackFromItsFragment() {
    for (const route of [
      { view: "messages", person: "" },
      { view: "messages", person: "12" },
      { view: "board", person: "" },
    ]) {
      same(routeOf(fragmentOf(route)), route);
    }
  },

  whatIsNoRouteShowsTheMessages() {
    for (const fragment of ["", "#", "#nonsense", "#messages/<script>"]) {
      same(routeOf(fragment), { view: "messages", person: "" }, fragment);
    }
  },
};
