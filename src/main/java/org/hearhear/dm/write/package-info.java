/**
 * How direct messages are changed: what may be asked for, the rules, and the batch that applies
 * many changes in one transaction.
 *
 * <p>Invariants: a change, its log entries and all counters are written in one transaction; who
 * changes a conversation holds its lock. Locks: conversations by id, rows of members, then the
 * heads of logs by account. A rule refuses before it has written anything.
 */
@NullMarked
package org.hearhear.dm.write;

import org.jspecify.annotations.NullMarked;
