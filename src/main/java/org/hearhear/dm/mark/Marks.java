package org.hearhear.dm.mark;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Background;
import org.hearhear.live.Connection;
import org.hearhear.storage.Database;
import org.hearhear.storage.Pipeline;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * How far each account has got: what its clients acknowledge, and what it says it has read. Marks
 * are state: they only grow, and are written once a second for all accounts together. A delivered
 * mark that a crash has swallowed comes again with the client's next acknowledgement; a read mark
 * is answered when it is durable. Safe for all threads.
 */
@Singleton
public class Marks {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** What one transaction writes, so that it does not hold many rows for long. */
  private static final int BATCH_MAX = 500;

  private final Database database;
  private final MarkStore store;
  private final AccountLogStore log;
  private final Receipts receipts;
  private final Broker broker;
  private final Background background;

  /** The highest position of each account that is not written yet; no more than are connected. */
  private final Map<AccountId, Long> delivered = new ConcurrentHashMap<>();

  /** What was read and is not written yet; no more than commands may be under way. */
  private final ConcurrentLinkedQueue<Reading> reading = new ConcurrentLinkedQueue<>();

  private record Reading(Connection connection, Command command, MemberId member, long seq) {}

  /** What a batch of read marks has led to. */
  private record Written(
      Map<MemberId, MemberState> states,
      Map<MemberId, Long> positions,
      List<Publication> receipts) {}

  /** The stores that marks are written to. */
  @Singleton
  public static class Stores {
    private final MarkStore marks;
    private final AccountLogStore log;

    @Inject
    public Stores(MarkStore marks, AccountLogStore log) {
      this.marks = marks;
      this.log = log;
    }
  }

  @Inject
  public Marks(
      Database database, Stores stores, Receipts receipts, Broker broker, Background background) {
    this.database = database;
    this.store = stores.marks;
    this.log = stores.log;
    this.receipts = receipts;
    this.broker = broker;
    this.background = background;
  }

  /** Begins to write; the clock and the background have been started. */
  public void start() {
    background.every(INTERVAL, "The writing of marks", this::write);
  }

  /** Writes what waits. */
  public void write() {
    try {
      writeDelivered();
    } finally { // Who waits for an answer gets one, if only that the database is away.
      writeRead();
    }
  }

  /** A client of the account has every event up to this position. */
  public void acknowledge(AccountId account, long n) {
    delivered.merge(account, n, Math::max);
  }

  /** Somebody has read a conversation up to a message; the reply follows when that is durable. */
  public void read(Connection connection, Command command, ConversationId conversation, long seq) {
    reading.add(
        new Reading(connection, command, new MemberId(conversation, connection.account()), seq));
  }

  private void writeDelivered() {
    Map<AccountId, Long> batch = new HashMap<>();
    for (AccountId account : List.copyOf(delivered.keySet())) {
      Long n = delivered.remove(account);
      if (n != null) {
        batch.put(account, n);
      }
      if (batch.size() == BATCH_MAX) {
        writeDelivered(batch);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      writeDelivered(batch);
    }
  }

  private void writeDelivered(Map<AccountId, Long> batch) {
    try {
      database
          .inTransaction(
              handle -> receipts.of(handle, store.advance(handle, batch), Receipts.Kind.DELIVERED))
          .forEach(broker::publish);
    } catch (RuntimeException databaseAway) {
      batch.forEach(this::acknowledge); // Again, a second later.
      throw databaseAway;
    }
  }

  private void writeRead() {
    while (!reading.isEmpty()) {
      TreeMap<MemberId, Long> wanted = new TreeMap<>();
      List<Reading> batch = new ArrayList<>();
      Reading next = reading.poll();
      while (next != null) {
        batch.add(next);
        wanted.merge(next.member, next.seq, Math::max);
        next = batch.size() < BATCH_MAX ? reading.poll() : null;
      }
      writeRead(batch, wanted);
    }
  }

  private void writeRead(List<Reading> batch, SortedMap<MemberId, Long> wanted) {
    Written written;
    try {
      written = database.inTransaction(handle -> written(handle, wanted));
    } catch (RuntimeException databaseAway) {
      Refusal refusal =
          Refusal.retry(
              ErrorCode.UNAVAILABLE, "The server could not store it now; try again.", RETRY);
      batch.forEach(each -> each.connection.refuse(each.command, refusal));
      throw databaseAway;
    }
    batch.forEach(each -> answer(each, written));
    written.positions.forEach(
        (member, n) -> {
          MemberState state = written.states.get(member);
          if (state != null) {
            broker.publish(
                new Publication(
                    List.of(new Position(Subject.account(member.account()), n)),
                    state.readEvent()));
          }
        });
    written.receipts.forEach(broker::publish);
  }

  /** Rows of members first, then the heads of their logs: then the count is as of that head. */
  private Written written(Handle handle, SortedMap<MemberId, Long> wanted) {
    List<MemberId> moved = store.read(handle, wanted);
    Pipeline pipeline = new Pipeline(handle);
    AccountLogStore.Heads heads =
        log.reserve(pipeline, moved.stream().map(MemberId::account).toList());
    pipeline.run();
    Map<MemberId, MemberState> states =
        store.states(handle, wanted.keySet()).stream()
            .collect(Collectors.toMap(MemberState::member, state -> state));
    Map<MemberId, Long> positions = new LinkedHashMap<>();
    List<AccountLogStore.Entry> appended = new ArrayList<>();
    List<MarkStore.Mark> read = new ArrayList<>();
    for (MemberId member : moved) {
      MemberState state = states.get(member);
      long seq = state == null ? 0 : state.read();
      positions.put(member, heads.next(member.account()));
      appended.add(
          new AccountLogStore.Entry(
              member.account(), AccountLogStore.Kind.READ, member.conversation(), seq));
      read.add(new MarkStore.Mark(member, seq));
    }
    log.appendReserved(pipeline, appended, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    pipeline.run();
    return new Written(states, positions, receipts.of(handle, read, Receipts.Kind.READ));
  }

  private static void answer(Reading reading, Written written) {
    MemberState state = written.states.get(reading.member);
    if (state == null) {
      reading.connection.refuse(
          reading.command, Refusal.of(ErrorCode.NOT_FOUND, "There is no such conversation."));
    } else {
      reading.connection.ok(reading.command, state::writeRead);
    }
  }
}
