package org.hearhear.live;

import org.hearhear.wire.Command;

/** What an endpoint serves: direct messages or upvotes. */
public interface Feature {

  /**
   * Carries out one command, in the order in which the client sent them, on the server's own
   * thread: it must not wait. It answers by {@link Connection#ok}, {@link Connection#welcome} or a
   * {@link org.hearhear.wire.Refusal}, now or later. Hello comes first, and only once.
   */
  void handle(Connection connection, Command command);
}
