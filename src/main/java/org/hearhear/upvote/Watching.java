package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.hearhear.account.Account;
import org.hearhear.account.LoginSessions;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.live.Welcomes;
import org.hearhear.storage.Database;
import org.hearhear.storage.Incarnation;
import org.hearhear.upvote.ranking.Order;
import org.hearhear.upvote.ranking.Ranking;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.CloseCode;
import org.hearhear.wire.Command;
import org.hearhear.wire.Payload;

/** Opens connections, and ends what they watch. */
@Singleton
public class Watching {
  private final Settings settings;
  private final Database database;
  private final Incarnation incarnation;
  private final LoginSessions logins;
  private final Hub hub;

  @Inject
  public Watching(
      Settings settings,
      Database database,
      Incarnation incarnation,
      LoginSessions logins,
      Hub hub) {
    this.settings = settings;
    this.database = database;
    this.incarnation = incarnation;
    this.logins = logins;
    this.hub = hub;
  }

  void hello(Connection connection, Command command) {
    connection.read(command, () -> open(connection));
  }

  private void open(Connection connection) {
    hub.follow(connection, Subject.voter(connection.account()));
    Optional<Payload> welcome =
        database.inTransaction(
            handle ->
                logins
                    .findGood(handle, connection.login())
                    .map(account -> welcome(connection, account, incarnation.epoch(handle))));
    if (welcome.isEmpty()) {
      connection.close(CloseCode.SIGNED_OUT);
      return;
    }
    connection.welcome(welcome.get());
  }

  private Payload welcome(Connection connection, Account account, UUID epoch) {
    return Welcomes.to(connection, settings, epoch, account::write, generator -> {});
  }

  void unsubscribe(Connection connection, Command command, UpvoteCommand.Unsubscribe wanted) {
    connection.read(
        command,
        () -> {
          wanted
              .ranking()
              .ifPresentOrElse(
                  ranking -> hub.unfollow(connection, ranking.subject()),
                  () -> wanted.board().ifPresent(board -> unfollow(connection, board)));
          wanted.items().forEach(item -> hub.unfollow(connection, Subject.item(item)));
          wanted.foreign().forEach(key -> hub.unfollow(connection, key.subject()));
          connection.ok(command, generator -> {});
        });
  }

  private void unfollow(Connection connection, BoardId board) {
    hub.unfollow(connection, Subject.board(board));
    for (Order order : Order.values()) {
      hub.unfollow(connection, new Ranking(board, order).subject());
    }
  }
}
