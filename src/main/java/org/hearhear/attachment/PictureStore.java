package org.hearhear.attachment;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which file is the picture of whom: a column of the accounts' rows. */
@Singleton
class PictureStore {

  Optional<UUID> find(Handle handle, AccountId account) {
    return handle
        .createQuery("SELECT picture FROM account WHERE id = :id AND picture IS NOT NULL")
        .bind("id", account.value())
        .mapTo(UUID.class)
        .findOne();
  }

  /** Sets the picture, or takes it away, and returns the one before. */
  Optional<UUID> replace(Handle handle, AccountId account, @Nullable UUID picture) {
    Optional<UUID> before =
        handle
            .createQuery(
                "SELECT picture FROM account WHERE id = :id AND picture IS NOT NULL FOR UPDATE")
            .bind("id", account.value())
            .mapTo(UUID.class)
            .findOne();
    handle
        .createUpdate("UPDATE account SET picture = CAST(:picture AS uuid) WHERE id = :id")
        .bind("picture", picture)
        .bind("id", account.value())
        .execute();
    return before;
  }
}
