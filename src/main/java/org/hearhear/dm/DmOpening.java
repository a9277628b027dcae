package org.hearhear.dm;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.hearhear.account.Account;
import org.hearhear.account.LoginSessions;
import org.hearhear.config.Settings;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.dm.mark.Marks;
import org.hearhear.live.AccountFeeds;
import org.hearhear.live.Connection;
import org.hearhear.live.Welcomes;
import org.hearhear.storage.Database;
import org.hearhear.storage.Incarnation;
import org.hearhear.wire.CloseCode;
import org.hearhear.wire.Command;
import org.jdbi.v3.core.Handle;

/**
 * Opens a connection to {@code /dm}: it collects what happens from now on, reads the position, and
 * decides whether the client can go on from where it was. So nothing is missed, and a client gets
 * all that it has missed or none of it.
 */
@Singleton
public class DmOpening {
  private static final System.Logger LOG = System.getLogger(DmOpening.class.getName());

  private final Settings settings;
  private final Database database;
  private final Incarnation incarnation;
  private final LoginSessions logins;
  private final AccountLogStore log;
  private final AccountFeeds feeds;
  private final Marks marks;

  private record Opening(Account account, UUID epoch, AccountLogStore.Extent extent) {}

  @Inject
  public DmOpening(
      Settings settings,
      Database database,
      Incarnation incarnation,
      LoginSessions logins,
      AccountLogStore log,
      AccountFeeds feeds,
      Marks marks) {
    this.settings = settings;
    this.database = database;
    this.incarnation = incarnation;
    this.logins = logins;
    this.log = log;
    this.feeds = feeds;
    this.marks = marks;
  }

  void hello(Connection connection, Command command, DmCommand.Hello hello) {
    connection.read(command, () -> open(connection, hello));
  }

  private void open(Connection connection, DmCommand.Hello hello) {
    feeds.follow(connection);
    Optional<Opening> found =
        database.inTransaction(handle -> read(handle, connection, hello.resume()));
    if (found.isEmpty()) {
      connection.close(CloseCode.SIGNED_OUT);
      return;
    }
    Opening opening = found.get();
    long head = opening.extent.head();
    Optional<Long> resumable =
        hello.resume().filter(wanted -> isWithin(opening, wanted)).map(DmCommand.Resume::n);
    welcome(connection, opening, resumable.orElse(head), resumable.isPresent());
    if (resumable.isPresent()) {
      marks.acknowledge(connection.account(), resumable.get());
      feeds.resume(connection, resumable.get(), head);
    } else {
      feeds.startAt(connection, head);
    }
  }

  private Optional<Opening> read(
      Handle handle, Connection connection, Optional<DmCommand.Resume> resume) {
    return logins
        .findGood(handle, connection.login())
        .map(
            account -> {
              AccountLogStore.Extent extent = log.extent(handle, account.id());
              UUID epoch = incarnation.epoch(handle);
              boolean ahead = resume.filter(wanted -> isAhead(wanted, epoch, extent)).isPresent();
              return new Opening(account, ahead ? renewed(handle, account, epoch) : epoch, extent);
            });
  }

  private static boolean isAhead(
      DmCommand.Resume wanted, UUID epoch, AccountLogStore.Extent extent) {
    return wanted.epoch().equals(epoch) && wanted.n() > extent.head();
  }

  /** A client knows more than the database: then what others know is worth nothing, either. */
  private UUID renewed(Handle handle, Account account, UUID epoch) {
    if (incarnation.renew(handle, epoch)) {
      LOG.log(
          ERROR,
          "A client of account "
              + account.id()
              + " is ahead of its log: this database was restored without the last step of a"
              + " restore. The epoch is changed, and all clients start afresh.");
    }
    return incarnation.epoch(handle);
  }

  private boolean isWithin(Opening opening, DmCommand.Resume wanted) {
    AccountLogStore.Extent extent = opening.extent;
    return wanted.epoch().equals(opening.epoch)
        && wanted.n() >= extent.floor()
        && wanted.n() <= extent.head()
        && extent.head() - wanted.n() <= settings.get(Settings.RESUME_EVENTS);
  }

  private void welcome(Connection connection, Opening opening, long n, boolean resumed) {
    connection.welcome(
        Welcomes.to(
            connection,
            settings,
            opening.epoch,
            opening.account::write,
            generator -> generator.write("n", n).write("resumed", resumed)));
  }
}
