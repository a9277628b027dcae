/**
 * Upvotes: the endpoint {@code /upvote}, what clients may ask for, and the feeds of tallies, items
 * and boards. What is stored is in {@code item}, what changes it in {@code vote}.
 *
 * <p>Invariants: a count on the wire is absolute; no event says who voted; the newest {@code rev}
 * wins for counts, and the newest {@code edition} for everything else.
 */
@NullMarked
package org.hearhear.upvote;

import org.jspecify.annotations.NullMarked;
