package org.hearhear.it.fault;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hearhear.it.fault.Entry.Answered;
import org.hearhear.it.fault.Entry.Fetched;
import org.hearhear.it.fault.Entry.Received;
import org.hearhear.it.fault.Entry.Sent;

/**
 * Compares a history of {@code /dm}, in which every command has got its answer, with what is
 * stored: what was acknowledged is there once and where it was said to be, nothing else is, and
 * nobody was told anything else. For one use.
 */
public final class MessageChecks {
  /** Where a message is, as it is stored. */
  private record Place(String conversation, JsonObject message) {
    int seq() {
      return message.getInt("seq");
    }
  }

  private final List<Entry> history;
  private final List<StoredMessages> stored;
  private final Lies lies = new Lies();
  private final Map<String, Place> byKey = new HashMap<>();
  private final Map<String, String> accounts;

  private MessageChecks(List<Entry> history, List<StoredMessages> stored) {
    this.history = history;
    this.stored = stored;
    this.accounts = History.accounts(history);
  }

  /** What of the history and of what is stored for each person cannot be true. */
  public static Lies find(List<Entry> history, List<StoredMessages> stored) {
    MessageChecks checks = new MessageChecks(history, stored);
    checks.storedMessagesAreNumberedAndOnce();
    checks.everybodyHasTheSameConversations();
    checks.whatIsStoredWasSent();
    checks.whatWasAcknowledgedIsStored();
    checks.whatCameLaterIsLater();
    checks.lies.addAll(LogChecks.find(history, stored));
    checks.receiptsTellOfWhatHasArrived();
    return checks.lies;
  }

  private void storedMessagesAreNumberedAndOnce() {
    Map<String, List<JsonObject>> all = new HashMap<>();
    stored.forEach(each -> all.putAll(each.messages().all()));
    all.forEach(
        (conversation, messages) -> {
          int seq = 0;
          for (JsonObject message : messages) {
            seq++;
            if (message.getInt("seq") != seq) {
              lies.found("a gap in what is stored", conversation, seq, message);
              seq = message.getInt("seq");
            }
            Place place = new Place(conversation, message);
            Place other = byKey.put(message.getString("key"), place);
            if (other != null) {
              lies.found("doubled", other, place);
            }
          }
        });
  }

  private void everybodyHasTheSameConversations() {
    Map<String, List<JsonObject>> seen = new HashMap<>();
    for (StoredMessages each : stored) {
      each.messages()
          .all()
          .forEach(
              (conversation, messages) -> {
                List<JsonObject> others = seen.putIfAbsent(conversation, messages);
                if (others != null && !others.equals(messages)) {
                  lies.found("two views of one conversation", conversation, others, messages);
                }
              });
    }
  }

  private void whatIsStoredWasSent() {
    Map<String, Sent> sent = new HashMap<>();
    for (Entry entry : history) {
      if (entry instanceof Sent each) {
        sent.put(each.key(), each);
      }
    }
    byKey.forEach(
        (key, place) -> {
          Sent command = sent.get(key);
          if (command == null) {
            lies.found("nobody sent it", place);
          } else if (!command.command().getString("text").equals(place.message.getString("text"))
              || !place.message.getString("from").equals(accounts.get(command.client()))) {
            lies.found("not as it was sent", command, place);
          }
        });
  }

  private void whatWasAcknowledgedIsStored() {
    Set<String> open = new HashSet<>();
    for (Entry entry : history) {
      if (entry instanceof Sent sent) {
        open.add(sent.key());
      } else if (entry instanceof Answered answer && answer.isOk()) {
        open.remove(answer.key());
        Place place = byKey.get(answer.key());
        if (place == null) {
          lies.found("lost", answer);
        } else if (!isWhere(place, answer.reply())) {
          lies.found("acknowledged as another one", answer, place);
        }
      } else if (entry instanceof Answered answer && answer.isFinal()) {
        lies.found("refused", answer);
      }
    }
    open.forEach(key -> lies.found("never answered", key));
  }

  private static boolean isWhere(Place place, JsonObject ok) {
    return place.conversation.equals(ok.getString("conversation"))
        && place.seq() == ok.getInt("seq")
        && place.message.getString("at").equals(ok.getString("at"));
  }

  /** A message that was first sent after the {@code ok} of another one comes behind it. */
  private void whatCameLaterIsLater() {
    Map<String, Integer> acknowledged = new HashMap<>();
    Set<String> begun = new HashSet<>();
    for (Entry entry : history) {
      if (entry instanceof Answered answer && answer.isOk()) {
        acknowledged.merge(
            answer.reply().getString("conversation"), answer.reply().getInt("seq"), Math::max);
      } else if (entry instanceof Sent sent && begun.add(sent.key())) {
        Place place = byKey.get(sent.key());
        if (place != null && place.seq() <= acknowledged.getOrDefault(place.conversation, 0)) {
          lies.found("out of order", sent, place);
        }
      }
    }
  }

  /** A mark is not above what the person's clients had when it was told. */
  private void receiptsTellOfWhatHasArrived() {
    Map<String, Integer> arrived = new HashMap<>();
    for (Entry entry : history) {
      String account = accounts.getOrDefault(entry.client(), "");
      if (entry instanceof Fetched fetched && fetched.reply().containsKey("messages")) {
        String conversation = fetched.reply().getString("conversation");
        fetched
            .reply()
            .getJsonArray("messages")
            .getValuesAs(JsonObject.class)
            .forEach(each -> arrived(arrived, account, conversation, each));
      } else if (entry instanceof Received received) {
        JsonObject event = received.event();
        if (event.getString("type").equals("message")) {
          arrived(arrived, account, event.getString("conversation"), event);
        } else if (event.getString("type").equals("receipt")) {
          String place = event.getString("account") + " in " + event.getString("conversation");
          if (event.getInt("delivered") > arrived.getOrDefault(place, 0)) {
            lies.found("not delivered yet", received, arrived.getOrDefault(place, 0));
          }
        }
      }
    }
  }

  private static void arrived(
      Map<String, Integer> arrived, String account, String conversation, JsonObject message) {
    arrived.merge(account + " in " + conversation, message.getInt("seq"), Math::max);
  }
}
