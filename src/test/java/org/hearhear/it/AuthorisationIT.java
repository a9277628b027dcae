package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hearhear.wire.ProtocolSchemas;
import org.junit.jupiter.api.Test;

/**
 * Every command of direct messages and every address of the HTTP API, tried by everybody. Both are
 * listed by what the application itself says that it has, so a new one without an answer here
 * fails.
 */
@OnEverySharedServer
class AuthorisationIT {
  private static final String NOWHERE = "999999999";
  private static final String SECRET = "what the group said";

  private enum Role {
    OWNER,
    /** Wrote message 1. */
    MEMBER,
    FORMER,
    /** Both members have blocked this one, who is in no conversation with them. */
    BLOCKED,
    STRANGER,
    MODERATOR;

    boolean isIn() {
      return this == OWNER || this == MEMBER;
    }
  }

  /** What those who are in a conversation are answered; {@code not_found} for all others. */
  private static final Map<String, Map<Role, String>> OF_CONVERSATIONS =
      Map.ofEntries(
          both("send", "ok", "ok"),
          both("edit", "forbidden", "ok"),
          both("delete", "ok", "ok"),
          both("react", "ok", "ok"),
          both("read", "ok", "ok"),
          both("history", "ok", "ok"),
          both("open", "ok", "ok"),
          both("members", "ok", "forbidden"),
          both("remove", "ok", "forbidden"),
          both("rename", "ok", "forbidden"),
          both("owner", "ok", "forbidden"),
          both("leave", "ok", "ok"),
          both("mute", "ok", "ok"),
          both("unmute", "ok", "ok"),
          both("report", "ok", "bad_request"),
          both("typing", "ok", "ok"));

  /** What everybody is answered, for it concerns nobody but himself. */
  private static final Map<String, String> OF_ONESELF =
      Map.ofEntries(
          Map.entry("ack", "ok"),
          Map.entry("conversations", "ok"),
          Map.entry("search", "ok"),
          Map.entry("unread", "ok"),
          Map.entry("create", "ok"),
          Map.entry("block", "ok"),
          Map.entry("unblock", "ok"),
          Map.entry("blocks", "ok"),
          Map.entry("settings", "ok"),
          Map.entry("watch", "ok"),
          Map.entry("unwatch", "ok"),
          Map.entry("status", "ok"));

  /** What needs no login. */
  private static final List<String> OPEN_TO_ALL =
      List.of("POST api/accounts", "POST api/login", "DELETE api/login", "POST api/tokens");

  private final URI base;

  AuthorisationIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @Test
  void everyCommandIsForThoseItIsFor() {
    Map<String, Map<Role, String>> expected = new TreeMap<>();
    Map<String, Map<Role, String>> seen = new TreeMap<>();
    try (Cast cast = new Cast()) {
      for (String command : answered()) {
        for (Role role : Role.values()) {
          put(expected, command, role, expected(command, role));
          put(seen, command, role, cast.attempt(role, command));
        }
      }
    }

    assertThat(seen).isEqualTo(expected);
  }

  /** All commands but {@code hello} and {@code pong}, which have no {@code ok}. */
  private static List<String> answered() {
    return ProtocolSchemas.commandTypes("dm").stream()
        .filter(command -> ProtocolSchemas.fieldsOf("dm", command).contains("ref"))
        .toList();
  }

  @Test
  void whoIsNotInAConversationIsToldWhatHeIsToldOfNone() {
    try (Cast cast = new Cast()) {
      String group = cast.group();
      for (String command : answered()) {
        if (!ProtocolSchemas.fieldsOf("dm", command).contains("conversation")) {
          continue;
        }
        for (Role role : Role.values()) {
          if (!role.isIn()) {
            assertThat(cast.answer(role, command, group))
                .as("%s by %s", command, role)
                .isEqualTo(cast.answer(role, command, NOWHERE));
          }
        }
      }
      for (Role role : List.of(Role.BLOCKED, Role.STRANGER, Role.MODERATOR)) {
        assertThat(cast.heard(role)).as("%s heard of it", role).isEmpty();
      }
      assertThat(cast.answer(Role.FORMER, "conversations", NOWHERE).toString())
          .doesNotContain(SECRET);
    }
  }

  @Test
  void nobodyWithoutALoginIsAnswered() throws ReflectiveOperationException {
    Map<String, Integer> expected = new TreeMap<>();
    Map<String, Integer> seen = new TreeMap<>();
    for (String address : addresses()) {
      String method = address.substring(0, address.indexOf(' '));
      String path = address.substring(address.indexOf(' ') + 1);
      String body = method.startsWith("P") ? "{}" : null;
      int status = new Http(base).send(method, path, body).status();
      expected.put(address, OPEN_TO_ALL.contains(address) ? status : 401);
      seen.put(address, status);
    }

    assertThat(seen).isEqualTo(expected).hasSizeGreaterThan(20);
  }

  /** The addresses that the resources' annotations name, with 1 for every id. */
  private static List<String> addresses() throws ReflectiveOperationException {
    List<String> addresses = new ArrayList<>();
    for (JavaClass found : new ClassFileImporter().importPackages("org.hearhear")) {
      if (!found.isAnnotatedWith(Path.class)) {
        continue;
      }
      Class<?> resource = found.reflect();
      for (Method method : resource.getDeclaredMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) {
            addresses.add(http.value() + " " + path(resource, method));
          }
        }
      }
    }
    return addresses;
  }

  private static String path(Class<?> resource, Method method) {
    return Stream.of(resource.getAnnotation(Path.class), method.getAnnotation(Path.class))
        .filter(path -> path != null)
        .map(Path::value)
        .reduce("api", (before, next) -> before + "/" + next)
        .replaceAll("\\{[^}]*\\}", "1");
  }

  private static Map.Entry<String, Map<Role, String>> both(
      String command, String owner, String member) {
    return Map.entry(command, Map.of(Role.OWNER, owner, Role.MEMBER, member));
  }

  private static String expected(String command, Role role) {
    Map<Role, String> inside = OF_CONVERSATIONS.get(command);
    return inside == null
        ? OF_ONESELF.getOrDefault(command, "nobody has said who may " + command)
        : inside.getOrDefault(role, "not_found");
  }

  private static void put(
      Map<String, Map<Role, String>> table, String command, Role role, String outcome) {
    table.computeIfAbsent(command, none -> new EnumMap<>(Role.class)).put(role, outcome);
  }

  /** One person in each role, with a connection, and one whom anybody may do something to. */
  private final class Cast implements AutoCloseable {
    private final Map<Role, Person> people = new EnumMap<>(Role.class);
    private final Map<Role, TestClient> clients = new EnumMap<>(Role.class);
    private final Person other = Person.signUp(base, "other");
    private final String seenFromOutside;

    Cast() {
      for (Role role : Role.values()) {
        people.put(role, Person.signUp(base, "role"));
      }
      Person moderator = person(Role.MODERATOR);
      Http.Answer promoted =
          Person.administrator(base)
              .http()
              .put("api/accounts/" + moderator.id() + "/role", Map.of("role", "moderator"));
      assertThat(promoted.status()).as("%s", promoted).isEqualTo(204);
      people.forEach((role, person) -> clients.put(role, person.signInAgain().dm().ignoringRest()));
      for (Role role : List.of(Role.OWNER, Role.MEMBER)) {
        client(role).ok("block", Keys.keyed("account", person(Role.BLOCKED).id()));
      }
      seenFromOutside = group();
    }

    private Person person(Role role) {
      return Objects.requireNonNull(people.get(role));
    }

    private TestClient client(Role role) {
      return Objects.requireNonNull(clients.get(role));
    }

    /** A group in which the member has written message 1, and the owner the last one. */
    String group() {
      TestClient owner = client(Role.OWNER);
      String group =
          owner
              .ok(
                  "create",
                  Keys.keyed(
                      "title",
                      SECRET,
                      "accounts",
                      List.of(person(Role.MEMBER).id(), person(Role.FORMER).id())))
              .getString("conversation");
      client(Role.MEMBER).ok("send", Keys.keyed("conversation", group, "text", SECRET));
      owner.ok("send", Keys.keyed("conversation", group, "text", SECRET));
      client(Role.FORMER).ok("leave", Keys.keyed("conversation", group));
      return group;
    }

    /** What comes of a command about a group; who can change it has one for each attempt. */
    String attempt(Role role, String command) {
      JsonObject answer = answer(role, command, role.isIn() ? group() : seenFromOutside);
      return answer.getString("type").equals("ok") ? "ok" : answer.getString("code");
    }

    /** The answer, but for what is never the same. */
    JsonObject answer(Role role, String command, String conversation) {
      JsonObject answer = client(role).command(command, fields(command, conversation));
      return Json.createObjectBuilder(answer).remove("ref").build();
    }

    private Map<String, ?> fields(String command, String conversation) {
      Map<String, Object> fields = new HashMap<>();
      for (String field : ProtocolSchemas.fieldsOf("dm", command)) {
        Object value =
            switch (field) {
              case "key" -> Keys.next();
              case "conversation" -> conversation;
              case "seq", "rev" -> 1;
              case "n" -> 0;
              case "text", "title", "reason" -> "changed";
              case "query" -> "group";
              case "emoji" -> "👍";
              case "on" -> true;
              case "account" ->
                  command.equals("owner") || command.equals("remove")
                      ? person(Role.MEMBER).id()
                      : other.id();
              case "accounts", "people" -> List.of(other.id());
              default -> null;
            };
        if (value != null) {
          fields.put(field, value);
        }
      }
      return fields;
    }

    /** Messages and conversations that somebody was told of since he is connected. */
    List<JsonObject> heard(Role role) {
      return client(role).unread().stream()
          .filter(event -> List.of("message", "conversation").contains(event.getString("type")))
          .toList();
    }

    @Override
    public void close() {
      clients.values().forEach(TestClient::close);
    }
  }
}
