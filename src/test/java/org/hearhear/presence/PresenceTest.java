package org.hearhear.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hearhear.account.TestAccounts;
import org.hearhear.config.Settings;
import org.hearhear.live.Peer;
import org.hearhear.live.TestNode;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What watchers are told by the rounds of two nodes on one database, between which no hint travels;
 * the test says when a round is and what time it is.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PresenceTest {
  private static final Duration LINGER = Duration.ofSeconds(5);
  private static final Duration COMPARISON = Duration.ofSeconds(5);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestDatabase kind;
  private final AtomicLong now = new AtomicLong();
  private Database database;
  private Site here;
  private Site there;
  private AccountId ada;
  private AccountId ben;
  private AccountId carl;

  /** One node, with what presence needs of it. */
  private final class Site {
    final TestNode node = new TestNode();
    final Watchers watchers;
    final Presence presence;
    final PresenceCommands commands;

    Site() {
      Settings settings = Settings.of(Map.of("hearhear.limit.people", "3"));
      PresenceStore store = new PresenceStore();
      watchers =
          new Watchers(
              settings,
              node.hub(),
              node.broker(),
              new Sights(settings, database, new SightStore()),
              node.background(),
              now::get);
      presence =
          new Presence(
              settings,
              database,
              store,
              node.hub(),
              node.broker(),
              node.background(),
              watchers,
              now::get);
      commands = new PresenceCommands(database, store, presence, watchers, node.broker());
    }

    Peer connect(AccountId account) {
      Peer peer = node.live(node.connect(account).greeted());
      presence.arrived(peer.connection());
      return peer;
    }

    /** Everything that is due a second later, and has not been done in the background. */
    void round() {
      presence.round();
      watchers.compare();
    }

    JsonObject ask(Peer peer, String type, String fields) {
      JsonObject json = Json.read(fields).asJsonObject();
      commands.handle(peer.connection(), new Command(type, 1, new Fields(json)));
      JsonObject reply = peer.next();
      while (reply.getString("type").equals("status")) {
        reply = peer.next(); // His own devices are told before the command is answered.
      }
      return reply;
    }

    JsonObject watch(Peer peer, AccountId... people) {
      String ids = String.join("\",\"", Arrays.stream(people).map(AccountId::toString).toList());
      return ask(peer, "watch", "{\"people\":[\"" + ids + "\"]}");
    }

    void choose(Peer peer, String state) {
      assertThat(ask(peer, "status", "{\"state\":\"" + state + "\"}").getString("type"))
          .isEqualTo("ok");
    }
  }

  PresenceTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    ada = new TestAccounts(database).create("ada");
    ben = new TestAccounts(database).create("ben");
    carl = new TestAccounts(database).create("carl");
    here = new Site();
    there = new Site();
  }

  @AfterEach
  void close() {
    here.node.close();
    there.node.close();
    database.close();
  }

  @Test
  void whoComesAndGoesIsToldToWatchersOnly() {
    Peer watcher = here.connect(ada);
    Peer other = here.connect(carl);
    assertThat(states(here.watch(watcher, ben))).containsExactly("offline");

    Peer watched = here.connect(ben);
    pass(SECOND);
    assertThat(told(watcher)).containsExactly("online");
    here.node.end(watched);
    pass(SECOND);
    pass(LINGER);

    assertThat(told(watcher)).containsExactly("offline");
    assertThat(told(other)).isEmpty();
  }

  @Test
  void whoHasUnwatchedIsNotTold() {
    Peer watcher = here.connect(ada);
    here.watch(watcher, ben, carl);
    here.ask(watcher, "unwatch", "{\"people\":[\"" + ben + "\"]}");

    here.connect(ben);
    here.connect(carl);
    pass(SECOND);

    assertThat(watcher.events())
        .extracting(event -> event.getString("account"))
        .containsExactly(carl.toString());
  }

  @Test
  void tabsAreSeenAsOne() {
    Peer watcher = here.connect(ada);
    here.watch(watcher, ben);
    Peer one = here.connect(ben);
    Peer other = here.connect(ben);

    here.choose(one, "away");
    pass(SECOND);
    assertThat(told(watcher)).containsExactly("online");
    here.choose(other, "away");
    pass(SECOND);
    assertThat(told(watcher)).containsExactly("away");
    here.choose(other, "dnd");
    pass(SECOND);
    assertThat(told(watcher)).containsExactly("dnd");
    here.choose(one, "online");
    pass(SECOND);
    assertThat(told(watcher)).containsExactly("online");
    here.choose(one, "away");
    here.node.end(other);
    pass(SECOND);
    assertThat(told(watcher)).containsExactly("away");
    here.ask(one, "status", "{}");
    pass(SECOND);

    assertThat(told(watcher)).containsExactly("online");
  }

  @Test
  void choiceOutlivesAwayAndTheConnection() {
    Peer first = here.connect(ben);
    here.choose(first, "dnd");
    assertThat(here.ask(first, "status", "{\"state\":\"away\"}").getString("state"))
        .isEqualTo("dnd");
    here.node.end(first);

    Peer second = there.connect(ben);

    assertThat(there.ask(second, "status", "{}").getString("state")).isEqualTo("dnd");
  }

  @Test
  void otherDevicesAreToldWhatIsChosen() {
    Peer one = here.connect(ben);
    Peer other = here.connect(ben);

    here.choose(one, "dnd");
    here.choose(one, "dnd");
    here.choose(one, "away");

    assertThat(other.events()).extracting(event -> event.getString("state")).containsExactly("dnd");
  }

  @Test
  void pageThatIsLoadedAgainIsNoEvent() {
    Peer watcher = here.connect(ada);
    Peer watched = here.connect(ben);
    pass(SECOND);
    here.watch(watcher, ben);

    for (int i = 0; i < 3; i++) {
      here.node.end(watched);
      pass(SECOND);
      pass(LINGER.minus(SECOND));
      watched = here.connect(ben);
      pass(SECOND);
    }

    assertThat(told(watcher)).isEmpty();
  }

  @Test
  void thereIsOneChangeASecondAtMost() {
    Peer watcher = here.connect(ada);
    here.watch(watcher, ben);
    Peer watched = here.connect(ben);
    pass(SECOND);
    here.choose(watched, "dnd");
    pass(SECOND.minusNanos(1));
    assertThat(told(watcher)).containsExactly("online");
    here.choose(watched, "away");
    pass(Duration.ofNanos(1));

    assertThat(told(watcher)).as("the newest, and nothing in between").containsExactly("dnd");
  }

  @Test
  void invisibleLooksExactlyLikeOffline() {
    Peer watcher = here.connect(ada);
    Peer leaves = here.connect(ben);
    Peer hides = here.connect(carl);
    pass(SECOND);
    here.watch(watcher, ben, carl);
    here.node.end(leaves);
    pass(SECOND);
    pass(LINGER);
    here.choose(hides, "invisible");
    pass(SECOND);

    List<JsonObject> events = watcher.events();
    assertThat(events).hasSize(2);
    assertThat(alike(events.get(1))).isEqualTo(alike(events.get(0)));
    List<JsonObject> seen = presence(here.watch(watcher, ben, carl));
    assertThat(alike(seen.get(1))).isEqualTo(alike(seen.get(0)));
    here.choose(hides, "away");
    here.ask(hides, "status", "{}");
    Peer further = there.connect(carl);
    pass(Duration.ofMinutes(2));
    there.node.end(further);
    here.node.end(hides);
    pass(SECOND);
    pass(LINGER);
    assertThat(presence(here.watch(watcher, ben, carl)))
        .as("whatever he does, he was last seen when he became invisible")
        .isEqualTo(seen);
    assertThat(told(watcher)).isEmpty();
  }

  @Test
  void invisibleOnOneNodeIsInvisibleOnAll() {
    Peer watcher = here.connect(ada);
    Peer there1 = there.connect(ben);
    Peer here1 = here.connect(ben);
    pass(COMPARISON);
    here.watch(watcher, ben);

    here.choose(here1, "invisible");
    pass(COMPARISON);
    pass(COMPARISON);

    assertThat(told(watcher)).containsExactly("offline");
    there.choose(there1, "online");
    pass(COMPARISON);
    pass(COMPARISON);
    assertThat(told(watcher)).containsExactly("online");
  }

  @Test
  void blockSilencesAtOnceAndItsEndIsTold() {
    Peer watcher = here.connect(ada);
    here.connect(ben);
    pass(SECOND);
    assertThat(states(here.watch(watcher, ben))).containsExactly("online");

    block(ben, ada);
    here.node.broker().publish(Hint.of(List.of(ben, ada)));
    here.watchers.compare();

    JsonObject event = watcher.next();
    assertThat(event.getString("state")).isEqualTo("offline");
    assertThat(event).doesNotContainKey("lastSeen");
    pass(COMPARISON);
    assertThat(told(watcher)).isEmpty();
    assertThat(states(here.watch(watcher, ben))).containsExactly("offline");
    database.useTransaction(handle -> handle.execute("DELETE FROM block"));
    here.node.broker().publish(Hint.of(List.of(ben, ada)));
    here.watchers.compare();
    assertThat(told(watcher)).containsExactly("online");
  }

  @Test
  void blockOfWhichNobodyWasToldSilencesWithTheComparison() {
    Peer watcher = here.connect(ada);
    here.connect(ben);
    pass(SECOND);
    here.watch(watcher, ben);

    block(ada, ben);
    pass(COMPARISON);

    assertThat(told(watcher)).containsExactly("offline");
  }

  @Test
  void strangersBlockedAndNobodyLookAlike() {
    Peer watcher = here.connect(ada);
    here.connect(ben);
    here.connect(carl);
    pass(SECOND);
    block(ben, ada);
    database.useTransaction(
        handle ->
            handle.execute("UPDATE account SET accepts = 'known' WHERE id = ?", carl.value()));

    List<JsonObject> seen = presence(here.watch(watcher, ben, carl, new AccountId(999_999)));

    assertThat(seen.stream().map(PresenceTest::alike).distinct())
        .containsExactly("{\"state\":\"offline\"}");
    pass(COMPARISON);
    assertThat(told(watcher)).isEmpty();
  }

  @Test
  void peopleOfAnotherNodeAreSeenWithTheComparison() {
    Peer watcher = here.connect(ada);
    here.watch(watcher, ben);

    Peer first = there.connect(ben);
    pass(COMPARISON);
    pass(COMPARISON);
    assertThat(told(watcher)).containsExactly("online");
    here.connect(ben);
    pass(SECOND);
    there.node.end(first);
    pass(COMPARISON);
    pass(LINGER);
    pass(COMPARISON);

    assertThat(told(watcher)).as("he has only moved").isEmpty();
  }

  @Test
  void nodeThatStopsTakesItsPeopleWithItAtOnce() {
    Peer watcher = here.connect(ada);
    there.connect(ben);
    pass(COMPARISON);
    assertThat(states(here.watch(watcher, ben))).containsExactly("online");

    there.presence.stop();

    JsonObject seen = presence(here.watch(watcher, ben)).get(0);
    assertThat(seen.getString("state")).isEqualTo("offline");
    assertThat(seen).containsKey("lastSeen");
    there.round();
    assertThat(states(here.watch(watcher, ben))).as("and stays away").containsExactly("offline");
  }

  @Test
  void nodeThatWasTakenForDeadComesBackWithAllItsPeople() {
    Peer watcher = here.connect(ada);
    there.connect(ben);
    pass(COMPARISON);
    here.watch(watcher, ben);
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE presence_node SET alive_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND"
                    + " WHERE node IN (SELECT node FROM presence WHERE account_id = ?)",
                ben.value()));
    now.addAndGet(COMPARISON.toNanos());
    here.round();
    assertThat(told(watcher)).containsExactly("offline");

    there.round();
    pass(COMPARISON);

    assertThat(told(watcher)).containsExactly("online");
  }

  @Test
  void watchedPeopleAreLimited() {
    Peer watcher = here.connect(ada);
    AccountId nobody = new AccountId(999_999);
    here.watch(watcher, ben, carl);

    JsonObject reply = here.watch(watcher, ada, nobody);
    assertThat(reply.getString("code")).isEqualTo("quota");
    assertThat(states(here.watch(watcher, ben, carl, nobody))).hasSize(3);
    assertThat(here.watch(watcher, ada).getString("code")).isEqualTo("quota");
    here.ask(watcher, "unwatch", "{\"people\":[\"" + nobody + "\"]}");

    assertThat(states(here.watch(watcher, ada))).hasSize(1);
  }

  @Test
  void presenceStandsStillWhileTheDatabaseIsAwayAndRecovers() {
    Peer watcher = here.connect(ada);
    Peer leaves = here.connect(ben);
    pass(SECOND);
    here.watch(watcher, ben, carl);

    database.close();
    here.connect(carl);
    here.node.end(leaves);
    for (int i = 0; i < 3; i++) {
      now.addAndGet(LINGER.toNanos());
      assertThatThrownBy(here::round).isInstanceOf(IllegalStateException.class);
    }
    assertThat(told(watcher)).isEmpty();
    database.open("test");
    pass(SECOND);
    pass(SECOND);

    assertThat(watcher.events())
        .extracting(event -> event.getString("account") + " " + event.getString("state"))
        .containsExactlyInAnyOrder(carl + " online", ben + " offline");
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
    there.round();
    here.round();
  }

  private void block(AccountId account, AccountId blocked) {
    database.useTransaction(
        handle ->
            handle.execute(
                "INSERT INTO block (account_id, blocked_id, at) VALUES (?, ?, CURRENT_TIMESTAMP)",
                account.value(),
                blocked.value()));
  }

  /** The states that a watcher was told by now. */
  private static List<String> told(Peer watcher) {
    return watcher.events().stream().map(event -> event.getString("state")).toList();
  }

  private static List<JsonObject> presence(JsonObject reply) {
    return reply.getJsonArray("presence").getValuesAs(JsonObject.class);
  }

  private static List<String> states(JsonObject reply) {
    return presence(reply).stream().map(seen -> seen.getString("state")).toList();
  }

  /** Its text without whose it is, and with another time. */
  private static String alike(JsonObject seen) {
    return seen.toString()
        .replaceAll("\"account\":\"[0-9]+\",", "")
        .replaceAll("[0-9-]{10}T[0-9:.]+Z", "then");
  }
}
