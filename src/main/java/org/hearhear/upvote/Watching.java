package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.hearhear.wire.BoardId;
import org.hearhear.wire.CloseCode;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Refusal;

/**
 * Which boards and items a connection watches. It follows first and reads then, so that no change
 * is missed in between; what arrives twice carries its rev.
 */
@Singleton
public class Watching {
  private final Settings settings;
  private final Database database;
  private final Incarnation incarnation;
  private final LoginSessions logins;
  private final ItemStore items;
  private final Hub hub;
  private final TallyFeed tallies;

  @Inject
  public Watching(
      Settings settings,
      Database database,
      Incarnation incarnation,
      LoginSessions logins,
      ItemStore items,
      Hub hub,
      TallyFeed tallies) {
    this.settings = settings;
    this.database = database;
    this.incarnation = incarnation;
    this.logins = logins;
    this.items = items;
    this.hub = hub;
    this.tallies = tallies;
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

  void subscribe(Connection connection, Command command, UpvoteCommand.Subscribe wanted) {
    connection.read(
        command,
        () -> {
          long more =
              wanted.items().keySet().stream()
                  .filter(item -> !connection.isFollowing(Subject.item(item)))
                  .count();
          if (connection.countFollowing(Subject.Kind.ITEM) + more
              > settings.get(Settings.WATCHED_ITEMS)) {
            throw Refusal.of(
                ErrorCode.QUOTA,
                "A connection watches at most "
                    + settings.get(Settings.WATCHED_ITEMS)
                    + " items; unsubscribe from others first.");
          }
          wanted.board().ifPresent(board -> follow(connection, board));
          for (ItemId item : wanted.items().keySet()) {
            hub.follow(connection, Subject.item(item));
          }
          List<ItemStore.Seen<Tally>> found =
              database.inTransaction(
                  handle -> items.tallies(handle, wanted.items().keySet(), connection.account()));
          Set<ItemId> missing = new HashSet<>(wanted.items().keySet());
          for (ItemStore.Seen<Tally> seen : found) {
            missing.remove(seen.what().item());
            tallies.watch(seen.what().item(), seen.what().rev());
          }
          missing.forEach(item -> hub.unfollow(connection, Subject.item(item)));
          answer(connection, command, wanted, found, missing);
        });
  }

  private void follow(Connection connection, BoardId board) {
    if (database.inTransaction(handle -> items.findBoard(handle, board)).isEmpty()) {
      throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such board.");
    }
    hub.follow(connection, Subject.board(board));
  }

  private static void answer(
      Connection connection,
      Command command,
      UpvoteCommand.Subscribe wanted,
      List<ItemStore.Seen<Tally>> found,
      Set<ItemId> missing) {
    connection.ok(
        command,
        generator -> {
          generator.writeStartArray("tallies");
          for (ItemStore.Seen<Tally> seen : found) {
            if (seen.what().rev() > wanted.items().getOrDefault(seen.what().item(), 0L)) {
              generator.writeStartObject();
              UpvotePayloads.write(generator, seen.what());
              generator.write("mine", seen.mine()).writeEnd();
            }
          }
          generator.writeEnd();
          if (!missing.isEmpty()) {
            generator.writeStartArray("missing");
            missing.forEach(item -> generator.write(item.toString()));
            generator.writeEnd();
          }
        });
  }

  void unsubscribe(Connection connection, Command command, UpvoteCommand.Unsubscribe wanted) {
    connection.read(
        command,
        () -> {
          wanted.board().ifPresent(board -> hub.unfollow(connection, Subject.board(board)));
          wanted.items().forEach(item -> hub.unfollow(connection, Subject.item(item)));
          connection.ok(command, generator -> {});
        });
  }
}
