package org.hearhear.dm.conversation;

import java.util.Optional;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is, as it was read without a lock. Immutable.
 *
 * @param group what only a group has
 * @param blocks who of the two of a direct conversation has blocked the other
 */
public record Described(ConversationId id, Optional<Group> group, Blocks blocks, long lastSeq) {

  /** What only a group has. */
  public record Group(String title, AccountId owner, long rev, boolean historyShared) {}

  /** Who of the two has blocked the other. */
  public record Blocks(@Nullable AccountPair pair, boolean low, boolean high) {
    static final Blocks NONE = new Blocks(null, false, false);

    /** Whom this one of the two has, or has not, blocked; empty in a group. */
    public Optional<Block> by(AccountId account) {
      return Optional.ofNullable(pair)
          .map(both -> new Block(both.other(account), both.low().equals(account) ? low : high));
    }

    /** Whether either has blocked the other: then nothing passes between them. */
    public boolean any() {
      return low || high;
    }
  }

  /** Whether somebody is blocked. */
  public record Block(AccountId account, boolean on) {}
}
