package org.hearhear.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.hearhear.wire.AccountId;
import org.junit.jupiter.api.Test;

/** Who comes is here at once, and who goes only after a while. */
class RosterTest {
  private static final AccountId ADA = new AccountId(1);
  private static final AccountId BEN = new AccountId(2);
  private static final Duration LINGER = Duration.ofSeconds(5);
  private static final Set<AccountId> HIDDEN = Set.of();

  private final AtomicLong now = new AtomicLong();
  private final Roster roster = new Roster(LINGER, now::get);

  @Test
  void whoComesIsWrittenOnce() {
    Roster.Changes changes = roster.changes(Map.of(ADA, Activity.ONLINE), HIDDEN::contains);
    assertThat(changes.changed()).containsExactly(Map.entry(ADA, Activity.ONLINE));

    roster.written(changes);

    assertThat(roster.changes(Map.of(ADA, Activity.ONLINE), HIDDEN::contains).isEmpty()).isTrue();
    assertThat(roster.here()).containsExactly(ADA);
  }

  @Test
  void whatIsNotWrittenIsWantedAgain() {
    roster.changes(Map.of(ADA, Activity.ONLINE), HIDDEN::contains);

    assertThat(roster.changes(Map.of(ADA, Activity.ONLINE), HIDDEN::contains).changed())
        .containsKey(ADA);
  }

  @Test
  void whoHidesHisLastTabIsAway() {
    write(Map.of(ADA, Activity.ONLINE));

    assertThat(roster.changes(Map.of(ADA, Activity.AWAY), HIDDEN::contains).changed())
        .containsExactly(Map.entry(ADA, Activity.AWAY));
  }

  @Test
  void whoLosesHisConnectionsStaysForAWhile() {
    write(Map.of(ADA, Activity.ONLINE, BEN, Activity.ONLINE));

    assertThat(roster.changes(Map.of(BEN, Activity.ONLINE), HIDDEN::contains).isEmpty()).isTrue();
    now.addAndGet(LINGER.toNanos() - 1);
    assertThat(roster.changes(Map.of(BEN, Activity.ONLINE), HIDDEN::contains).isEmpty()).isTrue();
    now.addAndGet(1);
    Roster.Changes changes = roster.changes(Map.of(BEN, Activity.ONLINE), HIDDEN::contains);

    assertThat(changes.gone()).containsExactly(ADA);
    assertThat(changes.wanted()).containsOnlyKeys(BEN);
  }

  @Test
  void whoComesBackInTimeHasNeverLeft() {
    write(Map.of(ADA, Activity.ONLINE));
    write(Map.of());
    now.addAndGet(LINGER.toNanos() - 1);
    write(Map.of(ADA, Activity.ONLINE));
    now.addAndGet(LINGER.toNanos() - 1);

    assertThat(roster.changes(Map.of(), HIDDEN::contains).isEmpty()).isTrue();
    now.addAndGet(1);
    assertThat(roster.changes(Map.of(), HIDDEN::contains).isEmpty())
        .as("the time starts anew")
        .isTrue();
  }

  @Test
  void whoBecomesInvisibleIsGoneAtOnce() {
    write(Map.of(ADA, Activity.ONLINE));

    Roster.Changes changes = roster.changes(Map.of(ADA, Activity.ONLINE), Set.of(ADA)::contains);

    assertThat(changes.gone()).containsExactly(ADA);
    assertThat(changes.wanted()).isEmpty();
  }

  @Test
  void whoComesInvisiblyIsNotHere() {
    assertThat(roster.changes(Map.of(ADA, Activity.ONLINE), Set.of(ADA)::contains).isEmpty())
        .isTrue();
  }

  private void write(Map<AccountId, Activity> connected) {
    roster.written(roster.changes(connected, HIDDEN::contains));
  }
}
