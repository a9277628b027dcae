/**
 * Votes and changes of boards and items on their way through the journal, the rules for them, and
 * the log that makes counts verifiable.
 *
 * <p>Invariants: an item's counts equal its rows in {@code vote} and the recount of its log, for
 * all change in one transaction; {@code rev} grows with every committed change of the counts, and
 * {@code edition} with every other. Locks: boards by id, items by id, accounts by id.
 */
@NullMarked
package org.hearhear.upvote.vote;

import org.jspecify.annotations.NullMarked;
