package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.CloseCode;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private final TestConnections.Wired wired =
      new TestConnections.Wired(
          Settings.of(
              Map.of(
                  Settings.COMMANDS_IN_FLIGHT.name(), "2",
                  Settings.MALFORMED_FRAMES.name(), "3",
                  Settings.REFUSALS.name(), "10",
                  Settings.FRAME_IN_BYTES.name(), "4096")),
          new AccountId(1));
  private final Connection connection = wired.connection;
  private final FakeSession session = wired.session;

  @Test
  void oneSendIsInFlightAndTheNextFrameHoldsAllThatCameMeanwhile() {
    welcome();
    connection.event(event("a"));
    connection.flush();
    connection.event(event("b"));
    connection.event(event("c"));

    assertThat(session.sendsInFlight()).isEqualTo(1);
    session.finishSend();
    connection.flush();

    assertThat(session.frames().get(1)).isEqualTo("[{\"type\":\"a\"}]");
    assertThat(session.frames().get(2)).isEqualTo("[{\"type\":\"b\"},{\"type\":\"c\"}]");
  }

  @Test
  void commandsBeforeTheWelcomeAreRefused() {
    connection.receive("{\"type\":\"send\",\"ref\":1}", true);
    connection.flush();

    assertThat(session.frames().get(0)).contains("bad_request").contains("hello");
    assertThat(wired.handled).isEmpty();
  }

  @Test
  void secondHelloIsRefused() {
    connection.receive("[{\"type\":\"hello\"},{\"type\":\"hello\",\"ref\":2}]", true);
    connection.flush();

    assertThat(wired.handled).hasSize(1);
    assertThat(session.frames().get(0)).contains("\"ref\":2").contains("bad_request");
  }

  @Test
  void refusedHelloMayBeSaidAgain() {
    connection.receive("{\"type\":\"hello\"}", true);
    connection.refuse(wired.handled.get(0), unavailable());

    connection.receive("{\"type\":\"hello\"}", true);

    assertThat(wired.handled).hasSize(2);
  }

  @Test
  void partsOfAFrameArePutTogether() {
    welcome();

    connection.receive("{\"type\":\"se", false);
    connection.receive("nd\",\"ref\":", false);
    connection.receive("5}", true);

    assertThat(wired.handled).extracting(Command::ref).contains(5L);
  }

  @Test
  void frameThatIsTooBigInPartsCloses() {
    connection.receive("x".repeat(4_000), false);
    connection.receive("x".repeat(97), false);
    closeByFlushing();

    assertThat(session.closeCode()).isEqualTo(1009);
  }

  @Test
  void malformedFramesCloseAfterTheirLimit() {
    for (int i = 0; i < 3; i++) {
      connection.receive("not JSON", true);
    }
    closeByFlushing();

    assertThat(session.frames().get(0)).contains("\"type\":\"bye\",\"code\":4500");
    assertThat(session.closeCode()).isEqualTo(4500);
  }

  @Test
  void commandsBeyondThoseInFlightAreRefusedAndPassAgainAfterAReply() {
    welcome();
    connection.receive("[{\"type\":\"a\",\"ref\":1},{\"type\":\"b\",\"ref\":2}]", true);
    connection.receive("{\"type\":\"c\",\"ref\":3}", true);
    connection.flush();
    assertThat(session.frames().get(1)).contains("\"ref\":3").contains("rate_limited");

    connection.ok(wired.handled.get(1), generator -> {});
    connection.receive("{\"type\":\"d\",\"ref\":4}", true);

    assertThat(wired.handled).extracting(Command::ref).containsExactly(-1L, 1L, 2L, 4L);
  }

  @Test
  void whoeverGetsNothingButRefusalsIsAFlood() {
    welcome();
    for (int i = 0; i < 10; i++) {
      connection.receive("{\"type\":\"a\",\"ref\":1}", true);
      connection.refuse(wired.handled.get(wired.handled.size() - 1), tooFast());
    }
    closeByFlushing();

    assertThat(session.closeCode()).isEqualTo(CloseCode.FLOOD.code());
  }

  @Test
  void goodbyeIsTheLastThingSent() {
    welcome();
    connection.event(event("dropped"));

    connection.close(CloseCode.SIGNED_OUT, Duration.ZERO);
    connection.event(event("late"));
    closeByFlushing();

    assertThat(session.frames().get(1))
        .isEqualTo("[{\"type\":\"bye\",\"code\":4501,\"reconnectAfter\":0}]");
    assertThat(session.closeCode()).isEqualTo(4501);
  }

  @Test
  void sendThatStallsIsOverdueAndItsGoodbyeIsStuck() {
    welcome();
    connection.event(event("a"));
    connection.flush();
    long later = System.nanoTime() + Duration.ofSeconds(21).toNanos();

    assertThat(connection.overdue(System.nanoTime())).isNull();
    assertThat(connection.overdue(later)).isEqualTo(CloseCode.TOO_SLOW);
    connection.close(CloseCode.TOO_SLOW, Duration.ZERO);
    assertThat(connection.isStuckClosing(later)).isTrue();
    connection.evict();

    assertThat(session.idleTimeout()).isPositive();
    assertThat(session.closeCode()).isEqualTo(4008);
  }

  @Test
  void silenceIsOverdue() {
    welcome();

    long later = System.nanoTime() + Duration.ofSeconds(61).toNanos();

    assertThat(connection.overdue(later)).isEqualTo(CloseCode.TOO_SLOW);
  }

  @Test
  void whoeverDoesNotSayHelloBreaksTheProtocol() {
    long later = System.nanoTime() + Duration.ofSeconds(11).toNanos();

    assertThat(connection.overdue(later)).isEqualTo(CloseCode.PROTOCOL_ERROR);
  }

  @Test
  void whoeverSaidHelloToABusyServerMayComeBack() {
    connection.receive("{\"type\":\"hello\"}", true);

    long later = System.nanoTime() + Duration.ofSeconds(11).toNanos();

    assertThat(connection.overdue(later)).isEqualTo(CloseCode.TOO_SLOW);
  }

  @Test
  void outboxThatIsFullCloses() {
    welcome();
    for (int i = 0; i <= 1_000; i++) {
      connection.event(event("e"));
    }
    closeByFlushing();

    assertThat(session.closeCode()).isEqualTo(CloseCode.TOO_SLOW.code());
  }

  private void welcome() {
    connection.receive("{\"type\":\"hello\"}", true);
    connection.welcome(event("welcome"));
    connection.flush();
    session.finishSend();
    connection.flush();
  }

  /** Flushes the goodbye and, when it is sent, the close. */
  private void closeByFlushing() {
    connection.flush();
    session.finishSend();
    connection.flush();
  }

  private static Payload event(String type) {
    return Payload.of(type, generator -> {});
  }

  private static Refusal tooFast() {
    return Refusal.retry(ErrorCode.RATE_LIMITED, "too fast", Duration.ofSeconds(1));
  }

  private static Refusal unavailable() {
    return Refusal.retry(ErrorCode.UNAVAILABLE, "away", Duration.ofSeconds(1));
  }
}
