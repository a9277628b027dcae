package org.hearhear.presence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Background;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this node that watch people. What they are told is compared with the database:
 * soon when a hint names somebody, and for everybody now and again. So whoever loses the right to
 * see somebody is told that he is gone, by the same comparison. Safe for all threads.
 */
@Singleton
public class Watchers {
  /** Nobody is told of more than one change of the same person within this. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private final Settings settings;
  private final Hub hub;
  private final Sights sights;
  private final LongSupplier nanoTime;
  private final Background.Task comparison;
  private final Map<Connection, Watcher> watchers = new ConcurrentHashMap<>();

  /** Of whom there may be news; no more than are watched. */
  private final Set<AccountId> suspects = ConcurrentHashMap.newKeySet();

  /** Whether everybody is to be compared next. */
  private final AtomicBoolean everybody = new AtomicBoolean();

  /** Guarded by this; when news of somebody was last told, within the last {@link #PAUSE}. */
  private final Map<AccountId, Long> toldAt = new HashMap<>();

  @Inject
  public Watchers(Settings settings, Hub hub, Broker broker, Sights sights, Background background) {
    this(settings, hub, broker, sights, background, System::nanoTime);
  }

  /** On a clock of one's own. */
  Watchers(
      Settings settings,
      Hub hub,
      Broker broker,
      Sights sights,
      Background background,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.hub = hub;
    this.sights = sights;
    this.nanoTime = nanoTime;
    this.comparison = background.task("The comparison of presence", this::compare);
    broker.subscribe(Subject.Kind.PRESENCE, (position, publication) -> suspect(position.subject()));
  }

  // Commands.

  /** It follows first and reads then, so that no change is missed in between. */
  void watch(Connection connection, Command command, PresenceCommand.Watch wanted) {
    connection.read(command, () -> watch(connection, command, wanted.people()));
  }

  private void watch(Connection connection, Command command, Set<AccountId> people) {
    List<AccountId> more =
        people.stream()
            .filter(account -> !connection.isFollowing(Subject.presence(account)))
            .toList();
    int most = settings.get(Settings.WATCHED_PEOPLE);
    if (connection.countFollowing(Subject.Kind.PRESENCE) + more.size() > most) {
      throw Refusal.of(
          ErrorCode.QUOTA,
          "A connection watches at most " + most + " people; unwatch others first.");
    }
    Watcher watcher = watchers.computeIfAbsent(connection, Watcher::new);
    more.forEach(account -> hub.follow(connection, Subject.presence(account)));
    try {
      Set<AccountId> viewer = Set.of(connection.account());
      watcher.answer(command, people, sights.look(people, seen -> viewer));
    } catch (RuntimeException databaseAway) {
      more.forEach(account -> hub.unfollow(connection, Subject.presence(account)));
      throw databaseAway;
    }
  }

  void unwatch(Connection connection, Command command, PresenceCommand.Unwatch wanted) {
    connection.read(
        command,
        () -> {
          wanted.people().forEach(account -> hub.unfollow(connection, Subject.presence(account)));
          Watcher watcher = watchers.get(connection);
          if (watcher != null) {
            watcher.forget(wanted.people());
          }
          connection.ok(command, generator -> {});
        });
  }

  // The comparison.

  private void suspect(Subject subject) {
    if (!hub.followers(subject).isEmpty()) {
      suspects.add(new AccountId(subject.id()));
      comparison.runSoon();
    }
  }

  /** Compares everybody who is watched, soon. */
  void compareEverybody() {
    everybody.set(true);
    comparison.runSoon();
  }

  /** Comes back to those whose news had to wait, and forgets the connections that have ended. */
  void goOn() {
    watchers
        .keySet()
        .removeIf(connection -> !connection.isFollowing(Subject.account(connection.account())));
    if (!suspects.isEmpty()) {
      comparison.runSoon();
    }
  }

  /** Looks at those of whom there may be news, and tells it. */
  synchronized void compare() {
    long now = nanoTime.getAsLong();
    toldAt.values().removeIf(at -> now - at >= PAUSE.toNanos());
    boolean all = everybody.getAndSet(false);
    List<AccountId> people = all ? watched() : List.copyOf(suspects);
    people.forEach(suspects::remove);
    try {
      int most = settings.get(Settings.COMPARED_ITEMS);
      for (int from = 0; from < people.size(); from += most) {
        compare(people.subList(from, Math.min(people.size(), from + most)), now);
      }
    } catch (RuntimeException databaseAway) {
      suspects.addAll(people); // Again, a second later.
      throw databaseAway;
    }
  }

  private List<AccountId> watched() {
    List<AccountId> watched = new ArrayList<>();
    for (Subject subject : hub.followed(Subject.Kind.PRESENCE)) {
      watched.add(new AccountId(subject.id()));
    }
    return watched;
  }

  private void compare(Collection<AccountId> people, long now) {
    Sight sight = sights.look(people, this::viewers);
    for (AccountId account : people) {
      if (toldAt.containsKey(account)) {
        suspects.add(account);
      } else if (tell(account, sight)) {
        toldAt.put(account, now);
      }
    }
  }

  private Set<AccountId> viewers(AccountId account) {
    Set<AccountId> viewers = new HashSet<>();
    hub.followers(Subject.presence(account))
        .forEach(connection -> viewers.add(connection.account()));
    return viewers;
  }

  /** Tells all who watch somebody, and returns whether it was news for any of them. */
  private boolean tell(AccountId account, Sight sight) {
    Map<View, Payload> events = new HashMap<>();
    boolean told = false;
    for (Connection connection : hub.followers(Subject.presence(account))) {
      @Nullable Watcher watcher = watchers.get(connection);
      View view = sight.of(connection.account(), account);
      if (watcher != null && watcher.isNews(account, view)) {
        Payload event = events.computeIfAbsent(view, unsaid -> unsaid.event(account));
        Watcher.Outcome outcome = watcher.tell(account, view, event);
        told |= outcome == Watcher.Outcome.TOLD;
        if (outcome == Watcher.Outcome.EARLY) {
          suspects.add(account);
        }
      }
    }
    return told;
  }
}
