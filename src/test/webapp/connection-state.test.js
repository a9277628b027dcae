import { connectionState } from "../../../webapp/app/shell/connection-state.js";
import { holds, same } from "./expect.js";

export const tests = {
  worstOfTheConnectionsIsTold() {
    same(connectionState(["live", "live"]).label, "Live");
    same(connectionState(["live", "connecting"]).label, "Connecting");
    same(connectionState(["reconnecting", "live"]).label, "Offline, reconnecting");
    same(connectionState(["live", "broken"]).label, "Stopped");
  },

  whatDoesNotGoAwayByItselfComesWithAdvice() {
    for (const phase of ["reconnecting", "blocked", "forbidden", "broken"]) {
      holds(connectionState([phase]).advice, phase);
    }
  },
};
