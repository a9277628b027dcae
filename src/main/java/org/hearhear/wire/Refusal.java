package org.hearhear.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says no to one request, for a reason that the client can act on. It is flow control, not a fault:
 * it carries no stack trace and is never logged.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable Duration retryAfter;

  private Refusal(ErrorCode code, String message, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** A refusal that a retry would not change. */
  public static Refusal of(ErrorCode code, String message) {
    return new Refusal(code, message, null);
  }

  /** A refusal that passes: the same request may be repeated after {@code retryAfter}. */
  public static Refusal retry(ErrorCode code, String message, Duration retryAfter) {
    return new Refusal(code, message, retryAfter);
  }

  public static Refusal badRequest(String message) {
    return of(ErrorCode.BAD_REQUEST, message);
  }

  public ErrorCode code() {
    return code;
  }

  /** When to try again; null where a retry makes no sense. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The same in whole seconds, rounded up, for the header Retry-After; null likewise. */
  public @Nullable Long retryAfterSeconds() {
    return retryAfter == null ? null : Math.max(1, (retryAfter.toMillis() + 999) / 1000);
  }

  /** The sentence for the person who reads it; never null, unlike {@link #getMessage()}. */
  public String sentence() {
    String message = getMessage();
    return message == null ? code.meaning() : message;
  }
}
