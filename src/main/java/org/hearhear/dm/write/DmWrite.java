package org.hearhear.dm.write;

import jakarta.json.JsonValue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hearhear.dm.conversation.AccountPair;
import org.hearhear.journal.AppliedStore;
import org.hearhear.live.Connection;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;

/** A change on its way into the journal, and who waits for the answer. */
public record DmWrite(Connection connection, Command command, Change change) {

  AccountId account() {
    return connection.account();
  }

  AppliedStore.Id id() {
    return new AppliedStore.Id(account(), change.key());
  }

  /** Tells it apart from another with the same key: all that the client said, but for the ref. */
  String digest() {
    SortedMap<String, JsonValue> fields = new TreeMap<>(command.fields().json());
    fields.remove("ref");
    return AppliedStore.digest(fields.toString());
  }

  /** Changes that name what they change in the same way stay in order. */
  public long laneKey() {
    return change
        .target()
        .map(conversation -> conversation.value())
        .or(
            () ->
                change.person().map(person -> (long) AccountPair.of(account(), person).hashCode()))
        .orElse(account().value());
  }

  /** Says which write it is without saying what was written: it ends up in logs. */
  @Override
  public String toString() {
    return command.type() + " " + change.key() + " of account " + account();
  }
}
