package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Background;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;

/**
 * How far each account's clients have got, as they acknowledge it. Marks are state: they only grow,
 * are written once a second for all accounts together, and one that a crash has swallowed comes
 * again with the client's next acknowledgement. Safe for all threads.
 */
@Singleton
public class Deliveries {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Database database;
  private final DeliveryStore store;
  private final ConversationStore conversations;
  private final Broker broker;
  private final Background background;

  /** The highest position of each account that is not written yet; no more than are connected. */
  private final Map<AccountId, Long> waiting = new ConcurrentHashMap<>();

  @Inject
  public Deliveries(
      Database database,
      DeliveryStore store,
      ConversationStore conversations,
      Broker broker,
      Background background) {
    this.database = database;
    this.store = store;
    this.conversations = conversations;
    this.broker = broker;
    this.background = background;
  }

  /** Begins to write; the clock and the background have been started. */
  public void start() {
    background.every(INTERVAL, "The writing of delivered marks", this::write);
  }

  /** A client of the account has every event up to this position. */
  void acknowledge(AccountId account, long n) {
    waiting.merge(account, n, Math::max);
  }

  private void write() {
    if (waiting.isEmpty()) {
      return;
    }
    Map<AccountId, Long> acknowledged = new HashMap<>();
    for (AccountId account : List.copyOf(waiting.keySet())) {
      Long n = waiting.remove(account);
      if (n != null) {
        acknowledged.put(account, n);
      }
    }
    try {
      database.inTransaction(handle -> receipts(handle, acknowledged)).forEach(broker::publish);
    } catch (RuntimeException databaseAway) {
      acknowledged.forEach(this::acknowledge); // Again, a second later.
      throw databaseAway;
    }
  }

  /** For the other members, in passing: whoever misses one reads the mark with the history. */
  private List<Publication> receipts(Handle handle, Map<AccountId, Long> acknowledged) {
    List<DeliveryStore.Mark> marks = store.advance(handle, acknowledged);
    Map<ConversationId, List<AccountId>> members =
        conversations.members(
            handle, marks.stream().map(DeliveryStore.Mark::conversation).distinct().toList());
    return marks.stream()
        .map(mark -> receipt(mark, members.getOrDefault(mark.conversation(), List.of())))
        .toList();
  }

  private static Publication receipt(DeliveryStore.Mark mark, List<AccountId> members) {
    List<Position> others =
        members.stream()
            .filter(member -> !member.equals(mark.member()))
            .map(member -> new Position(Subject.account(member), 0))
            .toList();
    return new Publication(others, DmPayloads.receipt(mark));
  }
}
