package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * What holds up one person with many accounts: limits by address, newcomers who may do less, and
 * moderators who see bursts.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEveryServer.Source.class)
class AbuseIT {
  private static final int VOTE_BURST = 40;
  private static final int ADDRESS_BURST = 60;
  private static final int POSTS = 20;
  private static final int COST = 4;
  private static final int FAR_ABOVE = 10;

  private static final Postgres.Database DATABASE = Postgres.shared().freshDatabase();
  private static final OwnServers SERVERS =
      new OwnServers(
          ServerOptions.at("/")
              .settings(DATABASE.settings())
              .settings(
                  Map.ofEntries(
                      Map.entry("HEARHEAR_ADMINISTRATORS", Person.ADMINISTRATOR),
                      Map.entry("HEARHEAR_TRUSTED_PROXIES", "127.0.0.0/8"),
                      Map.entry("HEARHEAR_LIMIT_REGISTRATIONS", "1000"),
                      Map.entry("HEARHEAR_LIMIT_VOTE_BURST", Integer.toString(VOTE_BURST)),
                      Map.entry("HEARHEAR_LIMIT_VOTE_RATE", "1"),
                      Map.entry(
                          "HEARHEAR_LIMIT_VOTE_ADDRESS_BURST", Integer.toString(ADDRESS_BURST)),
                      Map.entry("HEARHEAR_LIMIT_VOTE_ADDRESS_RATE", "1"),
                      Map.entry("HEARHEAR_LIMIT_POSTS", Integer.toString(POSTS)),
                      Map.entry("HEARHEAR_NEWCOMER", "60"),
                      Map.entry("HEARHEAR_NEWCOMER_COST", Integer.toString(COST)),
                      Map.entry("HEARHEAR_BURST_VOTES", "5"),
                      Map.entry("HEARHEAR_BURST_WINDOW", "5000"))));

  private final URI base;

  AbuseIT(ServerKind kind) {
    base = SERVERS.get(kind).baseUri("/");
  }

  @AfterParameterizedClassInvocation
  static void stopServer(ServerKind kind) {
    SERVERS.stop(kind);
  }

  @Test
  void votesOfOneAddressAreLimitedAndThoseOfAnotherAreNot() {
    String item = item(board());
    List<TestClient> voters = new ArrayList<>();
    try (TestClient elsewhere = upvote(old("carol"), "203.0.113.2")) {
      for (String name : List.of("ada", "ben", "cem")) {
        voters.add(upvote(old(name), "203.0.113.1"));
      }

      int taken = voters.subList(0, 2).stream().mapToInt(voter -> votesTaken(voter, item)).sum();

      assertThat(taken).isGreaterThanOrEqualTo(ADDRESS_BURST).isLessThan(2 * VOTE_BURST);
      TestClient third = voters.get(2);
      JsonObject refused = refused(() -> vote(third, item, 1));
      assertThat(refused.getString("message")).contains("address");
      assertThat(refused.getInt("retryAfter")).isBetween(1, 1_000);
      assertThat(vote(elsewhere, item, 1).getString("type")).isEqualTo("ok");
      Deadline.in(Duration.ofMillis(refused.getInt("retryAfter"))).pass();
      assertThat(vote(third, item, 1).getString("type")).isEqualTo("ok");
    } finally {
      voters.forEach(TestClient::close);
    }
  }

  @Test
  void newcomerIsSlowerThanOthersAndIsToldWhy() {
    String item = item(board());
    try (TestClient newcomer = upvote(Person.signUp(base, "newcomer"), "203.0.113.3");
        TestClient resident = upvote(old("resident"), "203.0.113.4")) {
      int byNewcomer = votesTaken(newcomer, item);
      int byResident = votesTaken(resident, item);

      assertThat(byNewcomer).isGreaterThanOrEqualTo(VOTE_BURST / COST).isLessThan(VOTE_BURST / 2);
      assertThat(byResident).isGreaterThanOrEqualTo(VOTE_BURST);
      JsonObject refused = refused(() -> vote(newcomer, item, 0));
      assertThat(refused.getString("message")).contains("account is new");
      assertThat(refused.getInt("retryAfter")).isBetween(1, COST * 1_000);
    }
  }

  @Test
  void postsAreLimited() {
    String board = board();
    try (TestClient author = upvote(old("author"), "203.0.113.5")) {
      Supplier<JsonObject> post =
          () -> author.command("post", Keys.keyed("board", board, "title", "An idea"));

      assertThat(taken(post)).isGreaterThanOrEqualTo(POSTS);
      assertThat(refused(post).getInt("retryAfter")).isBetween(1, 60_000 / POSTS);
      assertThat(author.command("boards", Map.of()).getString("type")).isEqualTo("ok");
    }
  }

  @Test
  void burstIsVisibleToModeratorsAndSaysNothingOfWhoVoted() {
    String board = board();
    String item = item(board);
    Person ada = old("adawhovotes");
    Person newcomer = Person.signUp(base, "newcomerwhovotes");
    try (TestClient old = upvote(ada, "203.0.113.6");
        TestClient fresh = upvote(newcomer, "203.0.113.7");
        TestClient moderating = Person.moderator(base).upvote().ignoringRest()) {
      for (int value : List.of(1, 0, 1, 0, 1)) {
        assertThat(vote(old, item, value).getString("type")).isEqualTo("ok");
      }
      assertThat(vote(fresh, item, 1).getString("type")).isEqualTo("ok");
      vote(fresh, item, 1); // Changes nothing, and so does not count.

      Supplier<JsonArray> bursts =
          () -> moderating.ok("bursts", Map.of("board", board)).getJsonArray("bursts");
      Deadline.in(Duration.ofSeconds(30)).until("the burst is seen", () -> !bursts.get().isEmpty());

      JsonObject burst = bursts.get().getJsonObject(0);
      assertThat(bursts.get()).hasSize(1);
      assertThat(burst.getString("item")).isEqualTo(item);
      assertThat(burst.getInt("votes")).isEqualTo(6);
      assertThat(burst.getInt("addresses")).isEqualTo(2);
      assertThat(burst.getInt("mostFromOneAddress")).isEqualTo(5);
      assertThat(burst.getInt("newcomers")).isEqualTo(1);
      assertThat(burst.getString("at")).endsWith(":00Z");
      assertThat(burst.keySet())
          .containsExactlyInAnyOrder(
              "id", "item", "at", "votes", "addresses", "mostFromOneAddress", "newcomers");
      assertThat(old.command("bursts", Map.of("board", board)).getString("code"))
          .isEqualTo("forbidden");
      assertThat(moderating.command("bursts", Map.of("board", "999999")).getString("code"))
          .isEqualTo("not_found");
    }
  }

  private String board() {
    try (TestClient moderating = Person.moderator(base).upvote().ignoringRest()) {
      return moderating.ok("create", Keys.keyed("title", "A board")).getString("board");
    }
  }

  private String item(String board) {
    try (TestClient author = Person.signUp(base, "author").upvote().ignoringRest()) {
      return author.ok("post", Keys.keyed("board", board, "title", "An idea")).getString("item");
    }
  }

  /** Somebody who has had his account for a day. */
  private Person old(String name) {
    Person person = Person.signUp(base, name);
    try (Connection connection = DATABASE.connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE account SET created_at = ? WHERE id = ?")) {
      update.setTimestamp(1, Timestamp.from(Instant.now().minus(Duration.ofDays(1))));
      update.setLong(2, Long.parseLong(person.id()));
      update.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return person;
  }

  private static TestClient upvote(Person person, String address) {
    TestClient client =
        TestClient.connect(person.handshake("upvote").header("X-Forwarded-For", address))
            .ignoringRest();
    client.hello();
    return client;
  }

  private static JsonObject vote(TestClient voter, String item, int value) {
    return voter.command("vote", Keys.keyed("item", item, "value", value));
  }

  private static int votesTaken(TestClient voter, String item) {
    return taken(() -> vote(voter, item, 1));
  }

  /** How often a command is done until it is limited. */
  private static int taken(Supplier<JsonObject> command) {
    int taken = 0;
    while (taken < FAR_ABOVE * VOTE_BURST && command.get().getString("type").equals("ok")) {
      taken++;
    }
    return taken;
  }

  /** A token may come back at any moment, so it may have to be asked twice. */
  private static JsonObject refused(Supplier<JsonObject> command) {
    JsonObject reply = command.get();
    for (int i = 0; i < FAR_ABOVE && reply.getString("type").equals("ok"); i++) {
      reply = command.get();
    }
    assertThat(reply.getString("code")).isEqualTo("rate_limited");
    return reply;
  }
}
