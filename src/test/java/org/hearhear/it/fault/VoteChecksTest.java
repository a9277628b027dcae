package org.hearhear.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearhear.it.fault.Histories.ADA;
import static org.hearhear.it.fault.Histories.BEN;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each kind of lie is found in a history that has it, and none in one that has none. */
class VoteChecksTest {
  private final Histories history = new Histories().welcomed(ADA, 0, false).welcomed(BEN, 0, false);

  @Test
  void truthIsNotCalledALie() {
    history.voted(ADA, 1, 1, 1, 2).voted(BEN, 2, 1, 2, 3).voted(BEN, 3, 1, 2, 3);
    history.askedVote(ADA, 1).answeredVote(ADA, 1, 1, 1, 2);
    history.received(BEN, Map.of("type", "tally", "item", "7", "up", 2, "down", 0, "rev", 3));
    history.received(BEN, Map.of("type", "mine", "item", "7", "value", 1, "rev", 3));
    history.received(ADA, Map.of("type", "mine", "item", "7", "value", 0, "rev", 1));

    assertThat(lies(Histories.votes(ADA, 2, 3, 1), Histories.votes(BEN, 2, 3, 1))).isEmpty();
  }

  @Test
  void countThatIsNotOfTheVotesIsFound() {
    history.voted(ADA, 1, 1, 1, 2).voted(BEN, 2, 1, 3, 3);

    assertThat(lies(Histories.votes(ADA, 2, 3, 1), Histories.votes(BEN, 2, 3, 1)))
        .singleElement()
        .asString()
        .startsWith("a wrong count:");
  }

  @Test
  void storedCountThatHasDriftedIsFound() {
    history.voted(ADA, 1, 1, 1, 2);

    assertThat(lies(Histories.votes(ADA, 2, 2, 1), Histories.votes(BEN, 2, 2, 0)))
        .anyMatch(lie -> lie.startsWith("a wrong count is stored"))
        .anyMatch(lie -> lie.startsWith("the count is not that of the stored votes"));
  }

  @Test
  void lostVoteIsFound() {
    history.voted(ADA, 1, 1, 1, 2);

    assertThat(lies(Histories.votes(ADA, 0, 1, 0), Histories.votes(BEN, 0, 1, 0)))
        .anyMatch(lie -> lie.startsWith("another vote is stored"));
  }

  @Test
  void revisionThatDoesNotGrowIsFound() {
    history.voted(ADA, 1, 1, 1, 2).voted(BEN, 2, 1, 2, 2);

    assertThat(lies(Histories.votes(ADA, 2, 2, 1), Histories.votes(BEN, 2, 2, 1)))
        .anyMatch(lie -> lie.startsWith("one revision, two tallies"))
        .anyMatch(lie -> lie.startsWith("a revision for not just one change"));
  }

  @Test
  void repeatThatWasDoneOnceMoreIsFound() {
    history.voted(ADA, 1, 1, 1, 2).voted(ADA, 2, 0, 0, 3);
    history.askedVote(ADA, 1).answeredVote(ADA, 1, 1, 1, 4);

    assertThat(lies(Histories.votes(ADA, 1, 4, 1), Histories.votes(BEN, 1, 4, 0)))
        .anyMatch(lie -> lie.startsWith("two answers to one vote"));
  }

  @Test
  void laterVoteWithALowerRevisionIsOutOfOrder() {
    history.voted(ADA, 1, 1, 1, 3).voted(BEN, 2, 0, 0, 1);

    assertThat(lies(Histories.votes(ADA, 1, 3, 1), Histories.votes(BEN, 1, 3, 0)))
        .singleElement()
        .asString()
        .startsWith("out of order");
  }

  @Test
  void tallyThatNobodyHasMadeIsFound() {
    history.voted(ADA, 1, 1, 1, 2);
    history.received(BEN, Map.of("type", "tally", "item", "7", "up", 5, "down", 0, "rev", 2));

    assertThat(lies(Histories.votes(ADA, 1, 2, 1), Histories.votes(BEN, 1, 2, 0)))
        .singleElement()
        .asString()
        .startsWith("one revision, two tallies");
  }

  @Test
  void tallyOfARevisionThatNobodyHasMadeIsFound() {
    history.voted(ADA, 1, 1, 1, 2);
    history.received(BEN, Map.of("type", "tally", "item", "7", "up", 1, "down", 0, "rev", 3));

    assertThat(lies(Histories.votes(ADA, 1, 2, 1), Histories.votes(BEN, 1, 2, 0)))
        .singleElement()
        .asString()
        .startsWith("a tally of a revision that nobody made");
  }

  @Test
  void negativeCountIsFound() {
    history.voted(ADA, 1, 1, 1, 2).voted(ADA, 2, 0, 0, 3);
    history.received(BEN, Map.of("type", "tally", "item", "7", "up", -1, "down", 0, "rev", 3));

    assertThat(lies(Histories.votes(ADA, 0, 3, 0), Histories.votes(BEN, 0, 3, 0)))
        .anyMatch(lie -> lie.startsWith("a negative count"));
  }

  @Test
  void ownVoteThatIsAnotherIsFound() {
    history.voted(ADA, 1, 1, 1, 2);
    history.received(ADA, Map.of("type", "mine", "item", "7", "value", 0, "rev", 2));

    assertThat(lies(Histories.votes(ADA, 1, 2, 1), Histories.votes(BEN, 1, 2, 0)))
        .singleElement()
        .asString()
        .startsWith("a wrong own vote");
  }

  @Test
  void ownVoteOfARevisionThatNobodyMadeIsFound() {
    history.voted(ADA, 1, 1, 1, 2);
    history.received(ADA, Map.of("type", "mine", "item", "7", "value", 1, "rev", 5));

    assertThat(lies(Histories.votes(ADA, 1, 2, 1), Histories.votes(BEN, 1, 2, 0)))
        .singleElement()
        .asString()
        .startsWith("an own vote of a revision that nobody made");
  }

  @Test
  void staleStateIsAnotherText() {
    assertThat(Histories.votes(ADA, 1, 2, 1).votes().json())
        .isNotEqualTo(Histories.votes(ADA, 2, 3, 1).votes().json());
  }

  private List<String> lies(StoredVotes... stored) {
    return VoteChecks.find(history.entries(), List.of(stored), List.of("7")).all();
  }
}
