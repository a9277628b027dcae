/**
 * Upvotes: the endpoint {@code /upvote}, boards, items and votes, the rules, the tally feed and the
 * SQL.
 *
 * <p>Invariants: an item's counts equal its rows in {@code vote}, for both change in one
 * transaction; {@code rev} grows with every committed change; a count on the wire is absolute; no
 * event says who voted. Locks: items by id.
 */
@NullMarked
package org.hearhear.upvote;

import org.jspecify.annotations.NullMarked;
