/**
 * Direct messages: the endpoint {@code /dm}, its commands, and what answers those that only read.
 *
 * <ul>
 *   <li>{@code write}: what is changed, by which rules, in which batch.
 *   <li>{@code conversation}, {@code message}: what there is, and its SQL.
 *   <li>{@code log}, {@code replay}: what happened to whom, and how it is told again.
 *   <li>{@code mark}: how far people have got.
 *   <li>{@code report}: what moderators are told.
 * </ul>
 *
 * <p>Invariants: {@code seq} is gapless in a conversation and {@code n} in an account's log; a
 * message, its log entries and both counters are written in one transaction; an entry refers to its
 * message and copies nothing of it. Locks: conversations by id, then account logs by account.
 */
@NullMarked
package org.hearhear.dm;

import org.jspecify.annotations.NullMarked;
