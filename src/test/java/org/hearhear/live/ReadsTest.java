package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reads run on threads of their own: those of one connection in order, one at a time. */
class ReadsTest {
  private static final Duration WAITED_FOR_TOO_LONG = Duration.ofMillis(126);
  private static final AccountId ADA = new AccountId(1);

  private final TestNode node =
      new TestNode(Map.of("hearhear.readers", "4", "hearhear.readers.queue", "10"));

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void readsOfOneConnectionKeepTheirOrder() {
    List<Long> order = new CopyOnWriteArrayList<>();
    Peer peer =
        node.connect(
                ADA,
                (connection, command) ->
                    connection.read(
                        command,
                        () -> {
                          order.add(command.ref());
                          connection.ok(command, generator -> {});
                        }))
            .greeted();

    for (int ref = 1; ref <= 50; ref++) {
      peer.say("{\"type\":\"read\",\"ref\":" + ref + "}");
    }

    for (int ref = 1; ref <= 50; ref++) {
      assertThat(peer.next().getInt("ref")).isEqualTo(ref);
    }
    assertThat(order).isSorted().hasSize(50);
  }

  @Test
  void slowReadHoldsUpItsOwnConnectionOnly() {
    CountDownLatch done = new CountDownLatch(1);
    Peer slow = node.connect(ADA, (connection, command) -> read(connection, command, done));
    Peer quick =
        node.connect(
            ADA, (connection, command) -> read(connection, command, new CountDownLatch(0)));
    slow.greeted();
    quick.greeted();

    slow.say("[{\"type\":\"read\",\"ref\":1},{\"type\":\"read\",\"ref\":2}]");
    quick.say("{\"type\":\"read\",\"ref\":3}");

    assertThat(quick.next().getInt("ref")).isEqualTo(3);
    assertThat(slow.hasReadEverything()).isTrue();
    done.countDown();
    assertThat(slow.next().getInt("ref")).isEqualTo(1);
    assertThat(slow.next().getInt("ref")).isEqualTo(2);
  }

  @Test
  void refusedReadIsAnsweredWithTheRefusal() {
    Peer peer =
        node.connect(
                ADA,
                (connection, command) ->
                    connection.read(
                        command,
                        () -> {
                          throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such thing.");
                        }))
            .greeted();

    peer.say("{\"type\":\"read\",\"ref\":1}");

    JsonObject error = peer.next();
    assertThat(error.getString("code")).isEqualTo("not_found");
    assertThat(error).doesNotContainKey("retryAfter");
  }

  @Test
  void failedReadIsAnsweredAsUnavailableAndTheNextOneRuns() {
    Peer peer =
        node.connect(
                ADA,
                (connection, command) ->
                    connection.read(
                        command,
                        () -> {
                          if (command.ref() == 1) {
                            throw new IllegalStateException("made for the test");
                          }
                          connection.ok(command, generator -> {});
                        }))
            .greeted();

    peer.say("[{\"type\":\"read\",\"ref\":1},{\"type\":\"read\",\"ref\":2}]");

    JsonObject error = peer.next();
    assertThat(error.getString("code")).isEqualTo("unavailable");
    assertThat(error.getInt("retryAfter")).isPositive();
    assertThat(peer.next().getString("type")).isEqualTo("ok");
  }

  @Test
  void readBeyondTheQueueIsRefusedAndTheConnectionGoesOn() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(4);
    CountDownLatch done = new CountDownLatch(1);
    Feature slow =
        (connection, command) ->
            connection.read(
                command,
                () -> {
                  running.countDown();
                  await(done);
                  connection.ok(command, generator -> {});
                });
    for (int i = 0; i < 4; i++) {
      node.connect(ADA, slow).greeted().say("{\"type\":\"read\",\"ref\":1}");
    }
    running.await(); // The four readers are busy; now their queue is filled.
    for (int i = 0; i < 10; i++) {
      node.connect(ADA, slow).greeted().say("{\"type\":\"read\",\"ref\":1}");
    }
    Peer late = node.connect(ADA, slow).greeted();

    late.say("{\"type\":\"read\",\"ref\":1}");

    JsonObject error = late.next();
    assertThat(error.getString("code")).isEqualTo("unavailable");
    assertThat(error.getInt("retryAfter")).isPositive();
    done.countDown();
    node.connect(ADA, slow).greeted().say("{\"type\":\"read\",\"ref\":1}");
    late.say("{\"type\":\"read\",\"ref\":2}");
    assertThat(late.next().getInt("ref")).isEqualTo(2);
  }

  /** Behind a database that is away, those who wait must not wait for each other as well. */
  @Test
  void readThatHasWaitedForTooLongIsRefused() {
    try (TestNode impatient =
        new TestNode(Map.of("hearhear.readers", "1", "hearhear.database.wait", "250"))) {
      CountDownLatch bothWait = new CountDownLatch(1);
      Feature slow =
          (connection, command) ->
              connection.read(
                  command,
                  () -> {
                    await(bothWait);
                    letPass(WAITED_FOR_TOO_LONG);
                    connection.ok(command, generator -> {});
                  });
      Peer first = impatient.connect(ADA, slow).greeted();
      Peer second = impatient.connect(ADA, slow).greeted();
      first.say("{\"type\":\"read\",\"ref\":1}");
      second.say("{\"type\":\"read\",\"ref\":2}");

      bothWait.countDown();

      assertThat(first.next().getString("type")).isEqualTo("ok");
      JsonObject error = second.next();
      assertThat(error.getString("code")).isEqualTo("unavailable");
      assertThat(error.getInt("retryAfter")).isPositive();
    }
  }

  private static void letPass(Duration time) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < time.toNanos()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void nothingIsReadBeforeTheStart() {
    Reads reads = new Reads(Settings.of(Map.of()), TestNode.THREADS);

    assertThatThrownBy(() -> reads.execute(() -> {}))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  private static void read(Connection connection, Command command, CountDownLatch done) {
    connection.read(
        command,
        () -> {
          await(done);
          connection.ok(command, generator -> {});
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
