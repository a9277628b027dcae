package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed sign-ins and registrations in SQL, so that the limits hold over all nodes. Safe for
 * all threads; two attempts at the same moment may both pass at the limit, no more than that.
 */
@Singleton
public class DoorAttempts {
  private static final Duration NAME_WINDOW = Duration.ofMinutes(15);
  private static final Duration ADDRESS_WINDOW = Duration.ofHours(1);
  private static final String SIGN_IN = "signin";
  private static final String REGISTER = "register";

  private final Settings settings;
  private final Database database;
  private final DoorAttemptStore store;
  private final InstantSource time;

  @Inject
  public DoorAttempts(Settings settings, Database database, DoorAttemptStore store) {
    this(settings, database, store, InstantSource.system());
  }

  DoorAttempts(Settings settings, Database database, DoorAttemptStore store, InstantSource time) {
    this.settings = settings;
    this.database = database;
    this.store = store;
    this.time = time;
  }

  /** Throws {@code rate_limited} when the address has failed too often, with this name or any. */
  void checkSignIn(String name, String address) {
    int withName = count(SIGN_IN, address, name, NAME_WINDOW);
    if (withName >= settings.get(Settings.SIGN_IN_FAILURES)) {
      throw tooMany("Too many failed sign-ins; wait a quarter of an hour.", NAME_WINDOW);
    }
    int withAny = count(SIGN_IN, address, null, ADDRESS_WINDOW);
    if (withAny >= settings.get(Settings.SIGN_IN_FAILURES_ADDRESS)) {
      throw tooMany("Too many failed sign-ins from your address; wait an hour.", ADDRESS_WINDOW);
    }
  }

  /** Throws {@code rate_limited} when too many accounts were created from the address. */
  void checkRegistration(String address) {
    int already = count(REGISTER, address, null, ADDRESS_WINDOW);
    if (already >= settings.get(Settings.REGISTRATIONS_ADDRESS)) {
      throw tooMany("Too many new accounts from your address; wait an hour.", ADDRESS_WINDOW);
    }
  }

  void signInFailed(String name, String address) {
    add(SIGN_IN, name, address);
  }

  void registered(String name, String address) {
    add(REGISTER, name, address);
  }

  private void add(String kind, String name, String address) {
    Instant now = time.instant();
    database.useTransaction(
        handle -> {
          store.deleteBefore(handle, now.minus(ADDRESS_WINDOW));
          store.insert(handle, kind, address, name, now);
        });
  }

  private int count(String kind, String address, @Nullable String name, Duration window) {
    return database.inTransaction(
        handle -> store.count(handle, kind, address, name, time.instant().minus(window)));
  }

  private static Refusal tooMany(String message, Duration window) {
    return Refusal.retry(ErrorCode.RATE_LIMITED, message, window);
  }
}
