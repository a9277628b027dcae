package org.hearhear.it.fault;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Histories made by hand, of Ada and Ben, for the tests of the checks. For one test. */
final class Histories {
  static final String ADA = "1";
  static final String BEN = "2";

  private static final String TIME = "2026-11-22T10:00:00.131Z";

  private final List<Entry> entries = new ArrayList<>();

  List<Entry> entries() {
    return entries;
  }

  Histories welcomed(String account, long n, boolean resumed) {
    entries.add(new Entry.Welcomed(name(account), 1, account, "epoch", n, resumed));
    return this;
  }

  /** Sends and gets the {@code ok}. */
  Histories sent(String account, int seq) {
    return asked(account, seq).answered(account, seq, seq);
  }

  Histories asked(String account, int message) {
    entries.add(
        new Entry.Sent(
            name(account), 1, key(message), object(Map.of("text", text(message), "to", BEN))));
    return this;
  }

  Histories answered(String account, int message, int seq) {
    JsonObject ok = object(Map.of("type", "ok", "conversation", "1", "seq", seq, "at", TIME));
    entries.add(new Entry.Answered(name(account), 1, key(message), ok));
    return this;
  }

  Histories refused(String account, int message) {
    JsonObject error = object(Map.of("type", "error", "code", "not_found"));
    entries.add(new Entry.Answered(name(account), 1, key(message), error));
    return this;
  }

  /** The event of the conversation's beginning is the first. */
  Histories began(String account) {
    return received(account, Map.of("n", 1, "type", "conversation", "id", "1"));
  }

  Histories told(String account, long n, int seq) {
    JsonObject event =
        Wire.JSON
            .createObjectBuilder(message(seq, seq))
            .add("n", n)
            .add("type", "message")
            .add("conversation", "1")
            .build();
    entries.add(new Entry.Received(name(account), 1, event));
    return this;
  }

  Histories received(String account, Map<String, Object> event) {
    entries.add(new Entry.Received(name(account), 1, object(event)));
    return this;
  }

  Histories askedVote(String account, int vote) {
    entries.add(new Entry.Sent(name(account), 1, key(vote), object(Map.of("item", "7"))));
    return this;
  }

  Histories answeredVote(String account, int vote, int value, int up, long rev) {
    JsonObject ok =
        object(Map.of("type", "ok", "item", "7", "value", value, "up", up, "down", 0, "rev", rev));
    entries.add(new Entry.Answered(name(account), 1, key(vote), ok));
    return this;
  }

  Histories voted(String account, int vote, int value, int up, long rev) {
    return askedVote(account, vote).answeredVote(account, vote, value, up, rev);
  }

  /** What is stored: the messages with these numbers, at {@code seq} 1 and so on. */
  static List<StoredMessages> stored(long n, int... messages) {
    Messages known = new Messages();
    known.conversation("1", JsonObject.EMPTY_JSON_OBJECT);
    for (int i = 0; i < messages.length; i++) {
      known.message("1", message(messages[i], i + 1));
    }
    return List.of(new StoredMessages(ADA, n, known), new StoredMessages(BEN, n, known));
  }

  static StoredVotes votes(String account, int up, long rev, int mine) {
    Votes votes = new Votes();
    votes.tally("7", object(Map.of("up", up, "down", 0, "rev", rev)));
    votes.mine("7", mine, rev);
    return new StoredVotes(account, votes);
  }

  /** Message {@code message}, all of which are Ada's. */
  static JsonObject message(int message, int seq) {
    return object(
        Map.of("seq", seq, "from", ADA, "text", text(message), "at", TIME, "key", key(message)));
  }

  private static String name(String account) {
    return "client of " + account;
  }

  private static String key(int number) {
    return "key " + number;
  }

  private static String text(int message) {
    return "message " + message;
  }

  private static JsonObject object(Map<String, Object> fields) {
    return Wire.JSON.createObjectBuilder(fields).build();
  }
}
