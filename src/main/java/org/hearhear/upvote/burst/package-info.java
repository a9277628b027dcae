/**
 * Many votes on one item in a short time, for moderators to see. Counted in memory, on each node
 * what came in there; what is stored are counts, and nothing that says who voted or from where. The
 * journal's publishers count, the background writes.
 */
@NullMarked
package org.hearhear.upvote.burst;

import org.jspecify.annotations.NullMarked;
