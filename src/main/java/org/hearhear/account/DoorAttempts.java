package org.hearhear.account;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.hearhear.wire.Texts;
import org.jdbi.v3.core.Handle;

/**
 * Counts sign-ins and registrations in SQL, so that the limits hold over all nodes. An attempt is
 * counted before it is made, one after the other for each address, so however many come at the same
 * moment, no more than the limit are made. What is refused here is not counted. A sign-in is taken
 * back unless the password was wrong; where a server dies meanwhile, it stays counted. Safe for all
 * threads.
 */
@Singleton
public class DoorAttempts {
  private static final System.Logger LOG = System.getLogger(DoorAttempts.class.getName());
  private static final Duration NAME_WINDOW = Duration.ofMinutes(15);
  private static final Duration ADDRESS_WINDOW = Duration.ofHours(1);
  private static final String SIGN_IN = "signin";
  private static final String REGISTER = "register";

  /** No account has a longer name; of what was tried no more is kept. */
  private static final int NAME_LENGTH_MAX = 32;

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

  /**
   * Checks a password by {@code check}, whose result is empty when it was wrong. Throws {@code
   * rate_limited}, and checks nothing, when the address has failed too often, with this name or
   * any.
   */
  <T> Optional<T> signIn(String name, String address, Supplier<Optional<T>> check) {
    String kept = Texts.cut(name, NAME_LENGTH_MAX);
    long attempt =
        count(
            SIGN_IN, kept, address, (handle, now) -> requireSignInLeft(handle, kept, address, now));
    boolean wrong = false;
    try {
      Optional<T> result = check.get();
      wrong = result.isEmpty();
      return result;
    } finally {
      if (!wrong) {
        takeBack(attempt);
      }
    }
  }

  /**
   * Counts an attempt to register, whatever comes of it. Throws {@code rate_limited} when there
   * were too many from the address.
   */
  void registration(String name, String address) {
    count(REGISTER, name, address, (handle, now) -> requireRegistrationLeft(handle, address, now));
  }

  /** Adds an attempt where {@code limit} allows it, while nobody else counts for the address. */
  private long count(String kind, String name, String address, BiConsumer<Handle, Instant> limit) {
    return database.inTransaction(
        handle -> {
          store.lock(handle, address);
          Instant now = time.instant();
          limit.accept(handle, now);
          store.deleteBefore(handle, now.minus(ADDRESS_WINDOW));
          return store.insert(handle, kind, address, name, now);
        });
  }

  private void requireSignInLeft(Handle handle, String name, String address, Instant now) {
    if (store.count(handle, SIGN_IN, address, name, now.minus(NAME_WINDOW))
        >= settings.get(Settings.SIGN_IN_FAILURES)) {
      throw tooMany("Too many failed sign-ins; wait a quarter of an hour.", NAME_WINDOW);
    }
    if (store.count(handle, SIGN_IN, address, null, now.minus(ADDRESS_WINDOW))
        >= settings.get(Settings.SIGN_IN_FAILURES_ADDRESS)) {
      throw tooMany("Too many failed sign-ins from your address; wait an hour.", ADDRESS_WINDOW);
    }
  }

  private void requireRegistrationLeft(Handle handle, String address, Instant now) {
    if (store.count(handle, REGISTER, address, null, now.minus(ADDRESS_WINDOW))
        >= settings.get(Settings.REGISTRATIONS_ADDRESS)) {
      throw tooMany("Too many new accounts from your address; wait an hour.", ADDRESS_WINDOW);
    }
  }

  /** A sign-in must not fail because its attempt could not be taken back. */
  private void takeBack(long attempt) {
    try {
      database.useTransaction(handle -> store.delete(handle, attempt));
    } catch (RuntimeException failure) {
      LOG.log(WARNING, "A sign-in that did not fail stays counted as a failure", failure);
    }
  }

  private static Refusal tooMany(String message, Duration window) {
    return Refusal.retry(ErrorCode.RATE_LIMITED, message, window);
  }
}
