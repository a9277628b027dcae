package org.hearhear.it.fault;

/** What may happen to the connections that pass a {@link FaultProxy}. */
public enum Fault {
  /** Nothing: bytes are forwarded as they come. */
  NONE,
  /** Every piece is late by some milliseconds. */
  LATENCY,
  /** Bytes arrive one to seven at a time, each such slice a write of its own. */
  SLICES,
  /** Nothing is forwarded either way and no end is told, as when a cable is pulled. */
  BLACKHOLE,
  /** What comes from the server is not taken any more; the other way is open. */
  STALLED_READER,
  /** Both sides are told that the connection is gone (RST), whatever was under way. */
  RESET,
  /** The server is told that nothing more will come (FIN); it may still send. */
  HALF_CLOSE_TO_SERVER,
  /** The client is told that nothing more will come (FIN); it may still send. */
  HALF_CLOSE_TO_CLIENT;

  /** Whether it is a state that can end, and not the end of a connection. */
  boolean isLasting() {
    return this != RESET && this != HALF_CLOSE_TO_SERVER && this != HALF_CLOSE_TO_CLIENT;
  }
}
