import { deviceName } from "../../../webapp/app/user-agent.js";
import { same } from "./expect.js";

export const tests = {
  browsersThatClaimToBeOthersAreTold() {
    same(
      deviceName(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0",
      ),
      "Edge on Windows",
    );
    same(
      deviceName(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/18.0 Mobile Safari/604",
      ),
      "Safari on iPhone",
    );
    same(
      deviceName("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"),
      "Firefox on Linux",
    );
  },

  anythingElseIsNamedAsWellAsPossible() {
    same(deviceName("curl/8.5.0"), "curl");
    same(deviceName(""), "Unknown device");
    same(deviceName(undefined), "Unknown device");
  },
};
