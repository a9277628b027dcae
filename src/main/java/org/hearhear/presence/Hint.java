package org.hearhear.presence;

import java.util.Collection;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Payload;

/** That something about people has changed which their watchers may see, without saying what. */
public final class Hint {
  private static final Payload EMPTY = Payload.of("presence", generator -> {});

  private Hint() {}

  /** Has it looked at again, on all nodes, what others see of these people. */
  public static Publication of(Collection<AccountId> people) {
    return new Publication(
        people.stream().map(account -> new Position(Subject.presence(account), 0)).toList(), EMPTY);
  }
}
