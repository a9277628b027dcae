/**
 * The accounts' logs: what happened to whom, in which order, and how a client catches up.
 *
 * <p>Invariants: {@code n} is gapless in an account's log; an entry is written in the transaction
 * of what it tells of, refers to it and copies nothing of it. The heads of logs are locked last, in
 * order of the accounts.
 */
@NullMarked
package org.hearhear.dm.log;

import org.jspecify.annotations.NullMarked;
