package org.hearhear.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.LoginId;

/** Makes connections without a server, for tests of what is above and below them. */
public final class TestConnections {
  private TestConnections() {}

  /** A connection of an account to whom nobody listens. */
  public static Connection of(AccountId account) {
    return new Wired(Settings.of(Map.of()), account).connection;
  }

  /** Somebody whose account is as old as can be. */
  static Participant participant(AccountId account, LoginId login) {
    return new Participant(account, login, Instant.EPOCH, "192.0.2.1");
  }

  /** A connection with its fake session and the commands that it handed on; flushed by the test. */
  static final class Wired {
    final FakeSession session = new FakeSession();
    final List<Command> handled = new ArrayList<>();
    final Flushers flushers;
    final Connection connection;

    Wired(Settings settings, AccountId account) {
      flushers = new Flushers(settings, Thread::new);
      connection =
          new Connection(
              UUID.randomUUID().toString(),
              participant(account, new LoginId(account.value())),
              session.session(),
              (self, command) -> handled.add(command),
              ConnectionLimits.of(settings),
              flushers,
              new Reads(settings, Thread::new));
    }
  }
}
