package org.hearhear.live;

import org.hearhear.wire.Payload;

/**
 * Something of which only the newest matters.
 *
 * @param key what it is the state of
 */
public record State(Object key, Payload payload) {}
