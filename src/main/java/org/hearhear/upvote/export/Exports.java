package org.hearhear.upvote.export;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.hearhear.config.Settings;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;

/** How many exports a node makes at once: each takes one of the server's threads. */
@Singleton
public class Exports {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Semaphore places;

  @Inject
  public Exports(Settings settings) {
    places = new Semaphore(settings.get(Settings.EXPORTS));
  }

  /** An export as a file; {@code unavailable} when there is no place for it. */
  Response file(String name, String type, StreamingOutput content) {
    StreamingOutput limited =
        out -> {
          if (!places.tryAcquire()) {
            throw Refusal.retry(
                ErrorCode.UNAVAILABLE, "Too many exports are being made; try again.", RETRY);
          }
          try {
            content.write(out);
          } finally {
            places.release();
          }
        };
    return Response.ok(limited, type)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
