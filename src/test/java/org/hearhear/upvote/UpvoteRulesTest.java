package org.hearhear.upvote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearhear.upvote.UpvoteWorld.ballot;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearhear.it.Keys;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.item.Gone;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.vote.UpvoteResult;
import org.hearhear.upvote.vote.UpvoteWrite;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What boards allow and items take, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UpvoteRulesTest {
  private final TestDatabase kind;
  private final UpvoteWorld world;

  UpvoteRulesTest(TestDatabase kind) {
    this.kind = kind;
    world = new UpvoteWorld(kind.open(Map.of()));
  }

  @AfterEach
  void everythingHolds() {
    try (world) {
      world.assertEverythingHolds();
    }
  }

  // Boards.

  @Test
  void onlyModeratorsMakeAndChangeBoards() {
    BoardId board = world.board("");

    assertThat(world.refused("ada", "create", "\"title\":\"Mine\"")).isEqualTo(ErrorCode.FORBIDDEN);
    for (String type : List.of("change", "close", "reopen")) {
      assertThat(world.refused("ada", type, on(board))).isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  @Test
  void thereAreOnlySoManyBoards() {
    try (UpvoteWorld small = new UpvoteWorld(kind.open(Map.of()), Map.of("hearhear.boards", "2"))) {
      small.board(""); // The second, behind "Ideas".

      assertThat(small.refused("mod", "create", "\"title\":\"One more\""))
          .isEqualTo(ErrorCode.QUOTA);
    }
  }

  @Test
  void boardsAreReadPageByPageAsTheyWereArranged() {
    BoardId ideas = new BoardId(1);
    BoardId second = world.board("");
    BoardId third = world.board("");
    world.ok("mod", "arrange", "\"boards\":[\"%s\"]".formatted(third));

    assertThat(page(Optional.empty(), 2)).containsExactly(third, ideas);
    assertThat(page(Optional.of(third), 1)).containsExactly(ideas);
    assertThat(page(Optional.of(ideas), 2)).containsExactly(second);
    assertThat(page(Optional.of(second), 2)).isEmpty();
  }

  private List<BoardId> page(Optional<BoardId> after, int limit) {
    return world
        .database()
        .inTransaction(handle -> world.stores().boards().page(handle, after, limit))
        .stream()
        .map(board -> board.id())
        .toList();
  }

  @Test
  void boardTakesOnlyPostsOfWhomItNames() {
    BoardId board = world.board("\"mayPost\":\"moderators\"");

    assertThat(world.refused("ada", "post", on(board) + ",\"title\":\"An idea\""))
        .isEqualTo(ErrorCode.FORBIDDEN);
    world.post("mod", board);
  }

  @Test
  void boardTakesOnlyVotesOfWhomItNames() {
    ItemId item = world.post("mod", world.board("\"mayVote\":\"moderators\",\"selfVotes\":true"));

    assertThat(world.refused("ada", "vote", ballot(item, 1))).isEqualTo(ErrorCode.FORBIDDEN);
    world.vote("mod", item, 1);
  }

  @Test
  void closedBoardTakesNeitherPostsNorVotesNorVotesBack() {
    BoardId board = world.board("");
    ItemId item = world.post("ada", board);
    world.vote("grace", item, 1);
    world.ok("mod", "close", on(board));

    assertThat(world.refused("grace", "vote", ballot(item, 0))).isEqualTo(ErrorCode.CLOSED);
    assertThat(world.refused("ada", "post", on(board) + ",\"title\":\"More\""))
        .isEqualTo(ErrorCode.CLOSED);
    assertThat(world.refused("ada", "withdraw", named(item))).isEqualTo(ErrorCode.CLOSED);

    world.ok("mod", "reopen", on(board));
    world.vote("grace", item, 0);
  }

  @Test
  void boardIsOpenBetweenItsTimes() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    BoardId board = world.board("");
    ItemId item = world.post("ada", board);

    change(board, "\"opensAt\":\"" + now.plusSeconds(3600) + "\"");
    assertThat(world.refused("grace", "vote", ballot(item, 1))).isEqualTo(ErrorCode.CLOSED);

    change(
        board,
        "\"opensAt\":\"%s\",\"closesAt\":\"%s\""
            .formatted(now.minusSeconds(3600), now.plusSeconds(3600)));
    world.vote("grace", item, 1);

    change(board, "\"closesAt\":\"" + now.minusSeconds(1) + "\"");
    assertThat(world.refused("grace", "vote", ballot(item, 0))).isEqualTo(ErrorCode.CLOSED);

    change(board, "\"opensAt\":null,\"closesAt\":null");
    world.vote("grace", item, 0);
  }

  @Test
  void stateThatItemsAreInIsKept() {
    BoardId board =
        world.board("\"states\":[{\"name\":\"new\"},{\"name\":\"old\",\"closed\":true}]");
    ItemId item = world.post("ada", board);
    assertThat(world.item(item).state()).isEqualTo("new");

    assertThat(world.refused("mod", "change", on(board) + ",\"states\":[{\"name\":\"fresh\"}]"))
        .isEqualTo(ErrorCode.CONFLICT);
    change(board, "\"states\":[{\"name\":\"fresh\"},{\"name\":\"new\",\"closed\":true}]");

    assertThat(world.refused("grace", "vote", ballot(item, 1))).isEqualTo(ErrorCode.CLOSED);
  }

  @Test
  void whoIsToldWhoVotedIsOnlyNarrowedOnceSomebodyHasVoted() {
    BoardId board = world.board("\"voters\":\"nobody\"");
    ItemId item = world.post("ada", board);
    change(board, "\"voters\":\"moderators\"");
    world.vote("grace", item, 1);
    world.vote("grace", item, 0);

    assertThat(world.refused("mod", "change", on(board) + ",\"voters\":\"everyone\""))
        .isEqualTo(ErrorCode.CONFLICT);
    change(board, "\"title\":\"Another title\",\"voters\":\"moderators\"");
    change(board, "\"voters\":\"nobody\"");
    assertThat(world.refused("mod", "change", on(board) + ",\"voters\":\"moderators\""))
        .isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  void votesOnForeignAndMergedItemsKeepWhoIsToldNarrow() {
    BoardId foreign = world.board("\"foreignItems\":true");
    world.ok("grace", "vote", on(foreign) + ",\"foreign\":\"article-1\",\"value\":1");
    BoardId merged = world.board("");
    ItemId from = world.post("ada", merged);
    world.vote("grace", from, 1);
    world.vote("grace", from, 0);
    world.ok("mod", "merge", named(from) + ",\"into\":\"" + world.post("ada", merged) + "\"");

    for (BoardId board : List.of(foreign, merged)) {
      assertThat(world.refused("mod", "change", on(board) + ",\"voters\":\"everyone\""))
          .isEqualTo(ErrorCode.CONFLICT);
    }
  }

  @Test
  void limitsOfNamesAreInCodePoints() {
    String symbols = "\uD83D\uDC4D".repeat(40);
    BoardId board =
        world.board(
            "\"description\":\"\",\"foreignItems\":true,\"states\":[{\"name\":\""
                + symbols
                + "\"}]");
    change(board, "\"title\":\"" + symbols.repeat(5) + "\"");

    JsonObject reply =
        world.ok(
            "ada", "vote", on(board) + ",\"foreign\":\"" + symbols.repeat(5) + "\",\"value\":1");

    assertThat(world.item(ItemId.parse(reply.getString("item"))).state()).isEqualTo(symbols);
  }

  @Test
  void stateOfItemsThatCannotComeBackIsNotKept() {
    BoardId board = world.board("\"states\":[{\"name\":\"new\"},{\"name\":\"old\"}]");
    ItemId withdrawn = world.post("ada", board);
    ItemId merged = world.post("ada", board);
    ItemId hidden = world.post("ada", board);
    for (ItemId item : List.of(withdrawn, merged, hidden)) {
      world.ok("mod", "state", named(item) + ",\"state\":\"old\"");
    }
    world.ok("ada", "withdraw", named(withdrawn));
    world.ok("mod", "merge", named(merged) + ",\"into\":\"" + world.post("ada", board) + "\"");
    world.ok("mod", "hide", named(hidden));

    assertThat(world.refused("mod", "change", on(board) + ",\"states\":[{\"name\":\"new\"}]"))
        .isEqualTo(ErrorCode.CONFLICT);
    world.ok("mod", "unhide", named(hidden));
    world.ok("mod", "state", named(hidden) + ",\"state\":\"new\"");
    change(board, "\"states\":[{\"name\":\"new\"}]");
  }

  @Test
  void boardsStandAsTheyWereArranged() {
    BoardId first = world.board("");
    BoardId second = world.board("");

    world.ok("mod", "arrange", "\"boards\":[\"%s\",\"%s\"]".formatted(second, first));

    assertThat(world.database().inTransaction(world.stores().boards()::all))
        .extracting(board -> board.id())
        .startsWith(second, first);
    for (BoardId board : List.of(first, second)) {
      assertThat(deeds("board_id = " + board)).containsExactly("create", "arrange");
    }
  }

  // Votes.

  @Test
  void voteOnOnesOwnItemIsTheBoardsChoice() {
    ItemId item = world.post("ada", world.board(""));
    ItemId other = world.post("ada", world.board("\"selfVotes\":true"));

    assertThat(world.refused("ada", "vote", ballot(item, 1))).isEqualTo(ErrorCode.FORBIDDEN);
    world.vote("ada", other, 1);
  }

  @Test
  void budgetIsTakenByVotesAndGivenBackByTakingThemBack() {
    BoardId board = world.board("\"budget\":2,\"downvotes\":true");
    ItemId first = world.post("ada", board);
    ItemId second = world.post("ada", board);
    ItemId third = world.post("ada", board);
    world.vote("grace", first, 1);
    world.vote("grace", second, -1);

    assertThat(world.refused("grace", "vote", ballot(third, 1))).isEqualTo(ErrorCode.QUOTA);
    world.vote("grace", second, 1); // The same vote, turned round.
    world.vote("grace", first, 0);
    world.vote("grace", third, 1);
    world.vote("joan", first, 1); // A budget of her own.
  }

  @Test
  void budgetHoldsWithinABatch() {
    BoardId board = world.board("\"budget\":1");
    ItemId first = world.post("ada", board);
    ItemId second = world.post("ada", board);

    List<UpvoteResult> results =
        world.apply(
            world.write("grace", "vote", ballot(first, 1)),
            world.write("grace", "vote", ballot(second, 1)),
            world.write("grace", "vote", ballot(first, 0)),
            world.write("grace", "vote", ballot(second, 1)));

    assertThat(results.get(1)).isInstanceOf(UpvoteResult.Refused.class);
    assertThat(results.get(3)).isInstanceOf(UpvoteResult.Counted.class);
  }

  @Test
  void budgetIsGivenBackWhenAnItemIsClosedOrGone() {
    BoardId board = world.board("\"budget\":1");
    ItemId done = world.post("ada", board);
    ItemId hidden = world.post("ada", board);
    ItemId withdrawn = world.post("ada", board);
    ItemId last = world.post("ada", board);
    world.vote("grace", done, 1);
    world.ok("mod", "state", named(done) + ",\"state\":\"done\"");
    world.vote("grace", hidden, 1);
    world.ok("mod", "hide", named(hidden));
    world.vote("grace", withdrawn, 1);
    world.ok("ada", "withdraw", named(withdrawn));
    world.vote("grace", last, 1);

    assertThat(world.refused("grace", "vote", ballot(done, 0))).isEqualTo(ErrorCode.CLOSED);
    assertThat(world.refused("grace", "vote", ballot(hidden, 0))).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(world.counts(done)).containsExactly(1L, 0L);
  }

  @Test
  void receiptOfEachVoteIsInTheLog() {
    ItemId item = world.post("ada", world.board(""));
    JsonObject first = world.vote("grace", item, 1).getJsonObject("receipt");
    world.vote("joan", item, 1);
    JsonObject back = world.vote("grace", item, 0).getJsonObject("receipt");

    assertThat(world.verify(item, "--receipt", said(first), "--receipt", said(back)))
        .startsWith("0 ");
    assertThat(world.verify(item, "--receipt", said(first).replace("1:", "2:"))).startsWith("1 ");
    assertThat(world.vote("grace", item, 0)).doesNotContainKey("receipt");
  }

  // Foreign items.

  @Test
  void foreignItemIsMadeByItsFirstVoteAndByNoneBefore() {
    BoardId board = world.board("\"foreignItems\":true");
    String key = on(board) + ",\"foreign\":\"article-42\"";

    assertThat(world.refused("ada", "vote", key + ",\"value\":0")).isEqualTo(ErrorCode.NOT_FOUND);
    List<UpvoteResult> both =
        world.apply(
            world.write("ada", "vote", key + ",\"value\":1"),
            world.write("grace", "vote", key + ",\"value\":1"));
    JsonObject third = world.ok("joan", "vote", key + ",\"value\":1");

    ItemId item = ItemId.parse(third.getString("item"));
    assertThat(both.stream().filter(result -> created(result).isPresent())).hasSize(1);
    assertThat(world.counts(item)).containsExactly(3L, 0L);
    assertThat(world.item(item).foreign()).contains("article-42");
    assertThat(world.item(item).author()).isEmpty();
  }

  @Test
  void foreignItemNeedsABoardThatTakesIt() {
    String key = ",\"foreign\":\"article-42\",\"value\":1";

    assertThat(world.refused("ada", "vote", on(world.board("")) + key))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(world.refused("ada", "vote", on(new BoardId(999)) + key))
        .isEqualTo(ErrorCode.NOT_FOUND);
    BoardId closed = world.board("\"foreignItems\":true");
    world.ok("mod", "close", on(closed));
    assertThat(world.refused("ada", "vote", on(closed) + key)).isEqualTo(ErrorCode.CLOSED);
  }

  @Test
  void refusedVoteMakesNoForeignItem() {
    BoardId moderated = world.board("\"foreignItems\":true,\"mayVote\":\"moderators\"");
    BoardId limited = world.board("\"foreignItems\":true,\"budget\":1");
    ItemId first = world.post("mod", limited);
    String key = "\"key\":\"" + Keys.next() + "\",";
    world.ok("ada", "vote", key + UpvoteWorld.ballot(first, 1));
    String foreign = ",\"foreign\":\"article-42\",\"value\":";

    assertThat(world.refused("ada", "vote", on(moderated) + foreign + "1"))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(world.refused("ada", "vote", on(limited) + foreign + "1"))
        .isEqualTo(ErrorCode.QUOTA);
    assertThat(world.refused("grace", "vote", on(limited) + foreign + "-1"))
        .isEqualTo(ErrorCode.BAD_REQUEST);
    assertThat(world.refused("ada", "vote", key + on(limited) + foreign + "1"))
        .isEqualTo(ErrorCode.KEY_REUSED);
    assertThat(world.items(moderated)).isEmpty();
    assertThat(world.items(limited)).containsExactly(first);
  }

  // Items.

  @Test
  void authorEditsAndWithdrawsAndNobodyElseDoes() {
    ItemId item = world.post("ada", world.board(""));
    Item before = world.item(item);

    assertThat(world.refused("grace", "edit", named(item) + ",\"title\":\"Theirs\""))
        .isEqualTo(ErrorCode.FORBIDDEN);
    world.ok("ada", "edit", named(item) + ",\"title\":\"Better\"");
    Item edited = world.item(item);
    assertThat(edited.title()).isEqualTo("Better");
    assertThat(edited.text()).isEqualTo(before.text());
    assertThat(edited.edition()).isGreaterThan(before.edition());
    assertThat(edited.editedAt()).isPresent();

    assertThat(world.refused("mod", "withdraw", named(item))).isEqualTo(ErrorCode.FORBIDDEN);
    world.ok("ada", "withdraw", named(item));
    assertThat(world.item(item).gone()).contains(Gone.WITHDRAWN);
    assertThat(world.refused("ada", "edit", named(item) + ",\"text\":\"again\""))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void hiddenItemComesBackAsItWas() {
    ItemId item = world.post("ada", world.board(""));
    world.vote("grace", item, 1);
    world.ok("mod", "hide", named(item));
    world.ok("mod", "unhide", named(item));

    world.vote("joan", item, 1);

    assertThat(world.counts(item)).containsExactly(2L, 0L);
    assertThat(world.refused("mod", "unhide", named(item))).isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  void changeThatIsRepeatedIsDoneOnce() {
    ItemId item = world.post("ada", world.board(""));
    UpvoteWrite edit = world.write("ada", "edit", named(item) + ",\"title\":\"Better\"");

    List<UpvoteResult> both = world.apply(edit, edit);
    UpvoteResult later = world.apply(edit).get(0);

    JsonObject reply = ((UpvoteResult.Changed) both.get(0)).reply();
    assertThat(both.get(1)).isEqualTo(new UpvoteResult.Repeated(reply));
    assertThat(later).isEqualTo(new UpvoteResult.Repeated(reply));
  }

  @Test
  void voteOfABatchBehindAChangeIsCountedByTheNewRules() {
    ItemId item = world.post("ada", world.board(""));

    List<UpvoteResult> results =
        world.apply(
            world.write("grace", "vote", ballot(item, 1)),
            world.write("mod", "state", named(item) + ",\"state\":\"done\""),
            world.write("joan", "vote", ballot(item, 1)));

    assertThat(results.get(0)).isInstanceOf(UpvoteResult.Counted.class);
    assertThat(results.get(2)).isInstanceOf(UpvoteResult.Refused.class);
  }

  @Test
  void whatModeratorsDoIsRecorded() {
    BoardId board = world.board("");
    ItemId item = world.post("ada", board);
    world.ok("mod", "state", named(item) + ",\"state\":\"planned\"");
    world.ok("mod", "edit", named(item) + ",\"title\":\"Better\"");
    world.ok("mod", "hide", named(item));
    world.ok("mod", "close", on(board));

    assertThat(deeds("true")).containsExactly("create", "state", "edit", "hide", "close");
  }

  private List<String> deeds(String which) {
    return world
        .database()
        .inTransaction(
            handle ->
                handle
                    .createQuery("SELECT action FROM moderation WHERE " + which + " ORDER BY id")
                    .mapTo(String.class)
                    .list());
  }

  // Merging.

  @Test
  void mergeUnitesVotesOnePerPerson() {
    BoardId board = world.board("\"downvotes\":true");
    ItemId from = world.post("ada", board);
    ItemId into = world.post("linus", board);
    world.vote("grace", from, 1);
    world.vote("grace", into, -1); // Stays: it was meant for this one.
    world.vote("joan", from, -1);
    world.vote("mary", from, 1);
    world.vote("mary", into, 1);
    world.vote("mary", into, 0); // Taken back, so the other one moves.
    world.vote("linus", from, 1); // Would be a vote for an item of his own.

    world.ok("mod", "merge", named(from) + ",\"into\":\"" + into + "\"");

    assertThat(world.counts(into)).containsExactly(1L, 2L);
    assertThat(world.counts(from)).containsExactly(3L, 1L);
    assertThat(world.item(from).into()).isEqualTo(Optional.of(into));
    assertThat(world.log(into)).contains(" moved ");
    assertThat(world.refused("grace", "vote", ballot(from, 0))).isEqualTo(ErrorCode.CLOSED);
    world.vote("joan", into, 1);
  }

  @Test
  void whatLedToAMergedItemLeadsToTheNextOne() {
    BoardId board = world.board("");
    ItemId first = world.post("ada", board);
    ItemId second = world.post("ada", board);
    ItemId third = world.post("ada", board);
    world.vote("grace", first, 1);
    world.ok("mod", "merge", named(first) + ",\"into\":\"" + second + "\"");

    world.ok("mod", "merge", named(second) + ",\"into\":\"" + third + "\"");

    assertThat(world.item(first).into()).contains(third);
    assertThat(world.counts(third)).containsExactly(1L, 0L);
    assertThat(world.refused("mod", "merge", named(third) + ",\"into\":\"" + first + "\""))
        .isEqualTo(ErrorCode.CLOSED);
  }

  @Test
  void itemIsNotMergedIntoItselfOrAnotherBoard() {
    ItemId item = world.post("ada", world.board(""));
    ItemId elsewhere = world.post("ada", world.board(""));

    assertThat(world.refused("mod", "merge", named(item) + ",\"into\":\"" + item + "\""))
        .isEqualTo(ErrorCode.BAD_REQUEST);
    assertThat(world.refused("mod", "merge", named(item) + ",\"into\":\"" + elsewhere + "\""))
        .isEqualTo(ErrorCode.BAD_REQUEST);
  }

  private void change(BoardId board, String rules) {
    world.ok("mod", "change", on(board) + "," + rules);
  }

  private static Optional<Item> created(UpvoteResult result) {
    return ((UpvoteResult.Counted) result).created();
  }

  private static String said(JsonObject receipt) {
    return receipt.getInt("n") + ":" + receipt.getString("hash");
  }

  private static String on(BoardId board) {
    return "\"board\":\"" + board + "\"";
  }

  private static String named(ItemId item) {
    return "\"item\":\"" + item + "\"";
  }
}
