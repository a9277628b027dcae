/**
 * How far people have got: what their clients have, and what they have read.
 *
 * <p>Invariants: marks only grow, and are written for all accounts together, once a second at most.
 * Rows of members are locked before the heads of logs, in order of conversations and accounts.
 */
@NullMarked
package org.hearhear.dm.mark;

import org.jspecify.annotations.NullMarked;
