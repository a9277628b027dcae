package org.hearhear.it.fault;

import jakarta.json.JsonObject;

/**
 * One thing that a client did or saw. {@code connection} counts the client's connections from 1.
 */
public sealed interface Entry {
  String client();

  /** A connection was welcomed; on {@code /upvote} {@code n} is 0. */
  record Welcomed(
      String client, int connection, String account, String epoch, long n, boolean resumed)
      implements Entry {}

  /** A command with a key was sent, for the first time or again. */
  record Sent(String client, int connection, String key, JsonObject command) implements Entry {}

  /** The reply to a command with a key. */
  record Answered(String client, int connection, String key, JsonObject reply) implements Entry {
    public boolean isOk() {
      return reply.getString("type").equals("ok");
    }

    boolean isFinal() {
      return !reply.containsKey("retryAfter");
    }
  }

  /** An event came. */
  record Received(String client, int connection, JsonObject event) implements Entry {}

  /** State was fetched: the reply to {@code history} or {@code subscribe}. */
  record Fetched(String client, int connection, JsonObject reply) implements Entry {}

  /** A connection, or the attempt to make one, came to an end. */
  record Cut(String client, int connection, String how) implements Entry {}

  /** The test did something to the client's connection, or to all ("everybody"). */
  record Made(String client, String fault) implements Entry {}
}
