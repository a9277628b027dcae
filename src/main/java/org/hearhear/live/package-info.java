/**
 * Connections: what comes in is assembled, read and handed to the feature; what goes out waits in
 * the connection's outbox until a flusher writes all of it as one frame. The hub knows this node's
 * connections and no others.
 *
 * <p>Invariants: one send in flight for each connection; producers never wait for a peer; whoever
 * is over a limit is told, then closed, and its memory is freed.
 *
 * <p>Threads: the server's threads call {@link org.hearhear.live.Connection#receive}; flushers
 * write; one clock thread finds the slow and the silent; readers fetch pages. No lock is held while
 * a session is sent to or closed.
 */
@NullMarked
package org.hearhear.live;

import org.jspecify.annotations.NullMarked;
