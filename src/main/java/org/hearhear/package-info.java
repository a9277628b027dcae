/**
 * Hearhear: live direct messages and live upvotes, as one WAR.
 *
 * <p>The map, one sentence per package:
 *
 * <ul>
 *   <li>{@code dm}: direct messages: endpoint, commands and events, rules, the account log, SQL.
 *   <li>{@code upvote}: boards, items and votes: endpoint, commands and events, rules, SQL,
 *       tallies.
 *   <li>{@code presence}: who is here, and who is told so.
 *   <li>{@code account}: accounts, passwords, login sessions, and their HTTP resources.
 *   <li>{@code attachment}: files that people attach to messages, and their pictures.
 *   <li>{@code door}: the servlet filter in front of everything: origin, login, limits.
 *   <li>{@code live}: one connection (frames in, outbox out) and the hub of this node's
 *       connections.
 *   <li>{@code journal}: group commit, and nothing else.
 *   <li>{@code fanout}: the broker between nodes.
 *   <li>{@code storage}: the data source, migrations, and what the database means by its errors.
 *   <li>{@code wire}: ids, error and close codes, the codec.
 *   <li>{@code config}: every setting, and the threads.
 *   <li>{@code ops}: start and stop in order, live, ready.
 * </ul>
 *
 * <p>The arrows point one way: {@code wire} and {@code config} are leaves, open to all; {@code
 * journal} and {@code account} → {@code storage}; {@code account} → {@code fanout}; {@code live} →
 * {@code fanout}; {@code presence} → {@code account}, {@code fanout}, {@code live}, {@code
 * storage}; {@code attachment} → {@code account}, {@code live}, {@code storage}; {@code dm} →
 * {@code attachment}, {@code presence}; {@code dm} and {@code upvote} → {@code account}, {@code
 * journal}, {@code fanout}, {@code live}, {@code storage}, never each other; {@code door} → {@code
 * account}, {@code live}; {@code ops} → everything, nothing → {@code ops}. {@code ArchitectureTest}
 * holds them.
 */
@NullMarked
package org.hearhear;

import org.jspecify.annotations.NullMarked;
