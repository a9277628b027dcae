package org.hearhear.load.dm;

import static org.assertj.core.api.Assertions.assertThat;

import org.hearhear.load.client.Received;
import org.junit.jupiter.api.Test;

class OpenMessagesTest {
  private final OpenMessages open = new OpenMessages(1);

  @Test
  void messageIsOpenUntilItIsAcknowledgedAndDelivered() {
    long number = open.add(5);

    assertThat(open.acknowledged(number)).isEqualTo(5);
    assertThat(open.count()).isEqualTo(1);
    assertThat(open.delivered(number)).isEqualTo(5);
    assertThat(open.count()).isZero();
  }

  @Test
  void secondReplyIsNotTakenForAnother() {
    long number = open.add(5);
    open.acknowledged(number);

    assertThat(open.acknowledged(number)).isEqualTo(Received.ABSENT);
  }

  @Test
  void oneThatStaysOpenHoldsBackWhatIsFarBehindIt() {
    open.add(0);
    while (open.hasPlace()) {
      long number = open.add(0);
      open.acknowledged(number);
      open.delivered(number);
    }

    assertThat(open.count()).isEqualTo(1);
    open.acknowledged(0);
    open.delivered(0);
    assertThat(open.hasPlace()).isTrue();
  }
}
