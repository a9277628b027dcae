package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Connection;
import org.hearhear.live.TokenBuckets;
import org.hearhear.storage.Database;
import org.hearhear.wire.Command;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Refusal;

/**
 * Tells the other members of a conversation, in passing, that somebody types: nothing is stored,
 * and what does not fit is dropped. Whoever is invisible is not seen typing either. Safe for all
 * threads.
 */
@Singleton
public class Typing {
  private static final long FORGET_NANOS = Duration.ofSeconds(1).toNanos();

  private final Database database;
  private final TypingStore store;
  private final Broker broker;
  private final TokenBuckets<Hint> hints;

  /** When it was last forgotten who has not typed lately. */
  private final AtomicLong forgottenAt = new AtomicLong(System.nanoTime());

  /** What a client may say once a second. */
  private record Hint(String connection, ConversationId conversation, boolean on) {}

  @Inject
  public Typing(Settings settings, Database database, TypingStore store, Broker broker) {
    this.database = database;
    this.store = store;
    this.broker = broker;
    this.hints = new TokenBuckets<>(1, 1, settings.get(Settings.BUCKETS));
  }

  /** Answers in any case, and tells the others if they have not just been told. */
  void tell(Connection connection, Command command, DmCommand.Typing typing) {
    connection.read(
        command,
        () -> {
          List<TypingStore.Member> members =
              database.inTransaction(
                  handle -> store.members(handle, typing.conversation(), connection.account()));
          if (members.isEmpty()) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such conversation.");
          }
          if (isDue(new Hint(connection.id(), typing.conversation(), typing.on()))) {
            broker.publish(told(connection, typing, members));
          }
          connection.ok(command, generator -> {});
        });
  }

  private boolean isDue(Hint hint) {
    long now = System.nanoTime();
    long last = forgottenAt.get();
    if (now - last >= FORGET_NANOS && forgottenAt.compareAndSet(last, now)) {
      hints.forgetFull();
    }
    return hints.take(hint).isEmpty();
  }

  private static Publication told(
      Connection connection, DmCommand.Typing typing, List<TypingStore.Member> members) {
    List<Position> others =
        members.stream()
            .filter(member -> member.isTold() && !member.account().equals(connection.account()))
            .map(member -> new Position(Subject.account(member.account()), 0))
            .toList();
    Payload event =
        Payload.of(
            "typing",
            generator -> {
              generator
                  .write("conversation", typing.conversation().toString())
                  .write("account", connection.account().toString());
              if (!typing.on()) {
                generator.write("on", false);
              }
            });
    return new Publication(others, event);
  }
}
