package org.hearhear.load.client;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;

/** What a refusal means for who runs the tool, and which setting to raise. Stateless. */
public final class Refusals {
  private Refusals() {}

  /** A handshake that was answered otherwise than with 101. */
  public static String handshake(WebSocketClientHandshakeException refusal) {
    HttpResponse response = refusal.response();
    if (response == null) {
      return "the handshake failed: " + refusal.getMessage();
    }
    int status = response.status().code();
    return "the handshake was refused with " + status + hint(status);
  }

  /** A command that was answered with an error. */
  public static String command(Received error) {
    return "a command was refused: " + error.code + ", " + error.message + hint(error.code);
  }

  private static String hint(int status) {
    return switch (status) {
      case 401 -> ": the login of the account has ended; delete the file of --accounts";
      case 403 -> ": the origin is not allowed; give --url as the server's users see it";
      case 404 -> ": there is no Hearhear at --url";
      case 429 ->
          ": raise HEARHEAR_LIMIT_ADDRESS_BURST and HEARHEAR_LIMIT_ADDRESS_RATE (handshakes of one"
              + " address), HEARHEAR_LIMIT_HANDSHAKE_BURST and HEARHEAR_LIMIT_HANDSHAKE_RATE (of"
              + " one account) or HEARHEAR_LIMIT_CONNECTIONS, or lower --per-account";
      case 503 -> ": the server is drained, or its database is away or too busy";
      default -> "";
    };
  }

  private static String hint(String code) {
    return switch (code) {
      case "rate_limited" ->
          " Raise HEARHEAR_LIMIT_MESSAGE_BURST and HEARHEAR_LIMIT_MESSAGE_RATE for messages,"
              + " HEARHEAR_LIMIT_VOTE_BURST and HEARHEAR_LIMIT_VOTE_RATE for votes,"
              + " HEARHEAR_LIMIT_VOTE_ADDRESS_BURST and HEARHEAR_LIMIT_VOTE_ADDRESS_RATE for those of"
              + " one address, HEARHEAR_LIMIT_POSTS for items,"
              + " HEARHEAR_LIMIT_COMMAND_BURST and HEARHEAR_LIMIT_COMMAND_RATE for the rest;"
              + " HEARHEAR_LIMIT_INFLIGHT if --window is above it. Set HEARHEAR_NEWCOMER=0.";
      case "quota" -> " Raise HEARHEAR_LIMIT_WATCHED, or lower --items.";
      case "too_large" -> " Raise HEARHEAR_MESSAGE_BYTES, or lower --bytes.";
      case "unavailable" ->
          " The database is away, or more is offered than the server can write: lower --rate, or"
              + " raise HEARHEAR_JOURNAL_QUEUE.";
      default -> "";
    };
  }
}
