package org.hearhear.fanout;

import java.util.List;
import org.hearhear.wire.Payload;

/**
 * One event for everybody concerned, encoded once.
 *
 * @param positions whom it concerns, each with the position that the event has for them
 * @param payload the event, without a position
 */
public record Publication(List<Position> positions, Payload payload) {}
