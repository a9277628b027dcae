package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hearhear.it.Http.Answer;
import org.hearhear.wire.ProtocolDocument;
import org.hearhear.wire.ProtocolDocument.Example;
import org.hearhear.wire.ProtocolDocument.Section;

/**
 * The document tells the truth: its story is played on a fresh server, command by command in the
 * order of the document, and what the server answers is what stands there. Only times, words for
 * people and what the server makes up may differ.
 */
class ProtocolIT {
  private static final ProtocolDocument DOCUMENT = ProtocolDocument.read();
  private static final String EPOCH = "7d0b1d3e-94a5-4b53-8a0e-3a1f0a6f6f0c";
  private static final String SESSION = "A whole session";

  /** Values that are different in every run, or that the document leaves open. */
  private static final Set<String> OPEN =
      Set.of("at", "editedAt", "now", "connection", "epoch", "build", "message", "hash", "voter");

  /** The commands of upvotes that a moderator says. */
  private static final Set<String> MODERATED =
      Set.of(
          "create", "change", "close", "reopen", "arrange", "state", "hide", "unhide", "merge",
          "voters", "audit", "bursts");

  /** The commands whose examples go on where the session has ended. */
  private static final Set<String> AFTER_THE_SESSION =
      Set.of(
          "read",
          "open",
          "unread",
          "search",
          "edit",
          "react",
          "delete",
          "create",
          "members",
          "remove",
          "rename",
          "owner",
          "leave",
          "mute",
          "unmute",
          "block",
          "blocks",
          "unblock",
          "settings");

  @OnEveryServer
  void serverAnswersAsTheDocumentSays(ServerKind kind) {
    ServerOptions options =
        ServerOptions.at("/").settings(Map.of("HEARHEAR_ADMINISTRATORS", "moe"));
    try (Server server = kind.start(options)) {
      URI base = server.baseUri("/");
      try (Actor ada = new Actor(base, signUp(base, example("createAccountRequest")));
          Actor ben = new Actor(base, signUp(base, bens(example("createAccountRequest"))))) {
        signUp(base, called("Cem"));
        assertSignsIn(base, example("loginRequest"), example("account"));
        try (Actor moe = new Actor(base, signUp(base, called("Moe")))) {
          moe.enter("upvote");
          List<Section> after = new ArrayList<>();
          for (Section section : DOCUMENT.sections()) {
            if (section.endpoints().equals(Set.of("upvote"))) {
              boolean isModerated =
                  section.kind().equals("command") && MODERATED.contains(section.name());
              (isModerated ? moe : ada).play(section);
            } else if (section.kind().equals("command")
                && AFTER_THE_SESSION.contains(section.name())) {
              after.add(section);
            } else {
              Actor actor = section.heading().equals(SESSION) ? ben : ada;
              actor.play(section);
            }
          }
          after.forEach(ada::play);
        }

        assertThat(ada.unread("dm")).contains(shown("conversation"), shown("message"));
      }
    }
  }

  private static String signUp(URI base, String body) {
    Answer answer = new Http(base).send("POST", "api/accounts", body);
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    return answer.cookie();
  }

  private static void assertSignsIn(URI base, String request, String expected) {
    Answer answer = new Http(base).send("POST", "api/login", request);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(parse(expected));
  }

  private static String example(String definition) {
    return DOCUMENT.section("The HTTP API").examples().stream()
        .filter(example -> example.kind().equals(definition))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static String called(String name) {
    return example("createAccountRequest")
        .replace("Ada", name)
        .replace("ada", name.toLowerCase(Locale.ROOT));
  }

  private static String bens(String adas) {
    return adas.replace("Ada", "Ben");
  }

  /** The one object in the example of an event. */
  private static JsonValue shown(String event) {
    Section section = DOCUMENT.section("`" + event + "`: event on `/dm`");
    return masked(objects(section.examples().get(0).text()).get(0));
  }

  private static JsonValue parse(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readValue();
    }
  }

  private static List<JsonObject> objects(String frame) {
    return parse(frame) instanceof JsonArray array
        ? array.getValuesAs(JsonObject.class)
        : List.of(parse(frame).asJsonObject());
  }

  /** The same value with every open text replaced; the shape stays to be compared. */
  private static JsonValue masked(JsonValue value) {
    if (value instanceof JsonArray array) {
      JsonArrayBuilder copy = Json.createArrayBuilder();
      array.forEach(element -> copy.add(masked(element)));
      return copy.build();
    }
    if (value instanceof JsonObject object) {
      JsonObjectBuilder copy = Json.createObjectBuilder();
      object.forEach(
          (name, field) -> {
            boolean open = OPEN.contains(name) && field instanceof JsonString;
            copy.add(name, open ? Json.createValue("…") : masked(field));
          });
      return copy.build();
    }
    return value;
  }

  /** One of the two people of the story, with a connection to each endpoint as soon as needed. */
  private static final class Actor implements AutoCloseable {
    private final URI base;
    private final String cookie;
    private final Map<String, TestClient> clients = new HashMap<>();

    /** The server's, in place of the document's. */
    private String epoch = EPOCH;

    Actor(URI base, String cookie) {
      this.base = base;
      this.cookie = cookie;
    }

    /** Comes without being seen. */
    void enter(String endpoint) {
      Handshake handshake = Handshake.to(base, endpoint).cookie(cookie);
      TestClient client = TestClient.connect(handshake).ignoringRest();
      clients.put(endpoint, client);
      client.sendText("{\"type\":\"hello\"}");
      client.nextEvent("welcome");
    }

    /** Says what clients say in this section and compares what the server answers. */
    void play(Section section) {
      List<Example> examples = section.examples();
      for (int i = 0; i < examples.size(); i++) {
        Example example = examples.get(i);
        if (example.kind().equals("command")) {
          say(example);
          boolean isAnswered = i + 1 < examples.size() && isServer(examples.get(i + 1), example);
          if (isAnswered) {
            compare(examples.get(i + 1));
          } else {
            takeAnswers(example);
          }
        }
      }
    }

    /** The events that the endpoint has sent besides its answers. */
    List<JsonValue> unread(String endpoint) {
      return client(endpoint).unread().stream().map(ProtocolIT::masked).toList();
    }

    @Override
    public void close() {
      clients.values().forEach(TestClient::close);
    }

    private static boolean isServer(Example next, Example command) {
      return next.kind().equals("server") && next.speaker().equals(command.speaker());
    }

    /** Who says hello does so on a new connection. */
    private void say(Example command) {
      String endpoint = command.speaker();
      if (objects(command.text()).get(0).getString("type").equals("hello")) {
        TestClient before = clients.remove(endpoint);
        if (before != null) {
          before.close();
        }
        Handshake handshake = Handshake.to(base, endpoint).cookie(cookie);
        clients.put(endpoint, TestClient.connect(handshake).ignoringRest());
      }
      client(endpoint).sendText(command.text().replace(EPOCH, epoch));
    }

    /** The objects may come in other frames and in another order than those of the document. */
    private void compare(Example server) {
      List<JsonValue> expected = new ArrayList<>();
      List<JsonValue> actual = new ArrayList<>();
      for (JsonObject object : objects(server.text())) {
        expected.add(masked(object));
        actual.add(masked(next(server.speaker(), object)));
      }
      assertThat(actual).as("answer to line %s of PROTOCOL.md", server.line()).isEqualTo(expected);
    }

    private JsonObject next(String endpoint, JsonObject expected) {
      String type = expected.getString("type");
      if (type.equals("ok") || type.equals("error")) {
        return client(endpoint).reply(expected.getInt("ref"));
      }
      JsonObject event = client(endpoint).nextEvent(type);
      epoch = event.getString("epoch", epoch);
      return event;
    }

    /** What the story loses on its way still has to come before the story goes on. */
    private void takeAnswers(Example command) {
      for (JsonObject object : objects(command.text())) {
        if (object.getString("type").equals("hello")) {
          client(command.speaker()).nextEvent("welcome");
        } else if (object.containsKey("ref")) {
          client(command.speaker()).reply(object.getInt("ref"));
        }
      }
    }

    private TestClient client(String endpoint) {
      TestClient client = clients.get(endpoint);
      if (client == null) {
        throw new AssertionError("Nobody has said hello on /" + endpoint + " yet");
      }
      return client;
    }
  }
}
