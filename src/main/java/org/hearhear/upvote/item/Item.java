package org.hearhear.upvote.item;

import java.time.Instant;
import java.util.Optional;
import org.hearhear.account.Person;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;

/**
 * Something on a board that can be voted for.
 *
 * @param edition grows with every change of it but votes
 * @param foreign what a host application calls it
 * @param author empty for an item of a host application
 * @param into the item that it was merged into
 */
public record Item(
    ItemId id,
    BoardId board,
    long edition,
    Optional<String> foreign,
    Optional<Person> author,
    String title,
    String text,
    String state,
    Optional<Gone> gone,
    Optional<ItemId> into,
    Instant createdAt,
    Optional<Instant> editedAt,
    Tally tally) {}
