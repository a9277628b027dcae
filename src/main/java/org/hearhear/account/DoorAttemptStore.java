package org.hearhear.account;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of sign-ins, those that failed and those being checked, and of registrations. */
@Singleton
public class DoorAttemptStore {
  /** How many rows door_lock has. */
  private static final int SLOTS = 16;

  /** Keeps every other transaction from counting the attempts of this address until it ends. */
  void lock(Handle handle, String address) {
    handle
        .createQuery("SELECT slot FROM door_lock WHERE slot = :slot FOR UPDATE")
        .bind("slot", Math.floorMod(address.hashCode(), SLOTS))
        .mapTo(Integer.class)
        .one();
  }

  long insert(Handle handle, String kind, String address, String name, Instant at) {
    return handle
        .createUpdate(
            "INSERT INTO door_attempt (kind, address, name, at)"
                + " VALUES (:kind, :address, :name, :at)")
        .bind("kind", kind)
        .bind("address", address)
        .bind("name", name)
        .bind("at", at)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  void delete(Handle handle, long id) {
    handle.execute("DELETE FROM door_attempt WHERE id = ?", id);
  }

  /** Leaves alone what another transaction is deleting, so that the two never wait in a circle. */
  void deleteBefore(Handle handle, Instant oldest) {
    handle.execute(
        "DELETE FROM door_attempt WHERE id IN"
            + " (SELECT id FROM door_attempt WHERE at < ? FOR UPDATE SKIP LOCKED)",
        oldest);
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
