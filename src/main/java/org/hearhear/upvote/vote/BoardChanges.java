package org.hearhear.upvote.vote;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.upvote.item.Board;
import org.hearhear.upvote.item.BoardStore;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/** What moderators do to boards. */
final class BoardChanges {
  private BoardChanges() {}

  static UpvoteResult.Changed create(Work work, Change.Create create) {
    work.requireModerator();
    requireRoom(work, create.boardsMax());
    BoardId id = work.stores().boards().insert(work.handle(), create.draft().applied(), work.now());
    return changed(work, id, "create");
  }

  /** Moderators who make boards at the same moment may make one too many. */
  private static void requireRoom(Work work, int boardsMax) {
    if (work.stores().boards().count(work.handle()) >= boardsMax) {
      throw Refusal.of(
          ErrorCode.QUOTA,
          "There are at most " + boardsMax + " boards; change one of them instead.");
    }
  }

  static UpvoteResult.Changed alter(Work work, Change.Alter alter) {
    work.requireModerator();
    work.stores().boards().lock(work.handle(), List.of(alter.board()));
    Board before = work.board(alter.board());
    Board after = alter.draft().applied(before);
    // Whoever votes on one of them next sees the new rules; whoever was faster is seen here.
    work.stores().items().lockAll(work.handle(), before.id());
    requireKnownStates(work, before, after);
    requireKeptPromise(work, before, after);
    work.stores().boards().update(work.handle(), after);
    work.stores().items().follow(work.handle(), before.id(), after.rules().workflow());
    return changed(work, before.id(), alter.action());
  }

  /** No item is left in a state that there is no more. */
  private static void requireKnownStates(Work work, Board before, Board after) {
    if (!after.rules().workflow().equals(before.rules().workflow())) {
      Set<String> used = new HashSet<>(work.stores().items().states(work.handle(), before.id()));
      used.removeIf(state -> after.rules().workflow().find(state).isPresent());
      if (!used.isEmpty()) {
        throw Refusal.of(
            ErrorCode.CONFLICT,
            "There are items in the state "
                + used.iterator().next()
                + "; move them to another one first, or keep the state.");
      }
    }
  }

  /** Who voted while few were told of it is not told to more people afterwards. */
  private static void requireKeptPromise(Work work, Board before, Board after) {
    if (after.rules().voters().compareTo(before.rules().voters()) > 0
        && work.stores().votes().isVotedOn(work.handle(), before.id())) {
      throw Refusal.of(
          ErrorCode.CONFLICT,
          "People have voted while 'voters' was "
              + before.rules().voters().wireName()
              + ", so it can only be narrowed; make another board.");
    }
  }

  static UpvoteResult.Changed arrange(Work work, Change.Arrange arrange) {
    work.requireModerator();
    List<BoardId> known =
        work.stores().boards().all(work.handle()).stream().map(Board::id).toList();
    if (!known.containsAll(arrange.boards())) {
      throw BoardStore.noBoard();
    }
    work.stores().boards().lock(work.handle(), known);
    work.stores().boards().arrange(work.handle(), arrange.boards());
    JsonArrayBuilder order = Json.arrayBuilder();
    arrange.boards().forEach(board -> order.add(board.toString()));
    JsonObject detail = Json.builder().add("boards", order).build();
    arrange.boards().forEach(board -> work.record("arrange", board, detail));
    return new UpvoteResult.Changed(detail, List.of());
  }

  private static UpvoteResult.Changed changed(Work work, BoardId id, String action) {
    Board board = work.board(id);
    work.record(
        action,
        id,
        (JsonObject)
            Json.read(
                Json.object(generator -> UpvotePayloads.write(generator, board, work.now()))));
    return new UpvoteResult.Changed(
        Json.builder().add("board", id.toString()).add("edition", board.edition()).build(),
        List.of(
            new Publication(
                List.of(new Position(Subject.board(id), board.edition())),
                UpvotePayloads.board(board, work.now()))));
  }
}
