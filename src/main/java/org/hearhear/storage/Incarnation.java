package org.hearhear.storage;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The database's epoch, made up by whichever node comes first. */
final class Incarnation {
  private Incarnation() {}

  static UUID epoch(Jdbi jdbi) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO incarnation (only_row, epoch) VALUES (1, :epoch)"
                      + " ON CONFLICT DO NOTHING")
              .bind("epoch", UUID.randomUUID())
              .execute();
          return handle.createQuery("SELECT epoch FROM incarnation").mapTo(UUID.class).one();
        });
  }
}
