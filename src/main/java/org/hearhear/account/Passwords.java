package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hearhear.config.Settings;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;

/**
 * Hashes and checks passwords with Argon2id at OWASP's parameters (m=19456 KiB, t=2, p=1). Only a
 * few at a time, for each takes 19 MiB; who would wait too long is told to try again. Safe for all
 * threads.
 */
@Singleton
public class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int ITERATIONS = 2;
  private static final int PARALLELISM = 1;
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  private final Argon2id argon2id = new Argon2id(MEMORY_KIB, ITERATIONS, PARALLELISM);
  private final Semaphore permits;
  private final String nobodys;

  @Inject
  public Passwords(Settings settings) {
    permits = new Semaphore(settings.get(Settings.PASSWORD_HASHES), true);
    nobodys = hash(Tokens.make());
  }

  public String hash(String password) {
    return withPermit(() -> argon2id.hash(password));
  }

  public boolean matches(String password, String hash) {
    return withPermit(() -> Argon2id.matches(password, hash));
  }

  /** The hash of a password that nobody knows. */
  public String nobodys() {
    return nobodys;
  }

  /** Takes as long as a check, so that the time does not tell whether a name exists. */
  public void matchesNobody(String password) {
    matches(password, nobodys);
  }

  private <T> T withPermit(Supplier<T> work) {
    try {
      if (!permits.tryAcquire(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  private static Refusal busy() {
    return Refusal.retry(
        ErrorCode.UNAVAILABLE, "Too many people are signing in at the moment.", WAIT_MAX);
  }
}
