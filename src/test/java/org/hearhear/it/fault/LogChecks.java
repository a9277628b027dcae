package org.hearhear.it.fault;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hearhear.it.fault.Entry.Received;
import org.hearhear.it.fault.Entry.Welcomed;

/**
 * Checks the events with an {@code n}: each connection got every one behind its welcome, once and
 * in order; who resumed goes on from where he was; one number names one event for all clients of an
 * account; and an event tells what is stored. For one use.
 */
final class LogChecks {
  private final List<Entry> history;
  private final List<StoredMessages> stored;
  private final Lies lies = new Lies();
  private final Map<String, SortedMap<Long, JsonObject>> logs = new HashMap<>();

  private LogChecks(List<Entry> history, List<StoredMessages> stored) {
    this.history = history;
    this.stored = stored;
  }

  static Lies find(List<Entry> history, List<StoredMessages> stored) {
    LogChecks checks = new LogChecks(history, stored);
    checks.positionsGoOnByOne();
    checks.eventsTellWhatIsStored();
    checks.logsAreInOrderOfSeq();
    checks.logsAreAsLongAsTheyMustBe();
    return checks.lies;
  }

  private void positionsGoOnByOne() {
    Map<String, Long> position = new HashMap<>();
    Map<String, String> accounts = new HashMap<>();
    Map<String, String> epochs = new HashMap<>();
    for (Entry entry : history) {
      String client = entry.client();
      Long before = position.get(client);
      if (entry instanceof Welcomed welcomed) {
        accounts.put(client, welcomed.account());
        String epoch = epochs.put(welcomed.account(), welcomed.epoch());
        if (epoch != null && !epoch.equals(welcomed.epoch())) {
          lies.found("another epoch", welcomed);
        }
        if (welcomed.resumed() && (before == null || before != welcomed.n())) {
          lies.found("resumed from elsewhere", before == null ? "nowhere" : before, welcomed);
        } else if (before != null && welcomed.n() < before) {
          lies.found("welcomed back in the past", before, welcomed);
        }
        position.put(client, welcomed.n());
      } else if (entry instanceof Received received && received.event().containsKey("n")) {
        long n = received.event().getJsonNumber("n").longValue();
        if (before == null || n != before + 1) {
          lies.found(
              before != null && n <= before ? "a position again" : "a gap in positions",
              before == null ? "not welcomed" : before,
              received);
        }
        position.put(client, n);
        log(accounts.getOrDefault(client, ""), n, received.event());
      }
    }
  }

  private void log(String account, long n, JsonObject event) {
    JsonObject other =
        logs.computeIfAbsent(account, absent -> new TreeMap<>()).putIfAbsent(n, event);
    if (other != null && !other.equals(event)) {
      lies.found("one position, two events", account, other, event);
    }
  }

  private void eventsTellWhatIsStored() {
    Map<String, Map<Integer, JsonObject>> messages = new HashMap<>();
    for (StoredMessages each : stored) {
      each.messages()
          .all()
          .forEach(
              (conversation, all) ->
                  all.forEach(
                      message ->
                          messages
                              .computeIfAbsent(conversation, absent -> new HashMap<>())
                              .put(message.getInt("seq"), message)));
    }
    for (SortedMap<Long, JsonObject> log : logs.values()) {
      for (JsonObject event : log.values()) {
        if (event.getString("type").equals("message")) {
          JsonObject message =
              messages
                  .getOrDefault(event.getString("conversation"), Map.of())
                  .get(event.getInt("seq"));
          if (!Messages.stored(event).equals(message)) {
            lies.found("an event of what is not stored", event, String.valueOf(message));
          }
        }
      }
    }
  }

  private void logsAreInOrderOfSeq() {
    logs.forEach(
        (account, log) -> {
          Map<String, Integer> last = new HashMap<>();
          long before = -1;
          for (Map.Entry<Long, JsonObject> entry : log.entrySet()) {
            JsonObject event = entry.getValue();
            if (entry.getKey() != before + 1) {
              last.clear(); // Somebody started afresh; what lies between was not sent.
            }
            before = entry.getKey();
            if (event.getString("type").equals("message")) {
              String conversation = event.getString("conversation");
              int seq = event.getInt("seq");
              Integer previous = last.put(conversation, seq);
              if (previous != null && seq != previous + 1) {
                lies.found("a log out of order", account, previous, event);
              }
            }
          }
        });
  }

  /** A log has an entry for each message and one for each conversation's beginning. */
  private void logsAreAsLongAsTheyMustBe() {
    for (StoredMessages each : stored) {
      int entries = each.messages().count() + each.messages().all().size();
      if (each.n() != entries) {
        lies.found("a log of another length", each.account(), each.n(), entries);
      }
    }
  }
}
