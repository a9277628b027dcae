package org.hearhear.upvote.ranking;

import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Reads rankings. PostgreSQL reads each by an index that has its order already; the embedded
 * database, which is for small boards, sorts the items of the board.
 */
@Singleton
public class RankingStore {

  /** The first items of a ranking, without those that are gone. */
  List<Long> read(Handle handle, Ranking ranking, int limit) {
    return handle
        .createQuery(query(ranking.order()))
        .bind("board", ranking.board().value())
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  static String query(Order order) {
    return "SELECT id FROM item WHERE board_id = :board AND gone IS NULL ORDER BY "
        + switch (order) {
          case TOP -> "score DESC, id DESC";
          case HOT -> "hot DESC, id DESC";
          case BEST -> "best DESC, id DESC";
          case ACTIVE -> "activity DESC";
        }
        + " LIMIT :limit";
  }
}
