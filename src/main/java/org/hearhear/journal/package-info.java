/**
 * Group commit. A lane takes all the writes that have gathered while the previous commit ran,
 * applies them in one transaction, and hands what was committed to its publisher, in commit order.
 * Nobody is told of a write before it is durable, and nothing is told twice.
 *
 * <p>Each lane has two threads of its own: one writes, one publishes. Callers never wait.
 */
@NullMarked
package org.hearhear.journal;

import org.jspecify.annotations.NullMarked;
