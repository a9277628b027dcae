package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Boards, items and votes, and what those who watch are told of them. */
@OnEverySharedServer
class UpvoteIT {
  private static final String UNKNOWN = "999999999";
  private static final Duration TALLY_INTERVAL = Duration.ofMillis(100);
  private static final int VOTES_AT_ONCE = 20;

  /** Less than a person may cast in a burst on the shared servers. */
  private static final int VOTES_MAX = 4_000;

  private final URI base;

  UpvoteIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  // Boards and items.

  @Test
  void newInstallationHasOneBoard() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      JsonObject boards = client.ok("boards", Map.of());

      assertThat(boards.getJsonArray("boards").getValuesAs(JsonObject.class))
          .extracting(board -> board.getString("title"))
          .contains("Ideas"); // Other tests have boards of their own.
    }
  }

  @Test
  void postedItemIsTheNewestOfItsBoardAndHasNoVotes() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      String board = ideas(client);

      JsonObject ok =
          client.ok(
              "post",
              Map.of(
                  "board", board, "title", "A bench", "text", "In the shade", "key", Keys.next()));

      JsonObject newest = items(client, Map.of("board", board, "limit", 1)).get(0);
      assertThat(ok.getInt("rev")).isEqualTo(1);
      assertThat(newest.getString("id")).isEqualTo(ok.getString("item"));
      assertThat(newest.getString("board")).isEqualTo(board);
      assertThat(newest.getString("title")).isEqualTo("A bench");
      assertThat(newest.getString("text")).isEqualTo("In the shade");
      assertThat(newest.getJsonObject("author").getString("id")).isEqualTo(ada.id());
      assertThat(
              List.of(
                  newest.getInt("up"),
                  newest.getInt("down"),
                  newest.getInt("rev"),
                  newest.getInt("mine")))
          .containsExactly(0, 0, 1, 0);
    }
  }

  @Test
  void itemsComeInPagesTheNewestFirst() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      String board = ideas(client);
      String oldest = post(client, "one");
      String middle = post(client, "two");
      String newest = post(client, "three");

      List<JsonObject> first = items(client, Map.of("board", board, "limit", 2));
      List<JsonObject> second = items(client, Map.of("board", board, "limit", 1, "before", middle));

      assertThat(ids(first)).containsExactly(newest, middle);
      assertThat(ids(second)).containsExactly(oldest);
    }
  }

  @Test
  void watchersOfTheBoardAreToldOfNewItems() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient author = ada.upvote();
        TestClient watcher = ben.upvote()) {
      watcher.ok("subscribe", Map.of("board", ideas(watcher)));

      String item = post(author, "A bench");

      JsonObject told = watcher.nextEvent("item").getJsonObject("item");
      assertThat(told.getString("id")).isEqualTo(item);
      assertThat(told.getString("title")).isEqualTo("A bench");
      assertThat(told.getJsonObject("author").getString("name")).isEqualTo(ada.name());
    }
  }

  @Test
  void samePostAgainIsOneItem() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      String board = ideas(client);
      Map<String, Object> command = Map.of("board", board, "title", "Once", "key", Keys.next());

      JsonObject first = client.ok("post", command);
      JsonObject second = client.ok("post", command);

      assertThat(second.getBoolean("again")).isTrue();
      assertThat(apartFromTheRetry(second)).isEqualTo(apartFromTheRetry(first));
      assertThat(items(client, Map.of("board", board, "limit", 2)))
          .filteredOn(item -> item.getString("title").equals("Once"))
          .extracting(item -> item.getString("id"))
          .containsOnlyOnce(first.getString("item"));
    }
  }

  @Test
  void keyOfAPostIsNotGoodForAnother() {
    Person ada = Person.signUp(base, "ada");
    String key = Keys.next();
    try (TestClient client = ada.upvote()) {
      String board = ideas(client);
      String item =
          client.ok("post", Map.of("board", board, "title", "A", "key", key)).getString("item");

      assertThat(client.refusal("post", Map.of("board", board, "title", "B", "key", key)))
          .isEqualTo("key_reused");
      assertThat(client.refusal("vote", Map.of("item", item, "value", 1, "key", key)))
          .isEqualTo("key_reused");
    }
  }

  @Test
  void itemNeedsATitleThatIsNotTooLongAndABoard() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      String board = ideas(client);
      String tooLong = "x".repeat(201);

      assertThat(client.refusal("post", Map.of("board", board, "key", Keys.next())))
          .isEqualTo("bad_request");
      assertThat(client.refusal("post", Map.of("board", board, "title", " ", "key", Keys.next())))
          .isEqualTo("bad_request");
      assertThat(
              client.refusal("post", Map.of("board", board, "title", tooLong, "key", Keys.next())))
          .isEqualTo("too_large");
      assertThat(client.refusal("post", Map.of("board", UNKNOWN, "title", "x", "key", Keys.next())))
          .isEqualTo("not_found");
    }
  }

  @Test
  void boardThatDoesNotExistIsNotFound() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      assertThat(client.refusal("items", Map.of("board", UNKNOWN))).isEqualTo("not_found");
      assertThat(client.refusal("subscribe", Map.of("board", UNKNOWN))).isEqualTo("not_found");
    }
  }

  // Watching.

  @Test
  void subscribingTellsTheTalliesAndOnesOwnVotes() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      String voted = post(client, "voted");
      String other = post(client, "other");
      JsonObject vote = vote(client, voted, 1);

      List<JsonObject> tallies = tallies(client.ok("subscribe", watching(voted, other)));

      client.ignoringRest();
      assertThat(tallies)
          .filteredOn(tally -> tally.getString("item").equals(voted))
          .containsExactly(
              Json.createObjectBuilder()
                  .add("item", voted)
                  .add("up", 1)
                  .add("down", 0)
                  .add("rev", vote.getInt("rev"))
                  .add("mine", 1)
                  .build());
      assertThat(tallies)
          .extracting(tally -> tally.getString("item"))
          .containsExactlyInAnyOrder(voted, other);
    }
  }

  @Test
  void subscribingWithTheNewestRevTellsNothing() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      String item = post(client, "A bench");
      int rev = vote(client, item, 1).getInt("rev");
      client.ignoringRest();

      JsonObject newest = client.ok("subscribe", watching(item, rev));
      JsonObject older = client.ok("subscribe", watching(item, rev - 1));

      assertThat(tallies(newest)).isEmpty();
      assertThat(tallies(older)).hasSize(1);
    }
  }

  @Test
  void itemsThatDoNotExistAreMissing() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      String item = post(client, "A bench");

      JsonObject ok = client.ok("subscribe", watching(item, UNKNOWN));

      assertThat(tallies(ok)).hasSize(1);
      assertThat(ok.getJsonArray("missing").getValuesAs(JsonString::getString))
          .containsExactly(UNKNOWN);
    }
  }

  @Test
  void subscribingToNothingIsABadRequest() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      assertThat(client.refusal("subscribe", Map.of())).isEqualTo("bad_request");
      assertThat(client.refusal("unsubscribe", Map.of())).isEqualTo("bad_request");
    }
  }

  @Test
  void watchersAreToldOfVotes() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient voter = ada.upvote().ignoringRest();
        TestClient watcher = ben.upvote()) {
      String item = post(voter, "A bench");
      watcher.ok("subscribe", watching(item));

      JsonObject ok = vote(voter, item, 1);

      JsonObject tally = watcher.nextEvent("tally");
      assertThat(tally.getString("item")).isEqualTo(item);
      assertThat(tally.getInt("up")).isEqualTo(1);
      assertThat(tally.getInt("rev")).isEqualTo(ok.getInt("rev"));
    }
  }

  @Test
  void onesOtherWindowsAreToldOfOnesVote() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient voter = ada.upvote().ignoringRest();
        TestClient otherWindow = ada.upvote()) {
      String item = post(voter, "A bench");
      otherWindow.ok("subscribe", watching(item));

      JsonObject ok = vote(voter, item, 1);

      JsonObject mine = otherWindow.nextEvent("mine");
      assertThat(mine.getString("item")).isEqualTo(item);
      assertThat(mine.getInt("value")).isEqualTo(1);
      assertThat(mine.getInt("rev")).isEqualTo(ok.getInt("rev"));
      otherWindow.nextEvent("tally");
    }
  }

  @Test
  void windowThatDoesNotWatchIsToldOfOnesVoteButNotOfTheTally() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient voter = ada.upvote().ignoringRest();
        TestClient watcher = ada.upvote();
        TestClient otherWindow = ada.upvote()) {
      String item = post(voter, "A bench");
      watcher.ok("subscribe", watching(item));

      vote(voter, item, 1);

      watcher.nextEvent("mine");
      watcher.nextEvent("tally");
      assertThat(otherWindow.nextEvent("mine").getString("item")).isEqualTo(item);
    }
  }

  @Test
  void whoStopsWatchingIsToldNothingMore() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient voter = ada.upvote().ignoringRest();
        TestClient watcher = ben.upvote()) {
      String watched = post(voter, "watched");
      String left = post(voter, "left");
      watcher.ok("subscribe", watching(watched, left));

      watcher.ok("unsubscribe", Map.of("items", List.of(left)));
      vote(voter, left, 1);
      vote(voter, watched, 1);

      assertThat(watcher.nextEvent("tally").getString("item")).isEqualTo(watched);
    }
  }

  @Test
  void whoStopsWatchingTheBoardIsToldOfNoNewItem() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient author = ada.upvote();
        TestClient watcher = ben.upvote();
        TestClient stillWatching = ben.upvote()) {
      String board = ideas(watcher);
      watcher.ok("subscribe", Map.of("board", board));
      stillWatching.ok("subscribe", Map.of("board", board));

      watcher.ok("unsubscribe", Map.of("board", board));
      post(author, "A bench");

      stillWatching.nextEvent("item");
      watcher.ok("boards", Map.of());
    }
  }

  @Test
  void whoWatchesTooMuchIsRefusedAndWatchesWhatItDid() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient voter = ada.upvote().ignoringRest();
        TestClient watcher = ben.upvote()) {
      String item = post(voter, "A bench");
      watcher.ok("subscribe", watching(item));
      String[] tooMany =
          IntStream.range(0, SharedServers.WATCHED_ITEMS_MAX)
              .mapToObj(i -> "" + (900_000_000 + i))
              .toArray(String[]::new);

      assertThat(watcher.refusal("subscribe", watching(tooMany))).isEqualTo("quota");

      vote(voter, item, 1);
      assertThat(watcher.nextEvent("tally").getString("item")).isEqualTo(item);
    }
  }

  @Test
  void watchingTheSameItemsAgainIsNotTooMuch() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      String[] all =
          IntStream.range(0, SharedServers.WATCHED_ITEMS_MAX)
              .mapToObj(i -> post(client, "item " + i))
              .toArray(String[]::new);
      client.ok("subscribe", watching(all));

      JsonObject again = client.ok("subscribe", watching(all));

      assertThat(tallies(again)).hasSize(all.length);
    }
  }

  // Votes.

  @Test
  void voteIsCountedAndItsReplyHasTheTally() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote().ignoringRest()) {
      String item = post(client, "A bench");

      JsonObject ok = vote(client, item, 1);

      assertThat(ok.getInt("value")).isEqualTo(1);
      assertThat(ok.getInt("up")).isEqualTo(1);
      assertThat(ok.getInt("down")).isEqualTo(0);
      assertThat(ok.getInt("rev")).isGreaterThan(1);
      assertCounts(item(client, item), 1, 1);
    }
  }

  @Test
  void sameValueAgainLeavesTheTallyAsItIs() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote().ignoringRest()) {
      String item = post(client, "A bench");
      JsonObject first = vote(client, item, 1);

      JsonObject second = vote(client, item, 1);

      assertThat(second).doesNotContainKeys("again", "receipt");
      assertThat(apartFromTheRetry(second))
          .isEqualTo(Json.createObjectBuilder(apartFromTheRetry(first)).remove("receipt").build());
    }
  }

  @Test
  void voteCanBeTakenBack() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote().ignoringRest()) {
      String item = post(client, "A bench");
      vote(client, item, 1);

      JsonObject ok = vote(client, item, 0);

      assertThat(ok.getInt("up")).isEqualTo(0);
      assertCounts(item(client, item), 0, 0);
    }
  }

  @Test
  void sameVoteAgainGetsTheFirstReply() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote().ignoringRest()) {
      Map<String, Object> command =
          Map.of("item", post(client, "A bench"), "value", 1, "key", Keys.next());

      JsonObject first = client.ok("vote", command);
      JsonObject second = client.ok("vote", command);

      assertThat(first).doesNotContainKey("again");
      assertThat(second.getBoolean("again")).isTrue();
      assertThat(apartFromTheRetry(second)).isEqualTo(apartFromTheRetry(first));
    }
  }

  @Test
  void lateRetryOfAnOlderVoteChangesNothing() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote().ignoringRest()) {
      String item = post(client, "A bench");
      Map<String, Object> older = Map.of("item", item, "value", 1, "key", Keys.next());
      JsonObject first = client.ok("vote", older);
      vote(client, item, 0);

      JsonObject late = client.ok("vote", older);

      assertThat(late.getBoolean("again")).isTrue();
      assertThat(apartFromTheRetry(late)).isEqualTo(apartFromTheRetry(first));
      assertCounts(item(client, item), 0, 0);
    }
  }

  @Test
  void keyOfAVoteIsNotGoodForAnotherValue() {
    Person ada = Person.signUp(base, "ada");
    String key = Keys.next();
    try (TestClient client = ada.upvote().ignoringRest()) {
      String item = post(client, "A bench");
      client.ok("vote", Map.of("item", item, "value", 1, "key", key));

      assertThat(client.refusal("vote", Map.of("item", item, "value", 0, "key", key)))
          .isEqualTo("key_reused");
      assertCounts(item(client, item), 1, 1);
    }
  }

  @Test
  void boardWithoutDownvotesTakesNone() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      String item = post(client, "A bench");

      assertThat(refusedVote(client, item, -1)).isEqualTo("bad_request");
      assertCounts(item(client, item), 0, 0);
    }
  }

  @Test
  void voteHasOneOfThreeValues() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      String item = post(client, "A bench");

      assertThat(refusedVote(client, item, 2)).isEqualTo("bad_request");
      assertThat(refusedVote(client, item, "1")).isEqualTo("bad_request");
      assertThat(refusedVote(client, item, 0.5)).isEqualTo("bad_request");
    }
  }

  @Test
  void voteOnWhatDoesNotExistIsNotFound() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      assertThat(refusedVote(client, UNKNOWN, 1)).isEqualTo("not_found");
    }
  }

  @Test
  void fiftyVotersAtOnceAreCountedExactly() {
    int count = 50;
    Person author = Person.signUp(base, "author");
    List<TestClient> voters = new ArrayList<>();
    try (TestClient client = author.upvote()) {
      String item = post(client, "A bench");
      client.ok("subscribe", watching(item));
      for (int i = 0; i < count; i++) {
        voters.add(Person.signUp(base, "voter").upvote().ignoringRest());
      }

      List<Long> refs =
          voters.stream()
              .map(voter -> voter.ask("vote", Map.of("item", item, "value", 1, "key", Keys.next())))
              .toList();

      for (int i = 0; i < count; i++) {
        assertThat(voters.get(i).reply(refs.get(i)).getString("type")).isEqualTo("ok");
      }
      assertCounts(item(client, item), count, 0);
      JsonObject tally = client.nextEvent("tally");
      while (tally.getInt("up") < count) {
        tally = client.nextEvent("tally");
      }
      assertThat(tally.getInt("up")).isEqualTo(count);
    } finally {
      voters.forEach(TestClient::close);
    }
  }

  @Test
  void watcherGetsAtMostTenTallyFramesASecondAndTheLastIsTheNewest() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient voter = ada.upvote().ignoringRest();
        TestClient watcher = ben.upvote()) {
      String item = post(voter, "A bench");
      watcher.ok("subscribe", watching(item));
      long beganAt = System.nanoTime();
      Deadline pouring = Deadline.in(Duration.ofSeconds(2));

      int votes = 0;
      JsonObject last = Json.createObjectBuilder().build();
      while (!pouring.isPast() && votes < VOTES_MAX) {
        List<Long> asked = new ArrayList<>();
        for (int i = 0; i < VOTES_AT_ONCE; i++) {
          asked.add(
              voter.ask("vote", Map.of("item", item, "value", ++votes % 2, "key", Keys.next())));
        }
        for (long ref : asked) {
          last = voter.reply(ref);
        }
      }

      int frames = 1;
      JsonObject tally = watcher.nextEvent("tally");
      while (tally.getInt("rev") < last.getInt("rev")) {
        tally = watcher.nextEvent("tally");
        frames++;
      }
      Duration took = Duration.ofNanos(System.nanoTime() - beganAt);
      assertThat(votes).as("votes").isGreaterThan(2 * frames);
      assertThat(frames)
          .as("frames in %s", took)
          .isLessThanOrEqualTo((int) took.dividedBy(TALLY_INTERVAL) + 1);
      assertThat(tally.getInt("up")).isEqualTo(last.getInt("up"));
    }
  }

  // The protocol's rules.

  @Test
  void unknownCommandIsABadRequestAndTheConnectionStays() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote()) {
      assertThat(client.refusal("dance", Map.of())).isEqualTo("bad_request");
      assertThat(client.refusal("send", Map.of())).isEqualTo("bad_request");
      client.ok("boards", Map.of());
    }
  }

  @Test
  void commandBeforeHelloIsABadRequest() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = TestClient.connect(ada.handshake("upvote"))) {
      assertThat(client.refusal("boards", Map.of())).isEqualTo("bad_request");

      client.hello();
      client.ok("boards", Map.of());
    }
  }

  private static String ideas(TestClient client) {
    return client
        .ok("boards", Map.of())
        .getJsonArray("boards")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(board -> board.getString("title").equals("Ideas"))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  private static String post(TestClient client, String title) {
    return client
        .ok("post", Map.of("board", ideas(client), "title", title, "key", Keys.next()))
        .getString("item");
  }

  private static JsonObject vote(TestClient client, String item, int value) {
    return client.ok("vote", Map.of("item", item, "value", value, "key", Keys.next()));
  }

  private static String refusedVote(TestClient client, String item, Object value) {
    return client.refusal("vote", Map.of("item", item, "value", value, "key", Keys.next()));
  }

  private static Map<String, JsonValue> watching(String... items) {
    JsonArrayBuilder watches = Json.createArrayBuilder();
    for (String item : items) {
      watches.add(Json.createObjectBuilder().add("item", item));
    }
    return Map.of("items", watches.build());
  }

  private static Map<String, JsonValue> watching(String item, int rev) {
    return Map.of(
        "items",
        Json.createArrayBuilder()
            .add(Json.createObjectBuilder().add("item", item).add("rev", rev))
            .build());
  }

  private static List<JsonObject> tallies(JsonObject ok) {
    return ok.getJsonArray("tallies").getValuesAs(JsonObject.class);
  }

  private static List<JsonObject> items(TestClient client, Map<String, Object> fields) {
    return client.ok("items", fields).getJsonArray("items").getValuesAs(JsonObject.class);
  }

  /** One item as it is stored now: that which is older than the one above it. */
  private static JsonObject item(TestClient client, String id) {
    String above = Long.toString(Long.parseLong(id) + 1);
    return items(client, Map.of("board", ideas(client), "before", above, "limit", 1)).get(0);
  }

  private static List<String> ids(List<JsonObject> items) {
    return items.stream().map(item -> item.getString("id")).toList();
  }

  private static void assertCounts(JsonObject item, int up, int mine) {
    assertThat(item.getInt("up")).isEqualTo(up);
    assertThat(item.getInt("down")).isEqualTo(0);
    assertThat(item.getInt("mine")).isEqualTo(mine);
  }

  private static JsonObject apartFromTheRetry(JsonObject ok) {
    return Json.createObjectBuilder(ok).remove("ref").remove("again").build();
  }
}
