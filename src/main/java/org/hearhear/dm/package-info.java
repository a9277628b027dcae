/**
 * Direct messages: the endpoint {@code /dm}, its commands and events, the rules, the account log
 * and the SQL.
 *
 * <p>Invariants: {@code seq} is gapless in a conversation and {@code n} in an account's log; a
 * message, its log entries and both counters are written in one transaction; an entry refers to its
 * message and copies nothing of it. Locks: conversations by id, then account logs by account.
 */
@NullMarked
package org.hearhear.dm;

import org.jspecify.annotations.NullMarked;
