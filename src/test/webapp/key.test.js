import { newKey } from "../../../webapp/app/key.js";
import { holds, same } from "./expect.js";

export const tests = {
  keyIsACanonicalUuidOfVersion7() {
    holds(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(newKey()),
      newKey(),
    );
  },

  keysAreDistinctAndInOrder() {
    const keys = Array.from({ length: 10_000 }, () => newKey());
    same(new Set(keys).size, keys.length, "distinct");
    holds(
      keys.every((key, i) => i === 0 || keys[i - 1] < key),
      "each is above the one before",
    );
  },

  clockThatGoesBackDoesNotBreakTheOrder() {
    const later = newKey(Date.now() + 1000);
    holds(newKey(0) > later, "still above");
  },
};
