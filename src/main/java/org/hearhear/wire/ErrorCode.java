package org.hearhear.wire;

import java.util.Locale;

/**
 * Why a command or an HTTP request was refused. The names and sentences are part of the protocol: a
 * client may rely on them, and the table in PROTOCOL.md is tested against this enum. Immutable.
 */
public enum ErrorCode {
  /** The request breaks a rule of the protocol; sending it again unchanged will fail again. */
  BAD_REQUEST(
      400,
      "The request breaks a rule of the protocol; sending it again unchanged will fail again."),

  /** The text or file is larger than the limit; send a smaller one with a new key. */
  TOO_LARGE(413, "The text or file is larger than the limit; send a smaller one with a new key."),

  /** Nobody is signed in, or the name or the password is wrong. */
  UNAUTHENTICATED(401, "Nobody is signed in, or the name or the password is wrong."),

  /** It does not exist, or it is not for you to know whether it does. */
  NOT_FOUND(404, "It does not exist, or it is not for you to know whether it does."),

  /** You may know of it, but you may not do this. */
  FORBIDDEN(403, "You may know of it, but you may not do this."),

  /** Somebody else was faster; read the state again before you decide anew. */
  CONFLICT(409, "Somebody else was faster; read the state again before you decide anew."),

  /** The key was used before for something else; nothing was changed. */
  KEY_REUSED(409, "The key was used before for something else; nothing was changed."),

  /** Too much in too short a time; try again after retryAfter milliseconds. */
  RATE_LIMITED(429, "Too much in too short a time; try again after retryAfter milliseconds."),

  /** You have blocked the person; unblock them first. */
  BLOCKED(403, "You have blocked the person; unblock them first."),

  /** The person does not take this from you; the reason is never told. */
  NOT_ACCEPTING(403, "The person does not take this from you; the reason is never told."),

  /** It is closed to changes. */
  CLOSED(409, "It is closed to changes."),

  /** The allowance is used up; waiting alone does not bring it back. */
  QUOTA(403, "The allowance is used up; waiting alone does not bring it back."),

  /** The server cannot do it now; try again with the same key after retryAfter milliseconds. */
  UNAVAILABLE(
      503,
      "The server cannot do it now; try again with the same key after retryAfter milliseconds.");

  private final int httpStatus;
  private final String meaning;

  ErrorCode(int httpStatus, String meaning) {
    this.httpStatus = httpStatus;
    this.meaning = meaning;
  }

  /** The string that stands for this code in JSON, as {@code bad_request}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of the HTTP response that carries this code. */
  public int httpStatus() {
    return httpStatus;
  }

  /** One sentence for developers; the message that people read says what to do instead. */
  public String meaning() {
    return meaning;
  }
}
