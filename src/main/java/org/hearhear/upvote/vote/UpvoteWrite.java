package org.hearhear.upvote.vote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.hearhear.journal.AppliedStore;
import org.hearhear.live.Connection;
import org.hearhear.upvote.item.ForeignKey;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Key;

/** A write on its way into the journal, and who waits for the answer. */
public sealed interface UpvoteWrite {

  Connection connection();

  Command command();

  Key key();

  /** Tells it apart from another command with the same key. */
  String digest();

  /** Whose command it is. */
  default AppliedStore.Id id() {
    return new AppliedStore.Id(connection().account(), key());
  }

  /**
   * A vote on an item, or on what a host application calls one.
   *
   * @param item empty when {@code foreign} names it
   */
  record Cast(
      Connection connection,
      Command command,
      Key key,
      Optional<ItemId> item,
      Optional<ForeignKey> foreign,
      int value)
      implements UpvoteWrite {
    @Override
    public String digest() {
      return foreign.isPresent()
          ? AppliedStore.digest(
              "vote",
              foreign.get().board().toString(),
              foreign.get().key(),
              Integer.toString(value))
          : AppliedStore.digest("vote", item.orElseThrow().toString(), Integer.toString(value));
    }

    /** Says which write it is, and not how somebody voted: it ends up in logs. */
    @Override
    public String toString() {
      return "vote " + key;
    }
  }

  /** A new item. */
  record Posting(
      Connection connection, Command command, Key key, BoardId board, String title, String text)
      implements UpvoteWrite {
    @Override
    public String digest() {
      return AppliedStore.digest("post", board.toString(), title, text);
    }

    @Override
    public String toString() {
      return "post " + key;
    }
  }

  /** A change of a board or an item. */
  record Changing(Connection connection, Command command, Key key, Change change)
      implements UpvoteWrite {
    /** All that the client said, but for the number that only orders replies. */
    @Override
    public String digest() {
      List<String> parts = new ArrayList<>();
      new TreeMap<>(command.fields().json())
          .forEach(
              (name, value) -> {
                if (!name.equals("ref")) {
                  parts.add(name);
                  parts.add(value.toString());
                }
              });
      return AppliedStore.digest(parts.toArray(String[]::new));
    }

    @Override
    public String toString() {
      return command.type() + " " + key;
    }
  }
}
