/**
 * The load tool's WebSocket client: opens thousands of connections, reads their frames and writes
 * commands. Everything runs on the one event loop of {@link org.hearhear.load.client.Network},
 * except where a class says otherwise; so nothing here is locked, and listeners never run at the
 * same time.
 */
@NullMarked
package org.hearhear.load.client;

import org.jspecify.annotations.NullMarked;
