package org.hearhear.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearhear.it.fault.Histories.ADA;
import static org.hearhear.it.fault.Histories.BEN;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each kind of lie is found in a history that has it, and none in one that has none. */
class MessageChecksTest {
  private final Histories history = new Histories();

  @Test
  void truthIsNotCalledALie() {
    history
        .welcomed(ADA, 0, false)
        .welcomed(BEN, 0, false)
        .asked(ADA, 1)
        .began(BEN)
        .told(BEN, 2, 1)
        .asked(ADA, 1)
        .answered(ADA, 1, 1)
        .received(
            ADA, Map.of("type", "receipt", "conversation", "1", "account", BEN, "delivered", 1))
        .welcomed(BEN, 2, true)
        .sent(ADA, 2)
        .told(BEN, 3, 2);

    assertThat(lies(Histories.stored(3, 1, 2))).isEmpty();
  }

  @Test
  void acknowledgedMessageThatIsNotThereIsLost() {
    history.welcomed(ADA, 0, false).sent(ADA, 1).sent(ADA, 2);

    assertThat(lies(Histories.stored(2, 1))).singleElement().asString().startsWith("lost");
  }

  @Test
  void messageStoredTwiceIsDoubled() {
    history.welcomed(ADA, 0, false).sent(ADA, 1);

    assertThat(lies(Histories.stored(3, 1, 1))).anyMatch(lie -> lie.startsWith("doubled"));
  }

  @Test
  void missingSeqIsAGap() {
    history.welcomed(ADA, 0, false).sent(ADA, 1);
    Messages messages = new Messages();
    messages.message("1", Histories.message(1, 1));
    messages.message("1", Histories.message(3, 3));

    assertThat(lies(List.of(new StoredMessages(ADA, 3, messages))))
        .anyMatch(lie -> lie.startsWith("a gap in what is stored"));
  }

  @Test
  void messageWithAnotherSeqThanItsOkIsFound() {
    history.welcomed(ADA, 0, false).asked(ADA, 1).asked(ADA, 2);
    history.answered(ADA, 1, 2).answered(ADA, 2, 1);

    assertThat(lies(Histories.stored(3, 1, 2)))
        .hasSize(2)
        .allMatch(lie -> lie.startsWith("acknowledged as another one"));
  }

  @Test
  void messageSentAfterTheOkOfAnotherAndStoredBeforeItIsOutOfOrder() {
    history.welcomed(ADA, 0, false).asked(ADA, 1).answered(ADA, 1, 2);
    history.asked(ADA, 2).answered(ADA, 2, 1);

    assertThat(lies(Histories.stored(3, 2, 1)))
        .singleElement()
        .asString()
        .startsWith("out of order");
  }

  @Test
  void messageThatNobodySentIsFound() {
    history.welcomed(ADA, 0, false);

    assertThat(lies(Histories.stored(2, 1)))
        .singleElement()
        .asString()
        .startsWith("nobody sent it");
  }

  @Test
  void messageOfAnotherSenderIsFound() {
    history.welcomed(BEN, 0, false).sent(BEN, 1);

    assertThat(lies(Histories.stored(2, 1)))
        .singleElement()
        .asString()
        .startsWith("not as it was sent");
  }

  @Test
  void finalRefusalAndMissingAnswerAreFound() {
    history.welcomed(ADA, 0, false).asked(ADA, 1).refused(ADA, 1);

    assertThat(lies(Histories.stored(1)))
        .hasSize(2)
        .anyMatch(lie -> lie.startsWith("refused"))
        .anyMatch(lie -> lie.startsWith("never answered"));
  }

  @Test
  void skippedPositionIsAGap() {
    history.welcomed(ADA, 0, false).sent(ADA, 1).welcomed(BEN, 0, false).told(BEN, 2, 1);

    assertThat(lies(Histories.stored(2, 1)))
        .singleElement()
        .asString()
        .startsWith("a gap in positions");
  }

  @Test
  void positionThatComesAgainIsFound() {
    history.welcomed(ADA, 0, false).sent(ADA, 1).welcomed(BEN, 0, false);
    history.began(BEN).told(BEN, 2, 1).told(BEN, 2, 1);

    assertThat(lies(Histories.stored(2, 1)))
        .singleElement()
        .asString()
        .startsWith("a position again");
  }

  @Test
  void resumeFromElsewhereIsFound() {
    history.welcomed(ADA, 0, false).sent(ADA, 1).welcomed(BEN, 0, false).began(BEN);
    history.welcomed(BEN, 2, true);

    assertThat(lies(Histories.stored(2, 1)))
        .singleElement()
        .asString()
        .startsWith("resumed from elsewhere");
  }

  @Test
  void onePositionForTwoEventsIsFound() {
    history.welcomed(ADA, 0, false).sent(ADA, 1).sent(ADA, 2).welcomed(BEN, 1, false);
    history.told(BEN, 2, 1).welcomed(BEN, 1, false).told(BEN, 2, 2);

    assertThat(lies(Histories.stored(3, 1, 2)))
        .anyMatch(lie -> lie.startsWith("one position, two"));
  }

  @Test
  void eventsOutOfOrderOfTheirSeqAreFound() {
    history.welcomed(ADA, 0, false).sent(ADA, 1).sent(ADA, 2).welcomed(BEN, 1, false);
    history.told(BEN, 2, 2).told(BEN, 3, 1);

    assertThat(lies(Histories.stored(3, 1, 2)))
        .singleElement()
        .asString()
        .startsWith("a log out of order");
  }

  @Test
  void eventOfWhatIsNotStoredIsFound() {
    history.welcomed(ADA, 0, false).sent(ADA, 1).welcomed(BEN, 1, false);
    history.told(BEN, 2, 1).told(BEN, 3, 2);

    assertThat(lies(Histories.stored(2, 1)))
        .singleElement()
        .asString()
        .startsWith("an event of what is not stored");
  }

  @Test
  void logThatMissesAnEntryIsFound() {
    history.welcomed(ADA, 0, false).sent(ADA, 1);

    assertThat(lies(Histories.stored(1, 1)))
        .hasSize(2)
        .allMatch(lie -> lie.startsWith("a log of another length"));
  }

  @Test
  void receiptBeforeTheMessageHasArrivedIsFound() {
    history.welcomed(ADA, 0, false).welcomed(BEN, 0, false).sent(ADA, 1);
    history.received(
        ADA, Map.of("type", "receipt", "conversation", "1", "account", BEN, "delivered", 1));
    history.began(BEN).told(BEN, 2, 1);

    assertThat(lies(Histories.stored(2, 1)))
        .singleElement()
        .asString()
        .startsWith("not delivered yet");
  }

  @Test
  void staleStateIsAnotherText() {
    Messages stale = new Messages();
    Messages fresh = new Messages();
    stale.conversation("1", JsonObject.EMPTY_JSON_OBJECT);
    fresh.conversation("1", JsonObject.EMPTY_JSON_OBJECT);
    stale.message("1", Histories.message(1, 1));
    fresh.message("1", Histories.message(1, 1));
    assertThat(stale.json()).isEqualTo(fresh.json());

    fresh.message("1", Histories.message(2, 2));

    assertThat(stale.json()).isNotEqualTo(fresh.json());
  }

  private List<String> lies(List<StoredMessages> stored) {
    return MessageChecks.find(history.entries(), stored).all();
  }
}
