/**
 * Presence: who is here, and who is told so.
 *
 * <p>Invariants: what is told follows from the rows, never from memory alone; who is invisible has
 * no row, so that nobody can tell him from somebody who is away; who may not write to somebody sees
 * him as one who does not exist. Rows count as long as their node's lease, by the database's clock.
 * Locks: nodes, then their rows, then accounts by id.
 */
@NullMarked
package org.hearhear.presence;

import org.jspecify.annotations.NullMarked;
