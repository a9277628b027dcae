package org.hearhear.storage;

import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Names this life of the database: positions and revisions of another one mean nothing. A restore
 * begins a new one.
 */
@Singleton
public class Incarnation {
  /** So that a client that lies about its position can void those of others only so often. */
  private static final Duration LIFE_MIN = Duration.ofHours(1);

  /** Gives a database without an epoch its first one; several nodes may do so at once. */
  static void begin(Handle handle) {
    handle
        .createUpdate(
            "INSERT INTO incarnation (only_row, epoch) VALUES (1, :epoch) ON CONFLICT DO NOTHING")
        .bind("epoch", UUID.randomUUID())
        .execute();
  }

  public UUID epoch(Handle handle) {
    return handle.createQuery("SELECT epoch FROM incarnation").mapTo(UUID.class).one();
  }

  /** Replaces an epoch that has turned out to be void, unless that has happened just now. */
  public boolean renew(Handle handle, UUID epoch) {
    Instant now = Instant.now();
    return handle
            .createUpdate(
                "UPDATE incarnation SET epoch = :renewed, renewed_at = :now"
                    + " WHERE epoch = :epoch AND (renewed_at IS NULL OR renewed_at < :latest)")
            .bind("renewed", UUID.randomUUID())
            .bind("now", Timestamp.from(now))
            .bind("epoch", epoch)
            .bind("latest", Timestamp.from(now.minus(LIFE_MIN)))
            .execute()
        == 1;
  }
}
