package org.hearhear.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceCheckTest {
  private final SequenceCheck check = new SequenceCheck();

  @Test
  void whatComesOnceAndInOrderIsFine() {
    receive(0, 1, 2);

    assertThat(check.lost(3)).isZero();
    assertThat(check.doubled()).isZero();
    assertThat(check.outOfOrder()).isZero();
  }

  @Test
  void whatIsSkippedIsLost() {
    receive(0, 3);

    assertThat(check.lost(4)).isEqualTo(2);
  }

  @Test
  void whatIsMissingAtTheEndIsLost() {
    receive(0);

    assertThat(check.lost(3)).isEqualTo(2);
  }

  @Test
  void whatComesLateIsOutOfOrderAndNotLost() {
    receive(0, 2, 1);

    assertThat(check.outOfOrder()).isEqualTo(1);
    assertThat(check.lost(3)).isZero();
    assertThat(check.doubled()).isZero();
  }

  @Test
  void whatComesAgainIsDoubled() {
    receive(0, 1);

    assertThat(check.received(1)).isFalse();

    assertThat(check.doubled()).isEqualTo(1);
    assertThat(check.outOfOrder()).isZero();
  }

  private void receive(long... numbers) {
    for (long number : numbers) {
      assertThat(check.received(number)).isTrue();
    }
  }
}
