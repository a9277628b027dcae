package org.hearhear.upvote;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.hearhear.config.Settings;
import org.hearhear.upvote.item.Board;
import org.hearhear.upvote.item.BoardRules;
import org.hearhear.upvote.item.Who;
import org.hearhear.upvote.item.Workflow;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Refusal;

/** What a moderator says of a board; what is not said stays as it is, null takes it away. */
final class BoardFields {
  private static final int TITLE_CODE_POINTS_MAX = 200;
  private static final int STATES_MAX = 20;
  private static final int STATE_CODE_POINTS_MAX = 40;
  private static final int BUDGET_MAX = 1_000_000;

  private BoardFields() {}

  /** A board as it is after what was said. */
  static Board applied(Fields fields, Settings settings, Board before) {
    int bytesMax = settings.get(Settings.MESSAGE_BYTES);
    Board after =
        new Board(
            before.id(),
            before.edition(),
            fields.has("title")
                ? fields.text("title", TITLE_CODE_POINTS_MAX, bytesMax)
                : before.title(),
            fields.has("description")
                ? fields.textOrEmpty(
                    "description", settings.get(Settings.MESSAGE_CODE_POINTS), bytesMax)
                : before.description(),
            rules(fields, before.rules()),
            before.closed(),
            time(fields, "opensAt", before.opensAt()),
            time(fields, "closesAt", before.closesAt()));
    if (after.opensAt().isPresent()
        && after.closesAt().isPresent()
        && !after.opensAt().get().isBefore(after.closesAt().get())) {
      throw Refusal.badRequest("'opensAt' must be before 'closesAt'.");
    }
    return after;
  }

  private static BoardRules rules(Fields fields, BoardRules before) {
    return new BoardRules(
        who(fields, "mayPost", before.mayPost()),
        who(fields, "mayVote", before.mayVote()),
        who(fields, "voters", before.voters()),
        budget(fields, before.budget()),
        flag(fields, "downvotes", before.downvotes()),
        flag(fields, "selfVotes", before.selfVotes()),
        flag(fields, "foreignItems", before.foreignItems()),
        workflow(fields, before.workflow()));
  }

  private static Who who(Fields fields, String name, Who before) {
    return fields.findString(name).map(said -> Who.parse(name, said)).orElse(before);
  }

  private static boolean flag(Fields fields, String name, boolean before) {
    return fields.has(name) ? fields.bool(name) : before;
  }

  private static OptionalInt budget(Fields fields, OptionalInt before) {
    if (isTakenAway(fields, "budget")) {
      return OptionalInt.empty();
    }
    OptionalLong said = fields.findInteger("budget", 1, BUDGET_MAX);
    return said.isPresent() ? OptionalInt.of((int) said.getAsLong()) : before;
  }

  private static Optional<Instant> time(Fields fields, String name, Optional<Instant> before) {
    if (isTakenAway(fields, name)) {
      return Optional.empty();
    }
    return fields.findString(name).map(said -> instant(name, said)).or(() -> before);
  }

  private static Instant instant(String name, String said) {
    try {
      Instant time = OffsetDateTime.parse(said).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
        return time;
      }
    } catch (DateTimeException notATime) {
      // Answered below.
    }
    throw Refusal.badRequest("'" + name + "' must be a time as 2026-11-24T18:00:00Z.");
  }

  private static boolean isTakenAway(Fields fields, String name) {
    return JsonValue.NULL.equals(fields.json().get(name));
  }

  private static Workflow workflow(Fields fields, Workflow before) {
    if (!fields.has("states")) {
      return before;
    }
    List<Workflow.State> states = fields.list("states", STATES_MAX, BoardFields::state);
    Set<String> names = new HashSet<>();
    states.forEach(state -> names.add(state.name()));
    if (states.isEmpty() || states.get(0).closed() || names.size() < states.size()) {
      throw Refusal.badRequest(
          "'states' must have different names, and begin with one that is not closed.");
    }
    return new Workflow(states);
  }

  private static Workflow.State state(JsonValue value) {
    if (value instanceof JsonObject object) {
      Fields fields = new Fields(object);
      return new Workflow.State(
          fields.text("name", STATE_CODE_POINTS_MAX, Integer.MAX_VALUE),
          flag(fields, "closed", false));
    }
    throw Refusal.badRequest("'states' must be objects with a 'name', and 'closed' if it is.");
  }
}
