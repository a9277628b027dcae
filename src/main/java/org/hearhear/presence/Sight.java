package org.hearhear.presence;

import java.util.Map;
import java.util.Set;
import org.hearhear.wire.AccountId;

/**
 * Who sees whom, and how, at one moment. Immutable.
 *
 * @param people those who can be seen at all
 * @param blocks of whom one has blocked the other, both ways
 * @param acquainted who may write to somebody that not everybody may write to
 */
record Sight(Map<AccountId, Known> people, Set<Pair> blocks, Set<Pair> acquainted) {

  /**
   * One of those who can be seen.
   *
   * @param isOpen whether everybody may write to him
   */
  record Known(View view, boolean isOpen) {}

  /** How one sees the other; whoever may not write to him learns nothing, not even that he is. */
  View of(AccountId viewer, AccountId seen) {
    Known known = people.get(seen);
    if (known == null) {
      return View.NOTHING;
    }
    Pair pair = new Pair(viewer, seen);
    boolean mayWrite = !blocks.contains(pair) && (known.isOpen || acquainted.contains(pair));
    return mayWrite || viewer.equals(seen) ? known.view : View.NOTHING;
  }
}
