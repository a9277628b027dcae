package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Some people vote as fast as they are answered, on items that many others watch: what a watcher is
 * sent does not grow with the votes, the last of it is the truth, and nothing tells who voted.
 */
class TallyLoadIT {
  private static final Logger LOG = System.getLogger(TallyLoadIT.class.getName());

  private static final int ITEMS = 10;
  private static final int VOTERS = 8;
  private static final int WATCHERS = 20;

  /** The first watchers are second windows of as many voters. */
  private static final int VOTERS_WHO_WATCH = 2;

  private static final int ROUNDS_AT_ONCE = 6;
  private static final Duration VOTING = Duration.ofSeconds(5);
  private static final Duration TALLY_INTERVAL = Duration.ofMillis(100);
  private static final int VOTES_PER_FRAME_MIN = 20;

  /** An idle machine needs a tenth of it; with two servers and tests on two cores, more. */
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(2);

  @OnEveryServer
  void watchersAreSentLittleAndTheTruthAndNobodysName(ServerKind kind) {
    ServerOptions options =
        ServerOptions.at("/")
            .withoutRatesForPeople()
            .settings(Postgres.shared().freshDatabase().settings());
    try (Server server = kind.start(options)) {
      URI base = server.baseUri("/");
      Person author = Person.signUp(base, "author");
      // First who does not vote: so no item has the id of a voter.
      List<Person> others = people(base, "watcher", WATCHERS - VOTERS_WHO_WATCH);
      List<Person> voting = people(base, "voter", VOTERS);
      List<String> items = post(author);
      assertThat(items).doesNotContainAnyElementsOf(voting.stream().map(Person::id).toList());
      List<Voter> voters = voting.stream().map(person -> new Voter(person, items)).toList();
      List<Watcher> watchers =
          Stream.concat(voting.stream().limit(VOTERS_WHO_WATCH), others.stream())
              .map(person -> new Watcher(person, items))
              .toList();
      try {
        watch(kind, author, voters, watchers, items);
      } finally {
        voters.forEach(Voter::close);
        watchers.forEach(Watcher::close);
      }
    }
  }

  private static List<Person> people(URI base, String nickname, int count) {
    return Stream.generate(() -> Person.signUp(base, nickname)).limit(count).toList();
  }

  private static void watch(
      ServerKind kind,
      Person author,
      List<Voter> voters,
      List<Watcher> watchers,
      List<String> items) {
    watchers.forEach(Watcher::subscribe);
    long beganAt = System.nanoTime();
    Deadline end = Deadline.in(VOTING);
    voters.forEach(voter -> voter.start(end));
    voters.forEach(Voter::awaitEnd);
    long votes = voters.stream().mapToLong(voter -> voter.votes).sum();
    long lastOkAt = voters.stream().mapToLong(voter -> voter.lastOkAt).max().orElseThrow();

    Map<String, Counts> truth = fetch(author, items);
    Deadline.soon()
        .until(
            "every watcher knows the newest of every item",
            () -> watchers.stream().allMatch(watcher -> watcher.knows(truth)));

    Secrets secrets = new Secrets(voters);
    long slowest = 0;
    long mostFrames = 0;
    for (Watcher watcher : watchers) {
      slowest = Math.max(slowest, watcher.newestAt() - lastOkAt);
      Votes own =
          voters.stream()
              .filter(voter -> voter.person.equals(watcher.person))
              .findFirst()
              .map(voter -> voter.mine)
              .orElseGet(Votes::new);
      mostFrames = Math.max(mostFrames, watcher.assertAllIsWell(secrets, own, beganAt));
    }
    LOG.log(
        Level.INFO,
        "{0}: {1} votes in {2} ms; at most {3} tally frames to one of {4} watchers, all of whom"
            + " knew the counts {5} ms after the last ok",
        kind,
        votes,
        Duration.ofNanos(lastOkAt - beganAt).toMillis(),
        mostFrames,
        watchers.size(),
        Duration.ofNanos(slowest).toMillis());
    assertThat(votes).as("votes").isGreaterThan(VOTES_PER_FRAME_MIN * mostFrames);
    assertThat(Duration.ofNanos(slowest)).isLessThan(KNOWN_WITHIN);
  }

  private static List<String> post(Person author) {
    try (TestClient client = author.upvote()) {
      return IntStream.range(0, ITEMS)
          .mapToObj(i -> client.ok("post", Keys.keyed("board", "1", "title", "Item " + i)))
          .map(ok -> ok.getString("item"))
          .toList();
    }
  }

  /** What an item has at a revision. */
  private record Counts(int up, int down, int rev) {
    static Counts of(JsonObject tally) {
      return new Counts(tally.getInt("up"), tally.getInt("down"), tally.getInt("rev"));
    }
  }

  /** One person's votes on each item, by the rev from which on each was his. */
  private static final class Votes {
    private final Map<String, TreeMap<Integer, Integer>> values = new HashMap<>();

    void add(JsonObject reply) {
      values
          .computeIfAbsent(reply.getString("item"), none -> new TreeMap<>())
          .put(reply.getInt("rev"), reply.getInt("value"));
    }

    boolean isEmpty() {
      return values.isEmpty();
    }

    /** Whether somebody is told of his own vote; its rev may be that of a later vote of another. */
    boolean has(JsonObject mine) {
      TreeMap<Integer, Integer> ofItem = values.get(mine.getString("item"));
      Map.Entry<Integer, Integer> last =
          ofItem == null ? null : ofItem.floorEntry(mine.getInt("rev"));
      return ofItem != null && (last == null ? 0 : last.getValue()) == mine.getInt("value");
    }
  }

  /** What tells who voted: names anywhere, and ids where a text is an id. */
  private record Secrets(Set<String> names, Set<String> ids) {
    Secrets(List<Voter> voters) {
      this(
          voters.stream().map(voter -> voter.person.name()).collect(Collectors.toSet()),
          voters.stream().map(voter -> voter.person.id()).collect(Collectors.toSet()));
    }

    void assertNotIn(String frame) {
      assertThat(names).noneMatch(frame::contains);
      assertThat(texts(Mailbox.parse(frame))).doesNotContainAnyElementsOf(ids);
    }

    private static List<String> texts(JsonValue value) {
      if (value instanceof JsonString text) {
        return List.of(text.getString());
      } else if (value instanceof JsonArray array) {
        return array.stream().flatMap(each -> texts(each).stream()).toList();
      } else if (value instanceof JsonObject object) {
        return object.values().stream().flatMap(each -> texts(each).stream()).toList();
      }
      return List.of();
    }
  }

  private static Map<String, Counts> fetch(Person reader, List<String> items) {
    Map<String, Counts> counts = new HashMap<>();
    try (TestClient client = reader.upvote().ignoringRest()) {
      for (JsonObject tally : subscribe(client, items)) {
        counts.put(tally.getString("item"), Counts.of(tally));
      }
    }
    return counts;
  }

  private static List<JsonObject> subscribe(TestClient client, List<String> items) {
    List<Map<String, String>> wanted = items.stream().map(item -> Map.of("item", item)).toList();
    return client
        .ok("subscribe", Map.of("items", wanted))
        .getJsonArray("tallies")
        .getValuesAs(JsonObject.class);
  }

  /** Opens a connection whose every frame is shown to {@code check}, and to nobody else. */
  private static TestClient connect(Person person, Consumer<String> check) {
    TestClient client = TestClient.connect(person.handshake("upvote").checking(check));
    client.hello();
    return client.ignoringRest();
  }

  /** Sets and takes back his votes on all items, many commands in each frame. */
  private static final class Voter {
    private final Person person;
    private final List<String> items;
    private final TestClient client;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** What he was answered; written by his thread, and read by the test after the end. */
    private final Votes mine = new Votes();

    // Written by the voter's and the container's threads, and read by the test after the end.
    private volatile long votes;
    private volatile long lastOkAt;

    Voter(Person person, List<String> items) {
      this.person = person;
      this.items = items;
      this.client = connect(person, this::received);
    }

    private void received(String frame) {
      if (frame.contains("\"type\":\"ok\"")) {
        lastOkAt = System.nanoTime();
      }
    }

    void start(Deadline end) {
      var executor = Executors.newSingleThreadExecutor();
      executor.execute(
          () -> {
            try {
              vote(end);
              ended.complete(null);
            } catch (RuntimeException | AssertionError failure) {
              ended.completeExceptionally(failure);
            }
          });
      executor.shutdown();
    }

    void awaitEnd() {
      Deadline.in(VOTING.plus(Deadline.PATIENCE)).get(ended, person.name() + " has voted");
    }

    private void vote(Deadline end) {
      long cast = 0;
      for (int turn = 0; !end.isPast(); turn++) {
        List<JsonObject> commands = new ArrayList<>();
        for (int i = 0; i < ROUNDS_AT_ONCE * items.size(); i++) {
          Map<String, Object> vote = new HashMap<>(Keys.keyed("item", items.get(i % items.size())));
          vote.put("type", "vote");
          vote.put("ref", cast + i);
          vote.put("value", (i / items.size() + turn) % 2);
          commands.add(Json.createObjectBuilder(vote).build());
        }
        client.send(commands);
        for (int open = commands.size(); open > 0; ) {
          JsonObject object = client.next();
          if (object.get("ref") instanceof JsonNumber) {
            assertThat(object.getString("type")).as(object.toString()).isEqualTo("ok");
            mine.add(object);
            open--;
          }
        }
        cast += commands.size();
      }
      votes = cast;
    }

    void close() {
      client.close();
    }
  }

  /** Keeps all that it is sent since it watches. */
  private static final class Watcher {
    private record Frame(long at, String text) {}

    private final Person person;
    private final List<String> items;
    private final TestClient client;

    // Guarded by this.
    private final List<Frame> frames = new ArrayList<>();
    private final Map<String, Counts> newest = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private long newestAt;

    Watcher(Person person, List<String> items) {
      this.person = person;
      this.items = items;
      this.client = connect(person, this::received);
    }

    void subscribe() {
      TallyLoadIT.subscribe(client, items);
      synchronized (this) {
        frames.clear(); // Of the greeting, which does say a name: one's own.
      }
    }

    private synchronized void received(String text) {
      Frame frame = new Frame(System.nanoTime(), text);
      frames.add(frame);
      for (JsonObject event : Mailbox.parse(text).getValuesAs(JsonObject.class)) {
        if (event.getString("type").equals("tally")) {
          Counts counts = Counts.of(event);
          Counts before = newest.put(event.getString("item"), counts);
          if (before != null && before.rev >= counts.rev) {
            wrong.add(event + " after " + before);
          }
          newestAt = frame.at;
        }
      }
    }

    synchronized boolean knows(Map<String, Counts> truth) {
      return newest.equals(truth);
    }

    synchronized long newestAt() {
      return newestAt;
    }

    /** Returns how many frames with tallies came. */
    synchronized int assertAllIsWell(Secrets secrets, Votes own, long beganAt) {
      assertThat(wrong).isEmpty();
      int tallyFrames = 0;
      boolean toldOfVotes = false;
      for (Frame frame : frames) {
        secrets.assertNotIn(frame.text);
        boolean hasTally = false;
        for (JsonObject event : Mailbox.parse(frame.text).getValuesAs(JsonObject.class)) {
          switch (event.getString("type")) {
            case "tally" -> {
              assertThat(event.keySet()).containsOnly("type", "item", "up", "down", "rev");
              assertThat(items).contains(event.getString("item"));
              hasTally = true;
            }
            case "mine" -> {
              assertThat(own.has(event)).as("%s voted so: %s", person.name(), event).isTrue();
              toldOfVotes = true;
            }
            default -> assertThat(event.getString("type")).isEqualTo("ping");
          }
        }
        tallyFrames += hasTally ? 1 : 0;
      }
      assertThat(toldOfVotes).isNotEqualTo(own.isEmpty());
      // However late frames are read here: the first was not sent before the votes began.
      assertThat(tallyFrames)
          .as("tally frames to %s", person.name())
          .isLessThanOrEqualTo(
              (int) Duration.ofNanos(newestAt - beganAt).dividedBy(TALLY_INTERVAL) + 1);
      return tallyFrames;
    }

    void close() {
      client.close();
    }
  }
}
