package org.hearhear.it;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Idempotency keys as a client makes them: UUIDs version 7. Safe for all threads. */
public final class Keys {
  private static final int TIME_SHIFT = 16;
  private static final long VERSION_7 = 0x7000L;
  private static final long RANDOM_12_BITS = 0x0FFFL;
  private static final long RANDOM_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private Keys() {}

  /** Fields of a command by their names and values in turn, with a key. */
  static Map<String, ?> keyed(Object... fields) {
    Map<String, Object> all = new HashMap<>();
    all.put("key", next());
    for (int i = 0; i < fields.length; i += 2) {
      all.put((String) fields[i], fields[i + 1]);
    }
    return all;
  }

  public static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high =
        System.currentTimeMillis() << TIME_SHIFT | VERSION_7 | (random.nextLong() & RANDOM_12_BITS);
    long low = VARIANT | (random.nextLong() & RANDOM_62_BITS);
    return new UUID(high, low).toString();
  }
}
