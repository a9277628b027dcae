/**
 * The packaged WAR in real servers: Payara Micro and WildFly run as child processes, and the tests
 * speak to them over HTTP and WebSocket as any client would. Nothing here touches the application's
 * classes.
 *
 * <p>A test class marked {@code @OnEveryDeployment} runs on both servers at both context roots; the
 * two processes are started once and shared, so such a test never stops, kills or configures its
 * server. A test that must do so starts its own with {@link ServerKind#start}.
 *
 * <p>No test sleeps: everything that waits does so for a condition, with a {@link Deadline}.
 */
@NullMarked
package org.hearhear.it;

import org.jspecify.annotations.NullMarked;
