package org.hearhear.presence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Background;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;

/**
 * Writes who is on this node: once a second, in one transaction, what has changed; and at once that
 * nobody is, when the node stops. While the database is away, presence stands still, and is put
 * right by the first round after that. Safe for all threads.
 */
@Singleton
public class Presence {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration SEEN_INTERVAL = Duration.ofMinutes(1);

  /** A lease is renewed so many times before it would be over. */
  private static final int RENEWALS = 3;

  private final Duration lease;
  private final Database database;
  private final PresenceStore store;
  private final Hub hub;
  private final Broker broker;
  private final Background background;
  private final Watchers watchers;
  private final UUID node = UUID.randomUUID();

  /** Connections that are hidden; those that have ended leave with the next round. */
  private final Set<Connection> away = ConcurrentHashMap.newKeySet();

  /** Whose choice has changed by a command on this node. */
  private final Set<AccountId> chosen = ConcurrentHashMap.newKeySet();

  /** Guarded by this. */
  private final Roster roster;

  /** Guarded by this; of those who are connected here. */
  private final Map<AccountId, Choice> choices = new HashMap<>();

  /** Guarded by this. */
  private final Interval renewal;

  /** Guarded by this. */
  private final Interval comparison;

  /** Guarded by this. */
  private final Interval seen;

  /** Guarded by this; whether it is not known what the rows say. */
  private boolean isUncertain;

  /** Guarded by this. */
  private boolean isStopped;

  @Inject
  public Presence(
      Settings settings,
      Database database,
      PresenceStore store,
      Hub hub,
      Broker broker,
      Background background,
      Watchers watchers) {
    this(settings, database, store, hub, broker, background, watchers, System::nanoTime);
  }

  /** On a clock of one's own. */
  Presence(
      Settings settings,
      Database database,
      PresenceStore store,
      Hub hub,
      Broker broker,
      Background background,
      Watchers watchers,
      LongSupplier nanoTime) {
    this.lease = settings.get(Settings.PRESENCE_LEASE);
    this.database = database;
    this.store = store;
    this.hub = hub;
    this.broker = broker;
    this.background = background;
    this.watchers = watchers;
    roster = new Roster(settings.get(Settings.PRESENCE_LINGER), nanoTime);
    renewal = new Interval(lease.dividedBy(RENEWALS), nanoTime);
    comparison = new Interval(settings.get(Settings.COMPARISON), nanoTime);
    seen = new Interval(SEEN_INTERVAL, nanoTime);
  }

  /** Begins; the clock and the background have been started. */
  public void start() {
    background.every(INTERVAL, "Presence", this::round);
  }

  /** Says that nobody is here any more; connections have said goodbye. */
  public synchronized void stop() {
    isStopped = true;
    Set<AccountId> last = roster.here();
    database.useTransaction(
        handle -> {
          store.deleteAll(handle, node);
          store.deleteNode(handle, node);
          store.seen(handle, last);
        });
    hint(last);
  }

  /** A connection to direct messages makes its person present, until it ends. */
  public void arrived(Connection connection) {
    hub.follow(connection, Subject.account(connection.account()));
  }

  void setAway(Connection connection, boolean isAway) {
    if (isAway) {
      away.add(connection);
    } else {
      away.remove(connection);
    }
  }

  /** Somebody has chosen how he wants to be seen. */
  void chosen(AccountId account) {
    chosen.add(account);
  }

  /** One look at who is connected. */
  synchronized void round() {
    if (isStopped) {
      return;
    }
    away.removeIf(connection -> !isHere(connection));
    boolean compares = comparison.isDue();
    try {
      write(connected(), compares);
    } finally {
      watchers.goOn();
      if (compares) {
        watchers.compareEverybody();
      }
    }
  }

  private static boolean isHere(Connection connection) {
    return connection.isFollowing(Subject.account(connection.account()));
  }

  private Map<AccountId, Activity> connected() {
    Map<AccountId, Activity> connected = new HashMap<>();
    for (Subject subject : hub.followed(Subject.Kind.ACCOUNT)) {
      Collection<Connection> theirs = hub.followers(subject);
      if (!theirs.isEmpty()) {
        connected.put(
            new AccountId(subject.id()),
            away.containsAll(theirs) ? Activity.AWAY : Activity.ONLINE);
      }
    }
    return connected;
  }

  private void write(Map<AccountId, Activity> connected, boolean compares) {
    choices.keySet().retainAll(connected.keySet());
    Set<AccountId> unread = unread(connected.keySet(), compares);
    boolean renews = renewal.isDue();
    boolean notes = seen.isDue();
    // Looked at in any case, for the time of those who have left runs from here.
    boolean isAsWritten =
        roster.changes(connected, account -> isHidden(choices, account)).isEmpty();
    if (isAsWritten && unread.isEmpty() && !renews && !notes && !isUncertain) {
      return;
    }
    Written written;
    try {
      written = database.inTransaction(handle -> write(handle, connected, unread, notes));
    } catch (RuntimeException databaseAway) {
      isUncertain = true; // It may have been committed all the same.
      chosen.addAll(unread);
      throw databaseAway;
    }
    isUncertain = false;
    Set<AccountId> news = written.news(choices);
    choices.putAll(written.read);
    roster.written(written.changes);
    hint(news);
    if (compares) {
      database.useTransaction(store::deleteDead);
    }
  }

  /** What one round has written, and the choices that it has read. */
  private record Written(Roster.Changes changes, Map<AccountId, Choice> read) {

    /** Who is to be looked at again: his row is another, or his choice is. */
    Set<AccountId> news(Map<AccountId, Choice> before) {
      Set<AccountId> news = new HashSet<>(changes.changed().keySet());
      news.addAll(changes.gone());
      read.forEach(
          (account, choice) -> {
            if (before.get(account) != choice) {
              news.add(account);
            }
          });
      return news;
    }
  }

  /** The node's own row is first: who takes this node for dead has locked it, or waits for it. */
  private Written write(
      Handle handle, Map<AccountId, Activity> connected, Set<AccountId> unread, boolean notes) {
    boolean isKnown = store.renew(handle, node, lease);
    if (!isKnown) {
      store.insertNode(handle, node, lease);
    }
    Map<AccountId, Choice> known = new HashMap<>(choices);
    Map<AccountId, Choice> read = store.choices(handle, unread);
    known.putAll(read);
    Roster.Changes changes = roster.changes(connected, account -> isHidden(known, account));
    if (isUncertain || !isKnown) {
      store.deleteAll(handle, node);
      store.insert(handle, node, changes.wanted());
    } else {
      store.delete(handle, node, changes.changed().keySet());
      store.delete(handle, node, changes.gone());
      store.insert(handle, node, changes.changed());
    }
    Set<AccountId> lately = new HashSet<>(changes.gone());
    if (notes) {
      lately.addAll(changes.wanted().keySet());
    }
    store.seen(handle, lately);
    return new Written(changes, read);
  }

  /** Whose choice has to be read: of all of them now and again, for another node may change it. */
  private Set<AccountId> unread(Set<AccountId> connected, boolean all) {
    Set<AccountId> unread = new HashSet<>();
    Set<AccountId> reported = Set.copyOf(chosen);
    reported.forEach(chosen::remove); // Before it is read: what comes later is read again.
    for (AccountId account : connected) {
      if (all || !choices.containsKey(account) || reported.contains(account)) {
        unread.add(account);
      }
    }
    return unread;
  }

  /** Whoever has just come is not seen before his choice is known. */
  private static boolean isHidden(Map<AccountId, Choice> known, AccountId account) {
    return known.getOrDefault(account, Choice.INVISIBLE) == Choice.INVISIBLE;
  }

  private void hint(Collection<AccountId> people) {
    if (!people.isEmpty()) {
      broker.publish(Hint.of(people));
    }
  }
}
