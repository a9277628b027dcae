package org.hearhear.upvote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.vote.TestUpvotes;
import org.hearhear.upvote.vote.UpvoteResult;
import org.hearhear.upvote.vote.UpvoteWrite;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Votes of people who are erased, and of an older version, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class VoteKeepingTest {
  private final UpvoteWorld world;

  VoteKeepingTest(TestDatabase kind) {
    world = new UpvoteWorld(kind.open(Map.of()));
  }

  @AfterEach
  void everythingHolds() {
    try (world) {
      world.assertEverythingHolds();
    }
  }

  @Test
  void votesOfAnErasedPersonCountAndNobodyKnowsWhoseTheyAre() {
    BoardId board = world.board("");
    ItemId item = world.post("ada", board);
    ItemId other = world.post("ada", board);
    JsonObject receipt = world.vote("grace", item, 1).getJsonObject("receipt");
    world.vote("joan", item, 1);
    world.vote("grace", other, 1);
    world.vote("grace", other, 0);
    String before = world.log(item);
    disable("grace");

    assertThat(erase("grace")).isEqualTo(2);
    assertThat(erase("grace")).isZero();

    assertThat(world.counts(item)).containsExactly(2L, 0L);
    assertThat(world.log(item)).isEqualTo(before);
    assertThat(
            world.verify(item, "--receipt", receipt.getInt("n") + ":" + receipt.getString("hash")))
        .startsWith("0 ");
    assertThat(rowsOf("vote", "grace")).isZero();
    assertThat(rowsOf("applied", "grace")).isZero();
    assertThat(keys()).isEqualTo(1);
  }

  @Test
  void votesOfErasedPeopleMoveWithAMerge() {
    BoardId board = world.board("");
    ItemId from = world.post("ada", board);
    ItemId into = world.post("ada", board);
    world.vote("joan", into, 1);
    world.vote("grace", from, 1);
    world.vote("mary", into, 1);
    disable("grace");
    disable("mary");
    erase("grace");
    erase("mary");

    world.ok("mod", "merge", "\"item\":\"%s\",\"into\":\"%s\"".formatted(from, into));

    assertThat(world.counts(into)).containsExactly(3L, 0L);
  }

  @Test
  void onlyADisabledAccountIsErased() {
    world.vote("grace", world.post("ada", world.board("")), 1);

    assertThatThrownBy(() -> erase("grace")).isInstanceOf(Refusal.class);
    assertThat(rowsOf("vote", "grace")).isEqualTo(1);
  }

  @Test
  void disabledAccountCastsNoVoteThatWasQueued() {
    ItemId item = world.post("ada", world.board(""));
    UpvoteWrite queued = world.write("grace", "vote", UpvoteWorld.ballot(item, 1));
    disable("grace");
    erase("grace");

    UpvoteResult result = world.apply(queued).get(0);

    assertThat(((UpvoteResult.Refused) result).refusal().code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(world.counts(item)).containsExactly(0L, 0L);
  }

  @Test
  void voteThatWasUnderWayIsForgottenLater() {
    ItemId item = world.post("ada", world.board(""));
    disable("grace");
    erase("grace");
    setDisabled("grace", false); // As a transaction saw it that had begun before.
    world.vote("grace", item, 1);
    world.vote("joan", item, 1);
    disable("grace");
    disable("joan");

    assertThat(TestUpvotes.eraseLeft(world.database(), world.stores())).isEqualTo(1);

    assertThat(TestUpvotes.eraseLeft(world.database(), world.stores())).isZero();
    assertThat(rowsOf("vote", "grace")).isZero();
    assertThat(rowsOf("applied", "grace")).isZero();
    assertThat(rowsOf("vote", "joan")).isEqualTo(1);
    assertThat(world.counts(item)).containsExactly(2L, 0L);
  }

  @Test
  void votesOfAnOlderVersionGetALog() {
    BoardId board = world.board("\"downvotes\":true");
    ItemId item = world.post("ada", board);
    for (int i = 0; i < 20; i++) {
      world.vote("voter" + i, item, 1);
      world.vote("voter" + i, item, i % 3 - 1);
    }
    forgetLogs();

    TestUpvotes.founding(world.database(), world.stores()).run();
    TestUpvotes.founding(world.database(), world.stores()).run();

    world.assertEverythingHolds();
    assertThat(world.log(item).lines().count()).isEqualTo(6 + 20);
    world.vote("voter0", item, 1);
  }

  /** As if V7 had been there until now. */
  private void forgetLogs() {
    world
        .database()
        .useTransaction(
            handle ->
                List.of(
                        "DELETE FROM vote_log",
                        "UPDATE vote SET voter_key = NULL, log_n = 0",
                        "UPDATE item SET hot = 0, score = 0, best = 0, log_n = 0,"
                            + " log_hash = '"
                            + "0".repeat(64)
                            + "'")
                    .forEach(handle::execute));
  }

  private int erase(String who) {
    return TestUpvotes.erase(world.database(), world.stores(), world.person(who));
  }

  private void disable(String who) {
    setDisabled(who, true);
  }

  private void setDisabled(String who, boolean disabled) {
    AccountId id = world.person(who);
    world
        .database()
        .useTransaction(
            handle ->
                handle.execute(
                    "UPDATE account SET disabled = ? WHERE id = ?", disabled, id.value()));
  }

  private long rowsOf(String table, String who) {
    AccountId id = world.person(who);
    return count("SELECT count(*) FROM " + table + " WHERE account_id = " + id);
  }

  private long keys() {
    return count("SELECT count(*) FROM vote WHERE voter_key IS NOT NULL");
  }

  private long count(String sql) {
    return world
        .database()
        .inTransaction(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
