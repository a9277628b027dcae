package org.hearhear.fanout;

import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.LoginId;

/** What a publication is about, and what a listener may ask for. */
public record Subject(Kind kind, long id) {

  /** The kinds of subjects; each has listeners of its own. */
  public enum Kind {
    /** An account's direct messages. */
    ACCOUNT,
    /** A login session has ended. */
    LOGIN,
    /** An item's tally has changed. */
    ITEM,
    /** A board has changed, or an item on it, or has a new one. */
    BOARD,
    /** An item's text, state or place has changed. */
    TEXT,
    /** What a host application calls an item has become one. */
    FOREIGN,
    /** The order of a board's items has changed. */
    RANKING,
    /** An account's own votes have changed. */
    VOTER,
    /** An account is here, is here no more, or is seen by others than before. */
    PRESENCE
  }

  public static Subject account(AccountId id) {
    return new Subject(Kind.ACCOUNT, id.value());
  }

  public static Subject login(LoginId id) {
    return new Subject(Kind.LOGIN, id.value());
  }

  public static Subject item(ItemId id) {
    return new Subject(Kind.ITEM, id.value());
  }

  public static Subject board(BoardId id) {
    return new Subject(Kind.BOARD, id.value());
  }

  public static Subject text(ItemId id) {
    return new Subject(Kind.TEXT, id.value());
  }

  /** A key of a host application, by a hash of it. */
  public static Subject foreign(long hash) {
    return new Subject(Kind.FOREIGN, hash);
  }

  /** An order of a board's items, by a number for both. */
  public static Subject ranking(long number) {
    return new Subject(Kind.RANKING, number);
  }

  public static Subject voter(AccountId id) {
    return new Subject(Kind.VOTER, id.value());
  }

  public static Subject presence(AccountId id) {
    return new Subject(Kind.PRESENCE, id.value());
  }
}
