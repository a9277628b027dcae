package org.hearhear.wire;

/**
 * Why the server closes a connection. 4000–4499 invite the client back, 4500–4999 do not, and the
 * table in PROTOCOL.md is tested against this enum. Immutable.
 */
public enum CloseCode {
  /** The client sent a binary frame; only text is spoken here. */
  NOT_TEXT(1003, "The client sent a binary frame; only text is spoken here."),

  /** A frame from the client was larger than frameBytes. */
  TOO_BIG(1009, "A frame from the client was larger than frameBytes."),

  /** The server restarts or wants this connection elsewhere. */
  RESTART(4000, "The server restarts or wants this connection elsewhere."),

  /** The client did not take a frame in time, or was silent for too long. */
  TOO_SLOW(4008, "The client did not take a frame in time, or was silent for too long."),

  /** The client kept sending far above its limits. */
  FLOOD(4029, "The client kept sending far above its limits."),

  /** An operator takes this node out of service; another one or its successor is ready. */
  DRAIN(4100, "An operator takes this node out of service; another one or its successor is ready."),

  /** The client does not speak the protocol; it must be corrected before it comes back. */
  PROTOCOL_ERROR(
      4500, "The client does not speak the protocol; it must be corrected before it comes back."),

  /** The login has ended; the person has to sign in again. */
  SIGNED_OUT(4501, "The login has ended; the person has to sign in again."),

  /** The account may not use this endpoint any more. */
  FORBIDDEN(4503, "The account may not use this endpoint any more.");

  private final int code;
  private final String meaning;

  CloseCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** Whether the client is asked to come back, at a time that {@code bye} names. */
  public boolean invitesBack() {
    return code < 4500;
  }

  /** The number in the close frame and in {@code bye}. */
  public int code() {
    return code;
  }

  /** One sentence for developers. */
  public String meaning() {
    return meaning;
  }
}
