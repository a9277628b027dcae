package org.hearhear.upvote;

import org.hearhear.journal.AppliedStore;
import org.hearhear.live.Connection;
import org.hearhear.wire.Command;

/** A change on its way into the journal, and who waits for the answer. */
sealed interface UpvoteWrite {

  Connection connection();

  Command command();

  /** Whose command it is. */
  AppliedStore.Id id();

  /** Tells it apart from another command with the same key. */
  String digest();

  /** A vote. */
  record Cast(Connection connection, Command command, UpvoteCommand.Vote vote)
      implements UpvoteWrite {
    @Override
    public AppliedStore.Id id() {
      return new AppliedStore.Id(connection.account(), vote.key());
    }

    @Override
    public String digest() {
      return AppliedStore.digest("vote", vote.item().toString(), Integer.toString(vote.value()));
    }

    /** Says which write it is, and not how somebody voted: it ends up in logs. */
    @Override
    public String toString() {
      return "vote " + vote.key();
    }
  }

  /** A new item. */
  record Posting(Connection connection, Command command, UpvoteCommand.Post post)
      implements UpvoteWrite {
    @Override
    public AppliedStore.Id id() {
      return new AppliedStore.Id(connection.account(), post.key());
    }

    @Override
    public String digest() {
      return AppliedStore.digest("post", post.board().toString(), post.title(), post.text());
    }

    @Override
    public String toString() {
      return "post " + post.key();
    }
  }
}
