package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hearhear.it.Postgres.Database;

/**
 * A server, or its database, is killed ({@code kill -9}) while people write and vote. After its
 * restart, everything that it had acknowledged is there once, everything else at most once, and a
 * retry with the same key settles what was open.
 */
class KillIT {
  private static final int MESSAGES_EACH = 200;
  private static final int VOTES_EACH = 50;
  private static final Map<String, String> NO_LIMITS =
      Map.of(
          "HEARHEAR_LIMIT_MESSAGE_BURST", "1000000",
          "HEARHEAR_LIMIT_VOTE_BURST", "1000000",
          "HEARHEAR_LIMIT_COMMAND_BURST", "1000000");

  @OnEveryServer
  void embeddedDatabaseKeepsWhatWasAcknowledgedBeforeAKill(ServerKind kind) {
    killInMidLoad(kind, Map.of());
  }

  @OnEveryServer
  void postgresKeepsWhatWasAcknowledgedBeforeAKill(ServerKind kind) {
    killInMidLoad(kind, settings(Postgres.shared().freshDatabase()));
  }

  private static Map<String, String> settings(Database database) {
    return Map.of(
        "HEARHEAR_DATABASE_URL", database.url(),
        "HEARHEAR_DATABASE_USER", database.user(),
        "HEARHEAR_DATABASE_PASSWORD", database.password());
  }

  @OnEveryServer
  void killedPostgresLosesNothingAndNobodyIsDisconnected(ServerKind kind) {
    try (Postgres postgres = Postgres.start();
        Server server =
            kind.start(
                ServerOptions.at("/")
                    .settings(NO_LIMITS)
                    .settings(settings(postgres.freshDatabase())))) {
      Town town = Town.in(server.baseUri("/"));
      town.start();
      Deadline.soon().until("the load is on", town::isUnderLoad);

      postgres.kill9();
      postgres.restart();
      Deadline.soon().until("the load goes on", town.goesOn());
      town.stop();

      town.assertEveryMessageIsStoredOnce();
      town.assertLogsHaveNoGap();
      town.assertLastVotesAreCounted();
    }
  }

  private static void killInMidLoad(ServerKind kind, Map<String, String> database) {
    ServerOptions options = ServerOptions.at("/").settings(NO_LIMITS).settings(database);
    try (Server server = kind.start(options)) {
      Town town = Town.in(server.baseUri("/"));
      town.start();
      Deadline.soon().until("the load is on", town::isUnderLoad);

      server.kill9();
      town.awaitCut();
      server.restart();

      town.assertAcknowledgedMessagesAreStoredOnce();
      town.assertLogsHaveNoGap();
      town.assertVotesAreCounted();

      town.retry();

      town.assertEveryMessageIsStoredOnce();
      town.assertLogsHaveNoGap();
      town.assertLastVotesAreCounted();
    }
  }

  /** Three people, two conversations and an item, and what was written and voted there. */
  private record Town(
      Person ada,
      Person ben,
      Person carl,
      String item,
      List<Load> adaAndBen,
      List<Load> carlAndBen,
      Map<Person, Load> votes) {

    static Town in(URI base) {
      Person ada = Person.signUp(base, "ada");
      Person ben = Person.signUp(base, "ben");
      Person carl = Person.signUp(base, "carl");
      String item = post(ada);
      return new Town(
          ada,
          ben,
          carl,
          item,
          List.of(Load.messages(ada, ben), Load.messages(ben, ada)),
          List.of(Load.messages(carl, ben)),
          Map.of(
              ada,
              Load.votes(ada, item),
              ben,
              Load.votes(ben, item),
              carl,
              Load.votes(carl, item)));
    }

    void start() {
      loads().forEach(Load::start);
    }

    boolean isUnderLoad() {
      return messages().allMatch(load -> load.acknowledgedCount() >= MESSAGES_EACH)
          && votes.values().stream().allMatch(load -> load.acknowledgedCount() >= VOTES_EACH);
    }

    /** Whether every load has got as many answers again as it has now. */
    BooleanSupplier goesOn() {
      Map<Load, Integer> enough = new HashMap<>();
      loads().forEach(load -> enough.put(load, load.acknowledgedCount() + VOTES_EACH));
      return () ->
          loads().allMatch(load -> load.acknowledgedCount() > enough.getOrDefault(load, 0));
    }

    /** Waits for all answers, on the connections that there were from the start. */
    void stop() {
      loads().forEach(Load::stop);
    }

    void awaitCut() {
      loads().forEach(Load::awaitCut);
    }

    void retry() {
      loads().forEach(Load::retry);
    }

    void assertAcknowledgedMessagesAreStoredOnce() {
      assertStoredOnce(ada, adaAndBen);
      assertStoredOnce(carl, carlAndBen);
    }

    void assertEveryMessageIsStoredOnce() {
      assertThat(messages()).allSatisfy(load -> assertThat(unanswered(load)).isEmpty());
      assertAcknowledgedMessagesAreStoredOnce();
    }

    /** A log has an entry for each message and one for each conversation's beginning. */
    void assertLogsHaveNoGap() {
      int withAda = history(ada, adaAndBen).size();
      int withCarl = history(carl, carlAndBen).size();

      assertThat(position(ada)).isEqualTo(withAda + 1);
      assertThat(position(carl)).isEqualTo(withCarl + 1);
      assertThat(position(ben)).isEqualTo(withAda + withCarl + 2);
    }

    /** The one vote of each that may have been under way counts or not, but for everybody. */
    void assertVotesAreCounted() {
      votes.forEach(
          (voter, load) -> {
            List<Map<String, Object>> cast = List.copyOf(load.sent().values());
            int oldest = unanswered(load).isEmpty() ? cast.size() - 1 : cast.size() - 2;
            assertThat(cast.subList(oldest, cast.size()))
                .extracting(vote -> vote.get("value"))
                .contains(mine(voter));
          });
      assertCountIsThatOfTheVotes();
    }

    void assertLastVotesAreCounted() {
      votes.forEach(
          (voter, load) -> {
            List<Map<String, Object>> cast = List.copyOf(load.sent().values());
            assertThat(cast.get(cast.size() - 1).get("value")).isEqualTo(mine(voter));
          });
      assertCountIsThatOfTheVotes();
    }

    private void assertCountIsThatOfTheVotes() {
      int sum = votes.keySet().stream().mapToInt(this::mine).sum();

      assertThat(seenBy(ada).getInt("up")).isEqualTo(sum);
    }

    private static void assertStoredOnce(Person reader, List<Load> loads) {
      Map<String, Map<String, Object>> sent = new HashMap<>();
      loads.forEach(load -> sent.putAll(load.sent()));
      List<JsonObject> stored = history(reader, loads);

      assertThat(stored)
          .extracting(message -> message.getInt("seq"))
          .isEqualTo(IntStream.rangeClosed(1, stored.size()).boxed().toList());
      assertThat(stored).extracting(message -> message.getString("key")).doesNotHaveDuplicates();
      Map<String, JsonObject> byKey = new HashMap<>();
      for (JsonObject message : stored) {
        String key = message.getString("key");
        byKey.put(key, message);
        assertThat(sent).containsKey(key);
        assertThat(message.getString("text"))
            .isEqualTo(sent.getOrDefault(key, Map.of()).get("text"));
      }
      for (Load load : loads) {
        load.acknowledged()
            .forEach(
                (key, ok) -> {
                  assertThat(byKey).as("acknowledged: %s", ok).containsKey(key);
                  assertThat(byKey.getOrDefault(key, ok).getInt("seq")).isEqualTo(ok.getInt("seq"));
                });
      }
    }

    private static List<JsonObject> history(Person reader, List<Load> loads) {
      String conversation =
          loads.get(0).acknowledged().values().iterator().next().getString("conversation");
      List<JsonObject> messages = new ArrayList<>();
      try (TestClient client = reader.dm()) {
        boolean more = true;
        while (more) {
          int last = messages.isEmpty() ? 0 : messages.get(messages.size() - 1).getInt("seq");
          JsonObject page =
              client.ok(
                  "history", Map.of("conversation", conversation, "after", last, "limit", 100));
          messages.addAll(page.getJsonArray("messages").getValuesAs(JsonObject.class));
          more = page.getBoolean("more");
        }
      }
      return messages;
    }

    private static int position(Person person) {
      try (TestClient client = TestClient.connect(person.handshake("dm"))) {
        return client.hello().getInt("n");
      }
    }

    private int mine(Person voter) {
      return seenBy(voter).getInt("mine");
    }

    private JsonObject seenBy(Person person) {
      try (TestClient client = person.upvote()) {
        JsonObject page = client.ok("items", Map.of("board", board(client)));
        JsonObject only = page.getJsonArray("items").getJsonObject(0);
        assertThat(only.getString("id")).isEqualTo(item);
        return only;
      }
    }

    private static String post(Person author) {
      try (TestClient client = author.upvote()) {
        return client
            .ok("post", Map.of("board", board(client), "title", "A bench", "key", Keys.next()))
            .getString("item");
      }
    }

    private static String board(TestClient client) {
      return client.ok("boards", Map.of()).getJsonArray("boards").getJsonObject(0).getString("id");
    }

    private static List<String> unanswered(Load load) {
      return load.sent().keySet().stream()
          .filter(key -> !load.acknowledged().containsKey(key))
          .toList();
    }

    private Stream<Load> messages() {
      return Stream.concat(adaAndBen.stream(), carlAndBen.stream());
    }

    private Stream<Load> loads() {
      return Stream.concat(messages(), votes.values().stream());
    }
  }
}
