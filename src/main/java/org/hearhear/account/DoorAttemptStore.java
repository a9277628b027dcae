package org.hearhear.account;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of failed sign-ins and of registrations. */
@Singleton
public class DoorAttemptStore {

  void insert(Handle handle, String kind, String address, String name, Instant at) {
    handle.execute(
        "INSERT INTO door_attempt (kind, address, name, at) VALUES (?, ?, ?, ?)",
        kind,
        address,
        name,
        at);
  }

  void deleteBefore(Handle handle, Instant oldest) {
    handle.execute("DELETE FROM door_attempt WHERE at < ?", oldest);
  }

  /** How often a kind of attempt was made from an address, with this name or with any. */
  int count(Handle handle, String kind, String address, @Nullable String name, Instant since) {
    return handle
        .createQuery(
            "SELECT count(*) FROM door_attempt WHERE kind = :kind AND address = :address"
                + " AND at > :since"
                + (name == null ? "" : " AND name = :name"))
        .bind("kind", kind)
        .bind("address", address)
        .bind("since", since)
        .bindMap(name == null ? Map.of() : Map.of("name", name))
        .mapTo(Integer.class)
        .one();
  }
}
