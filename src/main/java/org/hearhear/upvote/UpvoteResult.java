package org.hearhear.upvote;

import jakarta.json.JsonObject;
import org.hearhear.wire.Refusal;

/** What came of an {@link UpvoteWrite}. */
sealed interface UpvoteResult {

  /** The vote counts, as part of the tally that the whole batch has led to. */
  record Counted(JsonObject reply, Tally tally, boolean changed) implements UpvoteResult {}

  /** The item is there. */
  record Posted(JsonObject reply, Item item) implements UpvoteResult {}

  /** It was done before: the key had been used for the same. */
  record Repeated(JsonObject reply) implements UpvoteResult {}

  /** A rule forbids it; nothing is changed. */
  record Refused(Refusal refusal) implements UpvoteResult {}
}
