package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hearhear.wire.ProtocolSchemas;
import org.junit.jupiter.api.Test;

/**
 * Every command of upvotes, tried by everybody. They are listed by what the application itself says
 * that it has, so a new one without an answer here fails.
 */
@OnEverySharedServer
class UpvoteAuthorisationIT {
  private enum Role {
    AUTHOR,
    MEMBER,
    MODERATOR
  }

  private static final List<String> FOR_EVERYBODY =
      List.of(
          "boards",
          "board",
          "items",
          "item",
          "subscribe",
          "unsubscribe",
          "vote",
          "post",
          "receipt");

  private static final List<String> FOR_MODERATORS =
      List.of(
          "create", "change", "close", "reopen", "arrange", "state", "hide", "unhide", "merge",
          "audit", "bursts", "voters");

  private final URI base;

  UpvoteAuthorisationIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @Test
  void everyCommandIsForThoseItIsFor() {
    Map<String, Map<Role, String>> expected = new TreeMap<>();
    Map<String, Map<Role, String>> seen = new TreeMap<>();
    for (Role role : Role.values()) {
      try (Cast cast = new Cast()) { // A fresh one, for an author may not post without end.
        for (String command : ProtocolSchemas.commandTypes("upvote")) {
          if (ProtocolSchemas.fieldsOf("upvote", command).contains("ref")) {
            put(expected, command, role, expected(command, role));
            put(seen, command, role, cast.attempt(role, command));
          }
        }
      }
    }

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void boardsRulesAreForWhomTheyName() {
    try (Cast cast = new Cast()) {
      Map<String, Map<Role, String>> seen = new TreeMap<>();
      for (String rule : List.of("mayPost", "mayVote", "voters")) {
        for (String who : List.of("nobody", "moderators", "everyone")) {
          String board = cast.board(Map.of(rule, who, "selfVotes", true));
          String item = rule.equals("mayPost") ? "" : cast.post(Role.AUTHOR, board);
          for (Role role : List.of(Role.MEMBER, Role.MODERATOR)) {
            Map<String, ?> fields =
                switch (rule) {
                  case "mayPost" -> Keys.keyed("board", board, "title", "An idea");
                  case "mayVote" -> Keys.keyed("item", item, "value", 1);
                  default -> Map.of("item", item);
                };
            String command =
                rule.equals("mayPost") ? "post" : rule.equals("mayVote") ? "vote" : "voters";
            put(
                seen,
                rule + " " + who,
                role,
                Cast.outcome(cast.client(role).command(command, fields)));
          }
        }
      }

      for (String rule : List.of("mayPost", "mayVote", "voters")) {
        assertThat(seen)
            .containsEntry(rule + " nobody", both("forbidden", "forbidden"))
            .containsEntry(rule + " moderators", both("forbidden", "ok"))
            .containsEntry(rule + " everyone", both("ok", "ok"));
      }
    }
  }

  private static Map<Role, String> both(String member, String moderator) {
    return new EnumMap<>(Map.of(Role.MEMBER, member, Role.MODERATOR, moderator));
  }

  private static String expected(String command, Role role) {
    if (FOR_EVERYBODY.contains(command)) {
      return "ok";
    } else if (FOR_MODERATORS.contains(command)) {
      return role == Role.MODERATOR ? "ok" : "forbidden";
    }
    return switch (command) {
      case "edit" -> role == Role.MEMBER ? "forbidden" : "ok";
      case "withdraw" -> role == Role.AUTHOR ? "ok" : "forbidden";
      default -> "nobody has said who may " + command;
    };
  }

  private static void put(
      Map<String, Map<Role, String>> table, String command, Role role, String outcome) {
    table.computeIfAbsent(command, none -> new EnumMap<>(Role.class)).put(role, outcome);
  }

  /** One person in each role, with a connection. */
  private final class Cast implements AutoCloseable {
    private final Map<Role, TestClient> clients = new EnumMap<>(Role.class);

    Cast() {
      for (Role role : List.of(Role.AUTHOR, Role.MEMBER)) {
        clients.put(role, Person.signUp(base, "role").upvote().ignoringRest());
      }
      clients.put(Role.MODERATOR, Person.moderator(base).upvote().ignoringRest());
    }

    private TestClient client(Role role) {
      return Objects.requireNonNull(clients.get(role));
    }

    String board(Map<String, ?> rules) {
      Map<String, Object> fields = new HashMap<>(Keys.keyed("title", "A board"));
      fields.putAll(rules);
      return client(Role.MODERATOR).ok("create", fields).getString("board");
    }

    String post(Role role, String board) {
      return client(role)
          .ok("post", Keys.keyed("board", board, "title", "An idea"))
          .getString("item");
    }

    /** What comes of a command, on a board and items of its own. */
    String attempt(Role role, String command) {
      String board = board(Map.of("voters", "moderators", "selfVotes", true));
      String item = post(Role.AUTHOR, board);
      String into = post(Role.AUTHOR, board);
      if (command.equals("receipt")) {
        client(role).ok("vote", Keys.keyed("item", item, "value", 1));
      } else if (command.equals("unhide")) {
        client(Role.MODERATOR).ok("hide", Keys.keyed("item", item));
      }
      return outcome(client(role).command(command, fields(command, board, item, into)));
    }

    private static String outcome(JsonObject answer) {
      return answer.getString("type").equals("ok") ? "ok" : answer.getString("code");
    }

    private static Map<String, ?> fields(String command, String board, String item, String into) {
      Map<String, Object> fields = new HashMap<>();
      for (String field : ProtocolSchemas.fieldsOf("upvote", command)) {
        Object value =
            switch (field) {
              case "key" -> Keys.next();
              case "board" -> board;
              case "boards" -> List.of(board);
              case "item" -> item;
              case "into" -> into;
              case "title" -> "changed";
              case "state" -> command.equals("state") ? "planned" : null;
              case "value" -> 1;
              default -> null;
            };
        if (value != null) {
          fields.put(field, value);
        }
      }
      return fields;
    }

    @Override
    public void close() {
      clients.values().forEach(TestClient::close);
    }
  }
}
