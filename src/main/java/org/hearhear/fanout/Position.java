package org.hearhear.fanout;

/**
 * Where a subject stands after a publication.
 *
 * @param at {@code n} in an account's log, {@code rev} of an item, the new item of a board; 0 where
 *     the subject has none
 */
public record Position(Subject subject, long at) {}
