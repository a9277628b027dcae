package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What may be under way to a peer is bounded by what it says to have taken. */
class WindowTest {
  private final Window window = new Window(1_000);

  @Test
  void pingIsDueForEachHalf() {
    assertThat(window.ping(499)).isNull();
    assertThat(window.ping(500)).isNotNull();
    assertThat(window.ping(999)).isNull();
    assertThat(window.ping(1_200)).isNotNull();
  }

  @Test
  void pongMakesRoomForWhatWasSentBeforeItsPing() {
    ByteBuffer half = ping(600);
    assertThat(window.admits(999)).isTrue();
    assertThat(window.admits(1_000)).isFalse();

    assertThat(window.pong(half)).as("goes on").isTrue();
    assertThat(window.admits(1_599)).isTrue();
    assertThat(window.admits(1_600)).isFalse();
  }

  @Test
  void pongAnswersThePingsBeforeItToo() {
    ByteBuffer first = ping(600);
    ByteBuffer second = ping(1_100);
    assertThat(window.admits(1_100)).isFalse();

    assertThat(window.pong(second)).isTrue();
    assertThat(window.pong(first)).as("late").isFalse();
    assertThat(window.admits(2_099)).isTrue();
  }

  @Test
  void pongThatDoesNotMakeEnoughRoomLetsNobodyGoOn() {
    ByteBuffer half = ping(500);
    assertThat(window.admits(1_500)).isFalse();

    assertThat(window.pong(half)).isFalse();
    assertThat(window.admits(1_500)).isFalse();
  }

  @Test
  void nobodyGoesOnWhoDoesNotWait() {
    assertThat(window.pong(ping(500))).isFalse();
  }

  @Test
  void pongThatNobodyAskedForChangesNothing() {
    ping(1_000);
    assertThat(window.admits(1_000)).isFalse();

    assertThat(window.pong(ByteBuffer.allocate(Long.BYTES))).isFalse();
    assertThatCode(() -> window.pong(ByteBuffer.allocate(0))).doesNotThrowAnyException();
    assertThat(window.admits(1_000)).isFalse();
  }

  private ByteBuffer ping(long sent) {
    return Objects.requireNonNull(window.ping(sent));
  }
}
