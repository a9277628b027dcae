/**
 * The scenarios {@code connect}, {@code idle} and {@code reconnect}: many connections that say
 * little. All but the scenarios themselves runs on the event loop.
 */
@NullMarked
package org.hearhear.load.storm;

import org.jspecify.annotations.NullMarked;
