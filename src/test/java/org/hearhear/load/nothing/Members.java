package org.hearhear.load.nothing;

import java.util.HashMap;
import java.util.Map;

/** Who is there to be written to, one connection for each account. For the event loop only. */
final class Members {
  private final Map<Long, NullConnection> byAccount = new HashMap<>();

  void join(long account, NullConnection connection) {
    byAccount.put(account, connection);
  }

  /** Hands the message on to both, each with a position of its own. */
  void tell(long sender, long receiver, Command send) {
    String rest =
        ",\"type\":\"message\",\"conversation\":\"%d\",\"seq\":1,\"from\":\"%d\",\"text\":\""
            .formatted(conversation(sender, receiver), sender);
    String event =
        rest + send.text() + "\",\"at\":\"2026-01-01T00:00:00.000Z\",\"key\":\"" + send.key();
    for (long account : new long[] {sender, receiver}) {
      NullConnection connection = byAccount.get(account);
      if (connection != null) {
        connection.event(event);
      }
    }
  }

  /** The same for both, and from it and one of them the other one follows. */
  static long conversation(long one, long other) {
    return one + other;
  }
}
