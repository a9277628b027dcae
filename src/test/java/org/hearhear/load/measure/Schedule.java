package org.hearhear.load.measure;

/**
 * When the messages of an open loop are to be sent: evenly spread over time, the users taking
 * turns, whatever the server does. A latency that counts from this moment does not hide that a
 * message had to wait for the ones before it. Immutable.
 *
 * @param perSecond messages a second of all users together
 */
public record Schedule(long startNanos, int users, double perSecond) {
  private static final double NANOS_IN_SECOND = 1e9;

  /** When this user's message, counted from 0, is to be sent. */
  public long nanosOf(int user, long message) {
    return startNanos + Math.round((message * users + user) * (NANOS_IN_SECOND / perSecond));
  }
}
