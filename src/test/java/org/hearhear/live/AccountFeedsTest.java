package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Payload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every connection gets every durable event once and in order, whatever the broker does. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class AccountFeedsTest {
  private static final AccountId ADA = new AccountId(1);
  private static final AccountId GRACE = new AccountId(2);

  /** The comparison would hide what the other ways leave open, so it comes when a test asks. */
  private static final Map<String, String> NO_COMPARISON =
      Map.of("hearhear.comparison", "600000", "hearhear.outbox.events", "50");

  private static final Map<String, String> COMPARISON = Map.of("hearhear.comparison", "100");

  private TestNode node = new TestNode(NO_COMPARISON);

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void eventsOfTheAccountArriveWithTheirPositions() {
    Peer peer = node.live(node.connect(ADA).greeted());

    write(GRACE, 1);
    write(ADA, 2);

    assertThat(numbers(peer, 2)).containsExactly(1L, 2L);
    assertThat(peer.events()).isEmpty();
  }

  @Test
  void hintThatComesEarlyWaitsForItsTurn() {
    Peer peer = node.live(node.connect(ADA).greeted());
    long first = append(ADA);
    long second = append(ADA);
    long third = append(ADA);

    hint(ADA, third);
    hint(ADA, second);
    hint(ADA, first);

    assertThat(numbers(peer, 3)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void hintThatComesTwiceIsSentOnce() {
    Peer peer = node.live(node.connect(ADA).greeted());

    write(ADA, 1);
    hint(ADA, 1);
    write(ADA, 1);

    assertThat(numbers(peer, 2)).containsExactly(1L, 2L);
    assertThat(peer.events()).isEmpty();
  }

  @Test
  void lostHintIsReadAgainWhenALaterOneShowsIt() {
    Peer one = node.live(node.connect(ADA).greeted());
    Peer other = node.live(node.connect(ADA).greeted());
    for (int i = 0; i < 20; i++) {
      append(ADA); // More than a page.
    }

    write(ADA, 1);

    assertThat(numbers(one, 21)).isEqualTo(upTo(21));
    assertThat(numbers(other, 21)).isEqualTo(upTo(21));
  }

  @Test
  void lostLastHintIsHealedByTheComparison() {
    restart(COMPARISON);
    Peer peer = node.live(node.connect(ADA).greeted());

    append(ADA);
    append(ADA);

    assertThat(numbers(peer, 2)).containsExactly(1L, 2L);
  }

  @Test
  void moreEarlyHintsThanMayWaitAreReadAgain() {
    restart(Map.of("hearhear.comparison", "600000", "hearhear.feed.early", "2"));
    Peer peer = node.live(node.connect(ADA).greeted());
    LongStream.rangeClosed(1, 10).forEach(n -> append(ADA));

    LongStream.rangeClosed(2, 10).forEach(n -> hint(ADA, n));

    assertThat(numbers(peer, 10)).isEqualTo(upTo(10));
  }

  @Test
  void resumedConnectionGetsWhatItMissedThenLiveThenTheRest() {
    LongStream.rangeClosed(1, 30).forEach(n -> append(ADA));
    Peer peer = node.connect(ADA).greeted();

    resume(peer, 12);
    List<Long> missed = numbers(peer, 18);
    JsonObject live = peer.next();
    write(ADA, 2);

    assertThat(missed).isEqualTo(LongStream.rangeClosed(13, 30).boxed().toList());
    assertThat(live.getString("type")).isEqualTo("live");
    assertThat(numbers(peer, 2)).containsExactly(31L, 32L);
  }

  @Test
  void connectionThatMissedNothingIsLiveAtOnce() {
    append(ADA);
    Peer peer = node.connect(ADA).greeted();

    resume(peer, 1);

    assertThat(peer.next().getString("type")).isEqualTo("live");
  }

  @Test
  void whatHappensBetweenFollowingAndStartingIsNotLost() {
    Peer peer = node.connect(ADA).greeted();
    node.feeds().follow(peer.connection());
    write(ADA, 3);

    node.feeds().startAt(peer.connection(), 1); // The head, as it was read a moment ago.

    assertThat(numbers(peer, 2)).containsExactly(2L, 3L);
  }

  @Test
  void fullOutboxMakesAConnectionCatchUpInsteadOfClosingIt() {
    Peer slow = node.live(node.connect(ADA).greeted());
    Peer quick = node.live(node.connect(ADA).greeted());
    slow.session().stall();
    write(ADA, 1);
    FakeSession.Send stuck = slow.session().takeSend();

    write(ADA, 500);
    assertThat(numbers(quick, 501)).isEqualTo(upTo(501));
    slow.session().takeQuickly();

    assertThat(Peer.objects(stuck).get(0).getInt("n")).isEqualTo(1);
    assertThat(numbers(slow, 500)).isEqualTo(LongStream.rangeClosed(2, 501).boxed().toList());
    assertThat(slow.next().getString("type")).isEqualTo("live");
    assertThat(slow.session().isClosed()).isFalse();
  }

  @Test
  void connectionWhoseNextEventIsNotKeptAnyMoreIsSentAwayToStartAfresh() {
    LongStream.rangeClosed(1, 30).forEach(n -> append(ADA));
    Peer peer = node.connect(ADA).greeted();
    node.replay().prune(ADA, 20);

    resume(peer, 12);

    assertThat(peer.next().getInt("code")).isEqualTo(4008);
  }

  @Test
  void gapThatIsNotKeptAnyMoreSendsTheLiveAwayAndTheFeedGoesOn() {
    Peer peer = node.live(node.connect(ADA).greeted());
    LongStream.rangeClosed(1, 30).forEach(n -> append(ADA));
    node.replay().prune(ADA, 20);
    hint(ADA, 30);
    assertThat(peer.next().getInt("code")).isEqualTo(4008);

    Peer next = node.live(node.connect(ADA).greeted());
    write(ADA, 1);

    assertThat(numbers(next, 1)).containsExactly(31L);
  }

  @Test
  void databaseThatWasAwayDelaysACatchUpAndLosesNothing() {
    LongStream.rangeClosed(1, 10).forEach(n -> append(ADA));
    node.replay().setAway(true);
    Peer peer = node.connect(ADA).greeted();
    resume(peer, 4);
    assertThat(peer.events()).isEmpty();

    node.replay().setAway(false);

    assertThat(numbers(peer, 6)).isEqualTo(LongStream.rangeClosed(5, 10).boxed().toList());
  }

  @Test
  void passingEventReachesTheLiveOnlyAndHasNoPosition() {
    Peer live = node.live(node.connect(ADA).greeted());
    Peer other = node.live(node.connect(GRACE).greeted());

    node.broker()
        .publish(
            new Publication(
                List.of(new Position(Subject.account(ADA), 0)),
                Payload.of("receipt", generator -> {})));

    List<JsonObject> events = live.events();
    assertThat(events).hasSize(1);
    assertThat(events.get(0)).doesNotContainKey("n");
    assertThat(other.events()).isEmpty();
  }

  @Test
  void whoHasEndedIsForgotten() {
    Peer peer = node.live(node.connect(ADA).greeted());

    peer.connection().ended();
    node.feeds().unfollow(peer.connection());
    node.feeds().follow(peer.connection());

    assertThat(node.feeds().accounts()).isEmpty();
  }

  /**
   * Hints are lost, doubled and out of order, connections come and go at any position and stall,
   * and in the end each has got exactly what lies behind its start.
   */
  @Test
  void inTheEndEverybodyHasEverything() {
    for (int seed = 1; seed <= 20; seed++) {
      restart(Map.of("hearhear.comparison", "100", "hearhear.outbox.events", "50"));
      runAtRandom(new Random(seed), "seed " + seed);
    }
  }

  private void runAtRandom(Random random, String name) {
    record Run(Peer peer, long start) {}
    List<Run> runs = new ArrayList<>();
    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(6)) {
        case 0 -> {
          Peer peer = node.connect(ADA).greeted();
          long head = node.replay().head(ADA);
          long start = random.nextInt((int) head + 1);
          resume(peer, start);
          runs.add(new Run(peer, start));
        }
        case 1 -> {
          if (!runs.isEmpty()) {
            runs.get(random.nextInt(runs.size())).peer.session().stall();
          }
        }
        case 2 -> append(ADA);
        default -> {
          long n = append(ADA);
          for (int times = random.nextInt(3); times > 0; times--) {
            hint(ADA, Math.max(1, n - random.nextInt(4)));
          }
        }
      }
    }
    long head = node.replay().head(ADA);
    for (Run run : runs) {
      run.peer.session().takeQuickly();
      List<Long> expected = LongStream.rangeClosed(run.start + 1, head).boxed().toList();
      assertThat(numbers(run.peer, expected.size())).as(name).isEqualTo(expected);
    }
  }

  private void restart(Map<String, String> settings) {
    node.close();
    node = new TestNode(settings);
  }

  private void resume(Peer peer, long n) {
    node.feeds().follow(peer.connection());
    node.feeds().resume(peer.connection(), n, node.replay().head(peer.connection().account()));
  }

  /** Writes events and tells of them. */
  private void write(AccountId account, int count) {
    for (int i = 0; i < count; i++) {
      hint(account, append(account));
    }
  }

  private long append(AccountId account) {
    return node.replay().append(account, event());
  }

  private void hint(AccountId account, long n) {
    node.broker()
        .publish(new Publication(List.of(new Position(Subject.account(account), n)), event()));
  }

  private static Payload event() {
    return Payload.of("message", generator -> {});
  }

  private static List<Long> upTo(long n) {
    return LongStream.rangeClosed(1, n).boxed().toList();
  }

  /** The positions of the next durable events. */
  private static List<Long> numbers(Peer peer, int count) {
    List<Long> numbers = new ArrayList<>();
    while (numbers.size() < count) {
      JsonObject event = peer.next();
      if (event.containsKey("n")) {
        numbers.add(event.getJsonNumber("n").longValue());
      }
    }
    return numbers;
  }
}
