package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.hearhear.account.Account;
import org.hearhear.account.LoginSessions;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.live.Welcomes;
import org.hearhear.storage.Database;
import org.hearhear.wire.CloseCode;
import org.hearhear.wire.Command;

/** Opens a connection to {@code /dm}: the position first, so that nothing after it is missed. */
@Singleton
public class DmOpening {
  private final Settings settings;
  private final Database database;
  private final LoginSessions logins;
  private final AccountLogStore log;
  private final Hub hub;

  private record Opening(Account account, long n) {}

  @Inject
  public DmOpening(
      Settings settings, Database database, LoginSessions logins, AccountLogStore log, Hub hub) {
    this.settings = settings;
    this.database = database;
    this.logins = logins;
    this.log = log;
    this.hub = hub;
  }

  /** Checks where the client wants to resume, and answers that it has to start afresh. */
  void hello(Connection connection, Command command) {
    command
        .fields()
        .findObject("resume")
        .ifPresent(
            resume -> {
              resume.string("epoch");
              resume.integer("n", 0, Long.MAX_VALUE);
            });
    connection.read(command, () -> open(connection));
  }

  /** Follows, then reads: what happens in between arrives behind the welcome. */
  private void open(Connection connection) {
    hub.follow(connection, Subject.account(connection.account()));
    Optional<Opening> opening =
        database.inTransaction(
            handle ->
                logins
                    .findGood(handle, connection.login())
                    .map(account -> new Opening(account, log.head(handle, account.id()))));
    if (opening.isEmpty()) {
      connection.close(CloseCode.SIGNED_OUT, Duration.ZERO);
      return;
    }
    connection.welcome(
        Welcomes.to(
            connection,
            settings,
            database.epoch(),
            opening.get().account::write,
            generator -> generator.write("n", opening.get().n).write("resumed", false)));
  }
}
