package org.hearhear.load.client;

import java.util.ArrayList;
import java.util.List;

/**
 * One object of a received frame, as far as the load tool looks at it. There is one for all objects
 * of all connections: valid only while the listener is called. Absent numbers are {@link #ABSENT}.
 */
public final class Received {
  public static final long ABSENT = -1;

  public Kind kind = Kind.OTHER;
  public long ref;
  public long n;
  public long seq;
  public long rev;
  public long conversation;
  public long item;
  public long up;

  /** Who wrote the message and its number, as {@link Commands#send} puts them into the text. */
  public long sender;

  public long number;

  public long reconnectWithin;
  public long retryAfter;
  public boolean resumed;
  public String code = "";
  public String message = "";
  public String epoch = "";

  /** What a reply lists: items, tallies or boards. */
  public final List<Listed> listed = new ArrayList<>();

  /** When the frame was read, as {@link System#nanoTime} counts. */
  public long atNanos;

  /** An entry of a list in a reply; {@code up} and {@code rev} are absent in a board. */
  public record Listed(long id, long up, long down, long rev) {}

  void clear() {
    kind = Kind.OTHER;
    ref = ABSENT;
    n = ABSENT;
    seq = ABSENT;
    rev = ABSENT;
    conversation = ABSENT;
    item = ABSENT;
    up = ABSENT;
    sender = ABSENT;
    number = ABSENT;
    reconnectWithin = ABSENT;
    retryAfter = ABSENT;
    resumed = false;
    code = "";
    message = "";
    epoch = "";
    listed.clear();
  }
}
