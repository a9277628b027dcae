/**
 * Proof by faults: a TCP proxy that makes them, clients that behave as PROTOCOL.md asks and write
 * down all that they see, and checks that say where the server has lied. Knows nothing of servers
 * and processes; the integration tests above bring these together.
 *
 * <p>A run is repeated by its seed: the same clients decide, and the same connections break, in the
 * same order. What the machine does in between is not repeated.
 */
@NullMarked
package org.hearhear.it.fault;

import org.jspecify.annotations.NullMarked;
