package org.hearhear.upvote;

import java.time.Instant;
import org.hearhear.account.Person;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;

/** Something on a board that can be voted for. */
record Item(
    ItemId id,
    BoardId board,
    Person author,
    String title,
    String text,
    Instant createdAt,
    Tally tally) {}
