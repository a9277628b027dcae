package org.hearhear.upvote.vote;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.hearhear.fanout.Publication;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.item.Tally;
import org.hearhear.wire.Refusal;

/** What came of an {@link UpvoteWrite}. */
public sealed interface UpvoteResult {

  /**
   * The vote counts.
   *
   * @param created the item of a host application that this vote was the first for
   */
  record Counted(JsonObject reply, Tally tally, boolean changed, Optional<Item> created)
      implements UpvoteResult {}

  /** The item is there. */
  record Posted(JsonObject reply, Item item) implements UpvoteResult {}

  /** A board or an item has changed; who watches is told what is published. */
  record Changed(JsonObject reply, List<Publication> news) implements UpvoteResult {}

  /** It was done before: the key had been used for the same. */
  record Repeated(JsonObject reply) implements UpvoteResult {}

  /** A rule forbids it; nothing is changed. */
  record Refused(Refusal refusal) implements UpvoteResult {}
}
