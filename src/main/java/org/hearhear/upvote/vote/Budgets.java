package org.hearhear.upvote.vote;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hearhear.upvote.item.Board;
import org.hearhear.upvote.item.VoteStore;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * How many votes people have out on boards that have a budget: those that count, on items that take
 * votes. They are counted in the rows of the votes, so they cannot drift. For one thread.
 */
final class Budgets {
  private record Voter(BoardId board, AccountId account) {}

  private final Map<Voter, Integer> out = new HashMap<>();

  /**
   * Counts. The accounts are locked, so that votes on two items at once are counted one after the
   * other.
   */
  static Budgets read(
      Handle handle, UpvoteStores stores, Map<AccountId, Set<Board>> votersAndTheirBoards) {
    Budgets budgets = new Budgets();
    Set<BoardId> boards = new HashSet<>();
    votersAndTheirBoards.values().stream()
        .flatMap(Collection::stream)
        .filter(board -> board.rules().budget().isPresent())
        .forEach(board -> boards.add(board.id()));
    if (!boards.isEmpty()) {
      Set<AccountId> voters = votersAndTheirBoards.keySet();
      stores.accounts().lock(handle, voters);
      for (VoteStore.Out each : stores.votes().out(handle, boards, voters)) {
        budgets.out.put(new Voter(each.board(), each.account()), each.votes());
      }
    }
    return budgets;
  }

  /** Takes a vote from a budget, or gives it back; {@code quota} when it is used up. */
  void spend(Board board, AccountId account, int before, int after) {
    if (board.rules().budget().isEmpty() || (before == 0) == (after == 0)) {
      return;
    }
    int budget = board.rules().budget().getAsInt();
    Voter voter = new Voter(board.id(), account);
    int votesOut = out.getOrDefault(voter, 0);
    if (after != 0 && votesOut >= budget) {
      throw Refusal.of(
          ErrorCode.QUOTA,
          "All your votes on this board are out ("
              + budget
              + "); take one back, or wait until an item is closed.");
    }
    out.put(voter, votesOut + (after == 0 ? -1 : 1));
  }
}
