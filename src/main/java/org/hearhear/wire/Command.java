package org.hearhear.wire;

/**
 * One command as it came in, not yet read by its feature.
 *
 * @param type what is asked for
 * @param ref the client's number, echoed in the reply; {@link #NO_REF} where it sent none
 * @param fields everything else
 */
public record Command(String type, long ref, Fields fields) {

  /** Stands for an absent {@code ref}; commands that get no reply (such as pong) have none. */
  public static final long NO_REF = -1;
}
