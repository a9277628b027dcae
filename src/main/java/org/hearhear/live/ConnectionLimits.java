package org.hearhear.live;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.hearhear.config.Settings;

/** The settings that concern one connection, read once for all of them. */
record ConnectionLimits(
    int frameInBytes,
    int frameOutBytes,
    int outboxEvents,
    int outboxBytes,
    int inFlight,
    int malformedFrames,
    int refusals,
    int windowBytes,
    Duration sendTimeout,
    Duration silence,
    Duration helloTimeout,
    Duration closeTimeout,
    Duration reconnectWithin) {
  /** Signing out closes within a second, the watchdog's own second included. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

  /** A time to come back at, another one for each client, so that they do not come together. */
  Duration reconnectAfter() {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(reconnectWithin.toMillis() + 1));
  }

  static ConnectionLimits of(Settings settings) {
    return new ConnectionLimits(
        settings.get(Settings.FRAME_IN_BYTES),
        settings.get(Settings.FRAME_OUT_BYTES),
        settings.get(Settings.OUTBOX_EVENTS),
        settings.get(Settings.OUTBOX_BYTES),
        settings.get(Settings.COMMANDS_IN_FLIGHT),
        settings.get(Settings.MALFORMED_FRAMES),
        settings.get(Settings.REFUSALS),
        settings.get(Settings.WINDOW_BYTES),
        settings.get(Settings.SEND_TIMEOUT),
        settings.get(Settings.SILENCE),
        settings.get(Settings.HELLO_TIMEOUT),
        CLOSE_TIMEOUT,
        settings.get(Settings.RECONNECT_WITHIN));
  }
}
