package org.hearhear.dm.conversation;

import org.hearhear.account.Accepts;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;

/**
 * What stands between somebody and a person whom he wants to reach. Immutable.
 *
 * @param accepts from whom the person takes messages
 * @param blocked whether he has blocked the person
 * @param blocks whether the person has blocked him
 * @param known whether the person has written to him, or shares a group with him
 */
public record Contact(Accepts accepts, boolean blocked, boolean blocks, boolean known) {

  /** Refuses who does not reach the person; the reasons on that side are never told apart. */
  public void requireReachable() {
    if (blocked) {
      throw Refusal.of(ErrorCode.BLOCKED, "You have blocked this person; unblock them first.");
    }
    boolean accepted = accepts == Accepts.EVERYONE || (accepts == Accepts.KNOWN && known);
    if (blocks || !accepted) {
      throw Refusal.of(ErrorCode.NOT_ACCEPTING, "This person does not take this from you.");
    }
  }
}
