package org.hearhear.presence;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Refusal;

/** What a client may ask for about presence, read and checked as far as needs no database. */
final class PresenceCommand {
  private static final String AWAY = "away";

  private PresenceCommand() {}

  /** Begins to watch people, in the order in which they are to be answered. */
  record Watch(Set<AccountId> people) {
    static Watch read(Fields fields) {
      return new Watch(PresenceCommand.people(fields));
    }
  }

  /** Watches people no longer. */
  record Unwatch(Set<AccountId> people) {
    static Unwatch read(Fields fields) {
      return new Unwatch(PresenceCommand.people(fields));
    }
  }

  /**
   * How the person wants to be seen, if that is to change, and whether he looks at this client.
   *
   * @param isAway whether this connection is hidden from now on
   */
  record Status(Optional<Choice> choice, boolean isAway) {
    static Status read(Fields fields) {
      Optional<String> state = fields.findString("state");
      return new Status(
          state.filter(name -> !name.equals(AWAY)).map(PresenceCommand::choice),
          state.filter(AWAY::equals).isPresent());
    }
  }

  private static Choice choice(String name) {
    for (Choice choice : Choice.values()) {
      if (choice.wireName().equals(name)) {
        return choice;
      }
    }
    throw Refusal.badRequest("'state' must be online, away, dnd or invisible.");
  }

  /** The size of a frame bounds them here; how many may be watched is another question. */
  private static Set<AccountId> people(Fields fields) {
    Set<AccountId> people =
        new LinkedHashSet<>(fields.list("people", Integer.MAX_VALUE, PresenceCommand::accountId));
    if (people.isEmpty()) {
      throw Refusal.badRequest("Name somebody in 'people'.");
    }
    return people;
  }

  private static AccountId accountId(JsonValue value) {
    if (value instanceof JsonString id) {
      return AccountId.parse(id.getString());
    }
    throw Refusal.badRequest("'people' must be ids of accounts.");
  }
}
