package org.hearhear.upvote.vote;

import java.util.List;
import java.util.Optional;
import org.hearhear.upvote.item.Board;
import org.hearhear.upvote.item.BoardRules;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;

/** What may be done to boards and items, apart from posting and voting. */
public sealed interface Change {

  /** Makes a board, if there are not that many already. */
  record Create(BoardDraft draft, int boardsMax) implements Change {}

  /**
   * Changes what is told and allowed on a board.
   *
   * @param action what moderators read that was done
   */
  record Alter(BoardId board, String action, BoardDraft draft) implements Change {}

  /** Puts some boards first, in this order. */
  record Arrange(List<BoardId> boards) implements Change {}

  /** Changes an item's texts; an empty one stays as it is. */
  record Edit(ItemId item, Optional<String> title, Optional<String> text) implements Change {}

  /** Takes an item back, by its author. */
  record Withdraw(ItemId item) implements Change {}

  /** Moves an item on. */
  record SetState(ItemId item, String state) implements Change {}

  /** Hides an item, or shows it again. */
  record Hide(ItemId item, boolean hidden) implements Change {}

  /** Gives an item's votes to another one, and leads from the one to the other. */
  record Merge(ItemId item, ItemId into) implements Change {}

  /** What a client said of a board: changes the board as far as it was said. */
  interface BoardDraft {
    /** The board as the client wants it. */
    Board applied(Board before);

    /** A new board. */
    default Board applied() {
      return applied(
          new Board(
              new BoardId(0),
              0,
              "",
              "",
              BoardRules.USUAL,
              false,
              Optional.empty(),
              Optional.empty()));
    }
  }
}
