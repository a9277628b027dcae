package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.CloseCode;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection: what comes in is answered once, what goes out is framed, and its end is told. */
class ConnectionTest {
  private static final AccountId ADA = new AccountId(1);
  private static final Feature ANSWERS =
      (connection, command) -> connection.ok(command, generator -> {});

  /** The smallest limits that the settings allow, where a test runs into them. */
  private final TestNode node =
      new TestNode(Map.of("hearhear.limit.refusals", "10", "hearhear.outbox.events", "50"));

  @AfterEach
  void stop() {
    node.close();
  }

  // In.

  @Test
  void commandsAreHandledInTheOrderOfTheFrame() {
    Peer peer = node.connect(ADA, ANSWERS).greeted();

    peer.say("[{\"type\":\"a\",\"ref\":3},{\"type\":\"a\",\"ref\":1},{\"type\":\"a\",\"ref\":2}]");

    assertThat(List.of(peer.next(), peer.next(), peer.next()))
        .extracting(reply -> reply.getInt("ref"))
        .containsExactly(3, 1, 2);
  }

  @Test
  void frameMayComeInParts() {
    Peer peer = node.connect(ADA, ANSWERS).greeted();

    peer.connection().receive("{\"type\":", false);
    peer.connection().receive("\"a\",\"ref\":1}", true);

    assertThat(peer.next().getInt("ref")).isEqualTo(1);
  }

  @Test
  void commandBeforeHelloIsRefusedAndTheConnectionStays() {
    Peer peer = node.connect(ADA, ANSWERS);

    peer.say("{\"type\":\"a\",\"ref\":1}");

    JsonObject error = peer.next();
    assertThat(error.getString("code")).isEqualTo("bad_request");
    assertThat(error.getInt("ref")).isEqualTo(1);
    peer.greeted();
  }

  @Test
  void secondHelloIsRefused() {
    Peer peer = node.connect(ADA, ANSWERS).greeted();

    peer.say("{\"type\":\"hello\",\"ref\":1}");

    assertThat(peer.next().getString("code")).isEqualTo("bad_request");
  }

  @Test
  void refusedHelloMayBeSaidAgain() {
    List<Command> hellos = new ArrayList<>();
    Feature refusesFirst =
        (connection, command) -> {
          hellos.add(command);
          if (hellos.size() == 1) {
            throw Refusal.retry(ErrorCode.UNAVAILABLE, "Not now.", Duration.ofSeconds(1));
          }
          connection.welcome(Payload.of("welcome", generator -> {}));
        };
    Peer peer = node.ungreeted(ADA, refusesFirst);

    peer.say("{\"type\":\"hello\",\"ref\":1}");

    assertThat(peer.next().getString("code")).isEqualTo("unavailable");
    peer.greeted();
  }

  @Test
  void commandWithoutRefIsRefused() {
    Peer peer = node.connect(ADA, ANSWERS).greeted();

    peer.say("{\"type\":\"a\"}");

    JsonObject error = peer.next();
    assertThat(error.getString("code")).isEqualTo("bad_request");
    assertThat(error.get("ref")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void pongIsNotAnswered() {
    Peer peer = node.connect(ADA, ANSWERS).greeted();

    peer.say("[{\"type\":\"pong\"},{\"type\":\"a\",\"ref\":1}]");

    assertThat(peer.next().getInt("ref")).isEqualTo(1);
  }

  @Test
  void refusalOfTheFeatureIsTheAnswer() {
    Peer peer =
        node.connect(
                ADA,
                (connection, command) -> {
                  throw Refusal.retry(ErrorCode.UNAVAILABLE, "Not now.", Duration.ofMillis(1_500));
                })
            .greeted();

    peer.say("{\"type\":\"a\",\"ref\":1}");

    assertThat(peer.next().toString())
        .isEqualTo(
            "{\"type\":\"error\",\"ref\":1,\"code\":\"unavailable\",\"message\":\"Not now.\","
                + "\"retryAfter\":1500}");
  }

  @Test
  void malformedFrameIsAnsweredWithoutRef() {
    Peer peer = node.connect(ADA, ANSWERS).greeted();

    peer.say("{\"type\":");

    JsonObject error = peer.next();
    assertThat(error.getString("code")).isEqualTo("bad_request");
    assertThat(error.get("ref")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void nothingOfAMalformedFrameTakesEffect() {
    List<Command> handled = new CopyOnWriteArrayList<>();
    Peer peer = node.connect(ADA, (connection, command) -> handled.add(command)).greeted();

    peer.say("[{\"type\":\"a\",\"ref\":1},17]");

    assertThat(peer.next().getString("type")).isEqualTo("error");
    assertThat(handled).isEmpty();
  }

  @Test
  void tenMalformedFramesEndTheConnection() {
    Peer peer = node.connect(ADA, ANSWERS).greeted();
    for (int i = 0; i < 9; i++) {
      peer.say("?");
      assertThat(peer.next().getString("type")).isEqualTo("error");
    }

    peer.say("?");

    assertThat(bye(peer)).isEqualTo(4500);
    assertThat(peer.session().closeCode()).isEqualTo(4500);
  }

  @Test
  void frameThatIsTooBigEndsTheConnection() {
    Peer peer = node.connect(ADA, ANSWERS).greeted();
    String part = " ".repeat(65_536);

    peer.connection().receive(part, false);
    peer.connection().receive(part, false);
    peer.connection().receive(" ", false);

    assertThat(bye(peer)).isEqualTo(1009);
    assertThat(peer.session().closeCode()).isEqualTo(1009);
  }

  @Test
  void commandsInFlightAreLimited() {
    Peer peer = node.connect(ADA, (connection, command) -> {}).greeted();
    for (int ref = 1; ref <= 64; ref++) {
      peer.say("{\"type\":\"a\",\"ref\":" + ref + "}");
    }
    assertThat(peer.hasReadEverything()).isTrue();

    peer.say("{\"type\":\"a\",\"ref\":65}");

    JsonObject error = peer.next();
    assertThat(error.getInt("ref")).isEqualTo(65);
    assertThat(error.getString("code")).isEqualTo("rate_limited");
    assertThat(error.getInt("retryAfter")).isPositive();
  }

  @Test
  void everyAnswerMakesRoomForACommand() {
    Peer peer =
        node.connect(
                ADA,
                (connection, command) -> {
                  if (command.ref() % 2 == 0) {
                    throw Refusal.badRequest("An even ref.");
                  }
                  connection.ok(command, generator -> {});
                })
            .greeted();

    for (int ref = 1; ref <= 200; ref++) {
      peer.say("{\"type\":\"a\",\"ref\":" + ref + "}");
      assertThat(peer.next().getString("code", "")).isNotEqualTo("rate_limited");
    }
  }

  @Test
  void nothingButRateLimitsInARowIsAFlood() {
    Peer peer = node.connect(ADA, ConnectionTest::tooFast).greeted();
    for (int ref = 1; ref < 10; ref++) {
      peer.say("{\"type\":\"a\",\"ref\":" + ref + "}");
      assertThat(peer.next().getString("code")).isEqualTo("rate_limited");
    }

    peer.say("{\"type\":\"a\",\"ref\":10}");

    assertThat(bye(peer)).isEqualTo(4029);
    assertThat(peer.session().closeCode()).isEqualTo(4029);
  }

  @Test
  void successEndsTheRowOfRateLimits() {
    Peer peer =
        node.connect(
                ADA,
                (connection, command) -> {
                  if (command.ref() % 9 != 0) {
                    tooFast(connection, command);
                  }
                  connection.ok(command, generator -> {});
                })
            .greeted();

    for (int ref = 1; ref <= 100; ref++) {
      peer.say("{\"type\":\"a\",\"ref\":" + ref + "}");
      assertThat(peer.next().getString("type")).isNotEqualTo("bye");
    }
  }

  // Out.

  @Test
  void eventsWaitForTheWelcome() {
    Peer peer = node.connect(ADA);
    peer.connection().event(event("early"));

    peer.say("{\"type\":\"hello\",\"ref\":0}");

    assertThat(Peer.objects(peer.session().takeSend()))
        .extracting(object -> object.getString("type"))
        .containsExactly("welcome", "early");
  }

  @Test
  void oneSendIsInFlightAndEverythingPendingGoesInOneFrame() {
    Peer peer = node.connect(ADA).greeted();
    peer.session().stall();
    peer.connection().event(event("a"));
    FakeSession.Send first = peer.session().takeSend();
    for (String type : List.of("b", "c", "d", "e")) {
      peer.connection().event(event(type));
    }
    node.awaitFlusher();
    assertThat(peer.session().hasSends()).isFalse();

    first.succeed();

    FakeSession.Send second = peer.session().takeSend();
    assertThat(types(first)).containsExactly("a");
    assertThat(types(second)).containsExactly("b", "c", "d", "e");
    assertThat(peer.session().hasSends()).isFalse();
  }

  @Test
  void slowPeerDoesNotHoldUpOthers() {
    Peer slow = node.connect(ADA).greeted();
    Peer quick = node.connect(ADA).greeted();
    slow.session().stall();

    for (int i = 0; i < 20; i++) {
      slow.connection().event(event("a"));
      quick.connection().event(event("a"));
    }

    assertThat(quick.events()).hasSize(20);
  }

  @Test
  void onlyTheNewestStateIsSent() {
    Peer peer = node.connect(ADA).greeted();
    peer.session().stall();
    peer.connection().event(event("a"));
    FakeSession.Send first = peer.session().takeSend();

    peer.connection().states(List.of(new State("item", event("old"))));
    peer.connection().states(List.of(new State("item", event("new"))));
    first.succeed();

    assertThat(types(peer.session().takeSend())).containsExactly("new");
  }

  @Test
  void fullOutboxClosesAsTooSlow() {
    Peer peer = node.connect(ADA).greeted();
    peer.session().stall();
    peer.connection().event(event("a"));
    FakeSession.Send first = peer.session().takeSend();

    for (int i = 0; i < 51; i++) {
      peer.connection().event(event("b"));
    }
    first.succeed();

    FakeSession.Send goodbye = peer.session().takeSend();
    assertThat(types(goodbye)).containsExactly("bye");
    goodbye.succeed();
    assertThat(peer.session().closeCode()).isEqualTo(4008);
  }

  @Test
  void peerThatTakesNothingIsSentNoMoreThanTheWindowThoughTheServerTakesAll() {
    try (TestNode narrow = new TestNode(Map.of("hearhear.window.bytes", "65536"))) {
      Peer peer = narrow.connect(ADA).greeted();
      for (int i = 0; i < 10; i++) {
        peer.connection().event(event("x".repeat(20_000)));
        narrow.awaitFlusher();
      }
      int sent = 0;
      while (peer.session().hasSends()) {
        peer.session().takeSend();
        sent++;
      }
      assertThat(sent).isEqualTo(4);
      assertThat(peer.connection().overdue(in(21))).isEqualTo(CloseCode.TOO_SLOW);

      peer.connection().pong(ByteBuffer.allocate(Long.BYTES)); // Nobody has asked for this one.
      narrow.awaitFlusher();
      assertThat(peer.session().hasSends()).isFalse();

      peer.connection().pong(peer.session().takePing());
      assertThat(peer.nextFrame()).hasSize(1);
      assertThat(peer.connection().overdue(in(11))).isNull();
    }
  }

  @Test
  void failedSendEndsTheSessionWithoutWaiting() {
    Peer peer = node.connect(ADA).greeted();
    peer.session().stall();
    peer.connection().event(event("a"));

    peer.session().takeSend().fail();

    assertThat(peer.session().closeCode()).isEqualTo(4008);
    assertThat(peer.session().maxIdleTimeout()).isPositive().isLessThan(5_000);
  }

  @Test
  void sessionThatIsClosedUnderASendIsEnded() {
    Peer peer = node.connect(ADA).greeted();
    peer.session().disappear();

    peer.connection().event(event("a"));

    assertThat(peer.session().closeCode()).isEqualTo(4008);
  }

  // The end.

  @Test
  void goodbyeIsSaidBeforeTheClose() {
    Peer peer = node.connect(ADA).greeted();
    peer.session().stall();

    peer.connection().close(CloseCode.RESTART);

    FakeSession.Send goodbye = peer.session().takeSend();
    JsonObject bye = Peer.objects(goodbye).get(0);
    assertThat(bye.getInt("code")).isEqualTo(4000);
    assertThat(bye.getInt("reconnectAfter")).isBetween(0, 5_000);
    node.awaitFlusher();
    assertThat(peer.session().isClosed()).isFalse();
    goodbye.succeed();
    assertThat(peer.session().closeCode()).isEqualTo(4000);
  }

  @Test
  void goodbyeIsNeverOvertakenByTheClose() {
    for (int round = 0; round < 3_000; round++) {
      Peer peer = node.unknown(ADA, new LoginId(1), ANSWERS).greeted();
      peer.connection().event(event("a"));
      for (int spin = round % 300; spin > 0; spin--) {
        Thread.onSpinWait(); // So that the close meets the flusher at every point of its way.
      }

      peer.connection().close(CloseCode.RESTART);
      peer.session().closeCode();

      JsonObject last = peer.next();
      while (!peer.hasReadEverything()) {
        last = peer.next();
      }
      assertThat(last.getString("type")).as("round %s", round).isEqualTo("bye");
    }
  }

  @Test
  void clientsThatAreSentAwayTogetherComeBackAtTimesOfTheirOwn() {
    Set<Integer> times = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      Peer peer = node.connect(ADA).greeted();
      peer.connection().close(CloseCode.TOO_SLOW);
      times.add(peer.next().getInt("reconnectAfter"));
    }

    assertThat(times).hasSizeGreaterThan(10);
  }

  @Test
  void whoDepartsGetsWhatWaitsBeforeTheGoodbye() {
    Peer peer = node.connect(ADA).greeted();
    peer.session().stall();
    peer.connection().event(event("a"));
    FakeSession.Send first = peer.session().takeSend();
    peer.connection().states(List.of(new State("item", event("tally"))));
    peer.connection().event(event("b"));

    peer.connection().depart(CloseCode.DRAIN, Duration.ofSeconds(5));
    peer.connection().event(event("late"));
    first.succeed();

    FakeSession.Send last = peer.session().takeSend();
    assertThat(types(last)).containsExactly("b", "tally", "bye");
    last.succeed();
    assertThat(peer.session().closeCode()).isEqualTo(4100);
  }

  @Test
  void whatIsToBeDoneWhenDrainedIsDoneOnceAndNotBefore() {
    AtomicInteger done = new AtomicInteger();
    Peer peer = node.connect(ADA).greeted();
    peer.session().stall();
    peer.connection().event(event("a"));
    FakeSession.Send first = peer.session().takeSend();
    peer.connection().event(event("b"));

    peer.connection().whenDrained(done::incrementAndGet);
    first.succeed();
    FakeSession.Send second = peer.session().takeSend();
    assertThat(done).hasValue(0);
    second.succeed();
    node.awaitFlusher();
    peer.connection().event(event("c"));
    peer.session().takeSend().succeed();
    node.awaitFlusher();

    assertThat(done).hasValue(1);
  }

  @Test
  void firstCloseDecidesTheCode() {
    Peer peer = node.connect(ADA).greeted();

    peer.connection().close(CloseCode.SIGNED_OUT);
    peer.connection().close(CloseCode.RESTART);

    assertThat(bye(peer)).isEqualTo(4501);
    assertThat(peer.session().closeCode()).isEqualTo(4501);
    node.awaitFlusher();
    assertThat(peer.hasReadEverything()).isTrue();
  }

  @Test
  void nothingIsHandledOrSentAfterTheGoodbye() {
    List<Command> handled = new CopyOnWriteArrayList<>();
    Peer peer = node.connect(ADA, (connection, command) -> handled.add(command)).greeted();
    peer.connection().close(CloseCode.RESTART);
    assertThat(bye(peer)).isEqualTo(4000);

    peer.say("{\"type\":\"a\",\"ref\":1}");
    peer.connection().event(event("late"));
    node.awaitFlusher();

    assertThat(handled).isEmpty();
    assertThat(peer.hasReadEverything()).isTrue();
  }

  @Test
  void commandsBehindTheOneThatClosesAreNotHandled() {
    List<Long> handled = new CopyOnWriteArrayList<>();
    Peer peer =
        node.connect(
                ADA,
                (connection, command) -> {
                  handled.add(command.ref());
                  connection.close(CloseCode.FORBIDDEN);
                })
            .greeted();

    peer.say("[{\"type\":\"a\",\"ref\":1},{\"type\":\"a\",\"ref\":2}]");

    assertThat(handled).containsExactly(1L);
  }

  // The watchdog's questions.

  @Test
  void sendThatIsNotTakenInTimeIsOverdue() {
    Peer peer = node.connect(ADA).greeted();
    peer.session().stall();
    peer.connection().event(event("a"));
    peer.session().takeSend();

    assertThat(peer.connection().overdue(in(19))).isNull();
    assertThat(peer.connection().overdue(in(21))).isEqualTo(CloseCode.TOO_SLOW);
  }

  @Test
  void sendThatWasTakenIsNotOverdue() {
    Peer peer = node.connect(ADA).greeted();
    peer.connection().event(event("a"));
    peer.next();
    node.awaitFlusher();

    assertThat(peer.connection().overdue(in(59))).isNull();
  }

  @Test
  void silentPeerIsOverdue() {
    Peer peer = node.connect(ADA).greeted();
    node.awaitFlusher();

    assertThat(peer.connection().overdue(in(59))).isNull();
    assertThat(peer.connection().overdue(in(61))).isEqualTo(CloseCode.TOO_SLOW);
  }

  @Test
  void whoNeverSaysHelloIsOverdue() {
    Peer peer = node.connect(ADA);

    assertThat(peer.connection().overdue(in(9))).isNull();
    assertThat(peer.connection().overdue(in(11))).isEqualTo(CloseCode.TOO_SLOW);
  }

  @Test
  void whoWaitsForAWelcomeForTooLongComesBack() {
    Peer peer = node.ungreeted(ADA, (connection, command) -> {});
    peer.say("{\"type\":\"hello\",\"ref\":1}");

    assertThat(peer.connection().overdue(in(11))).isEqualTo(CloseCode.TOO_SLOW);
  }

  @Test
  void goodbyeThatNobodyTakesIsStuckAndIsEvictedWithItsCode() {
    Peer peer = node.connect(ADA).greeted();
    peer.session().stall();
    assertThat(peer.connection().isStuckClosing(in(100))).isFalse();

    peer.connection().close(CloseCode.SIGNED_OUT);

    assertThat(peer.connection().isStuckClosing(in(0))).isFalse();
    assertThat(peer.connection().isStuckClosing(in(1))).isTrue();
    peer.connection().evict();
    assertThat(peer.session().closeCode()).isEqualTo(4501);
  }

  private static void tooFast(Connection connection, Command command) {
    throw Refusal.retry(ErrorCode.RATE_LIMITED, "Too fast.", Duration.ofSeconds(1));
  }

  /** The code of the goodbye, which is the next thing that the peer hears, errors excepted. */
  private static int bye(Peer peer) {
    JsonObject next = peer.next();
    while (next.getString("type").equals("error")) {
      next = peer.next();
    }
    assertThat(next.getString("type")).isEqualTo("bye");
    return next.getInt("code");
  }

  private static long in(int seconds) {
    return System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
  }

  private static Payload event(String type) {
    return Payload.of(type, generator -> {});
  }

  private static List<String> types(FakeSession.Send send) {
    return Peer.objects(send).stream().map(object -> object.getString("type")).toList();
  }
}
