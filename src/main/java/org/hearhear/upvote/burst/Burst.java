package org.hearhear.upvote.burst;

import java.time.Instant;
import org.hearhear.wire.ItemId;

/**
 * Votes on one item in one window.
 *
 * @param at when the window began, without its seconds
 * @param votes how many changed something; a vote that was taken back is two
 * @param addresses how many addresses they came from, as far as they were told apart
 */
public record Burst(
    ItemId item, Instant at, long votes, int addresses, int mostFromOneAddress, long newcomers) {}
