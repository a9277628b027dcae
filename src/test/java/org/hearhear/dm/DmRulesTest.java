package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hearhear.config.Settings;
import org.hearhear.dm.write.DmResult;
import org.hearhear.it.AtOnce;
import org.hearhear.it.Proof;
import org.hearhear.live.Replay.Event;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be done with messages, groups and people, and what comes of it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DmRulesTest {
  private static final int RACES = Proof.races();

  /** One for all tests, which have people of their own. */
  private static final Map<TestDatabase, DmWorld> OPEN = new EnumMap<>(TestDatabase.class);

  private final DmWorld world;
  private final AccountId ada;
  private final AccountId ben;
  private final AccountId cem;

  DmRulesTest(TestDatabase kind) {
    world =
        OPEN.computeIfAbsent(
            kind,
            fresh ->
                new DmWorld(
                    fresh,
                    Settings.GROUP_MEMBERS.name(),
                    "4",
                    Settings.REACTIONS.name(),
                    "3",
                    Settings.BLOCKS.name(),
                    "2"));
    ada = world.person();
    ben = world.person();
    cem = world.person();
  }

  @AfterAll
  static void closeDatabases() {
    OPEN.values().forEach(DmWorld::close);
    OPEN.clear();
  }

  // Messages.

  @Test
  void replyNamesAnEarlierMessage() {
    String conversation = world.send(ada, ben, "question");

    world.done(ben, "send", "conversation", conversation, "text", "answer", "replyTo", 1);

    assertThat(last(ada).getInt("replyTo")).isEqualTo(1);
    assertThat(world.refused(ben, "send", "conversation", conversation, "text", "x", "replyTo", 3))
        .isEqualTo(ErrorCode.BAD_REQUEST);
  }

  @Test
  void editIsToldAndReadAgainAsItIsNow() {
    String conversation = world.send(ada, ben, "teh");

    JsonObject edited =
        world.done(ada, "edit", "conversation", conversation, "seq", 1, "rev", 1, "text", "the");

    assertThat(edited.getInt("rev")).isEqualTo(2);
    assertThat(types(ben)).containsExactly("conversation", "message", "edited");
    assertThat(events(ben).get(1).getString("text")).isEqualTo("the");
    assertThat(events(ben).get(2).getInt("rev")).isEqualTo(2);
  }

  @Test
  void staleEditIsAConflictAndChangesNothing() {
    String conversation = world.send(ada, ben, "one");
    edit(ada, conversation, 1, "two");

    assertThat(
            world.refused(
                ada, "edit", "conversation", conversation, "seq", 1, "rev", 1, "text", "three"))
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(last(ben).getString("text")).isEqualTo("two");
  }

  @Test
  void onlyTheAuthorEditsAndDeletes() {
    String conversation = world.send(ada, ben, "mine");

    assertThat(
            world.refused(
                ben, "edit", "conversation", conversation, "seq", 1, "rev", 1, "text", "yours"))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(world.refused(ben, "delete", "conversation", conversation, "seq", 1))
        .isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void deletedMessageIsEmptyEverywhereAndClosed() {
    String conversation = world.send(ada, ben, "secret");
    world.done(ben, "react", "conversation", conversation, "seq", 1, "emoji", "👍", "on", true);

    world.done(ada, "delete", "conversation", conversation, "seq", 1);

    assertThat(events(ben).toString()).doesNotContain("secret");
    assertThat(types(ben)).containsExactly("conversation", "message", "reaction", "deleted");
    assertThat(events(ben).get(2).getJsonArray("reactions")).isEmpty();
    assertThat(
            world.refused(
                ben, "react", "conversation", conversation, "seq", 1, "emoji", "👍", "on", true))
        .isEqualTo(ErrorCode.CLOSED);
    assertThat(
            world.refused(
                ada, "edit", "conversation", conversation, "seq", 1, "rev", 2, "text", "x"))
        .isEqualTo(ErrorCode.CLOSED);
    assertThat(world.done(ada, "delete", "conversation", conversation, "seq", 1).getInt("rev"))
        .isEqualTo(2);
  }

  @Test
  void repeatOfAnEditedMessageIsStillTheSameMessage() {
    var send = DmWorld.write(ada, "send", "to", ben, "text", "first");
    String conversation = DmWorld.reply(world.apply(send)).getString("conversation");
    edit(ada, conversation, 1, "second");

    assertThat(DmWorld.reply(world.apply(send)).getBoolean("again")).isTrue();
  }

  @Test
  void repeatedChangeHasOneEffectAndTheSameReply() {
    String conversation = world.send(ada, ben, "one");
    var edit =
        DmWorld.write(ada, "edit", "conversation", conversation, "seq", 1, "rev", 1, "text", "two");

    JsonObject first = DmWorld.reply(world.apply(edit));
    List<DmResult> again = world.apply(List.of(edit, edit));

    assertThat(again)
        .allSatisfy(result -> assertThat(DmWorld.reply(result)).containsAllEntriesOf(first));
    assertThat(types(ben)).containsExactly("conversation", "message", "edited");
  }

  @Test
  void keyOfAnotherChangeIsRefused() {
    String conversation = world.send(ada, ben, "one");
    String key = DmWorld.key().toString();
    world.done(ada, "mute", "conversation", conversation, "key", key);

    assertThat(world.refused(ada, "unmute", "conversation", conversation, "key", key))
        .isEqualTo(ErrorCode.KEY_REUSED);
  }

  @Test
  void reactionsAreOncePerPersonAndLimited() {
    String conversation = world.send(ada, ben, "one");
    react(ada, conversation, "👍", true);
    react(ada, conversation, "👍", true);
    react(ben, conversation, "👍", true);
    react(ben, conversation, "🇹🇷", true);

    assertThat(
            world.refused(
                ada,
                "react",
                "conversation",
                conversation,
                "seq",
                1,
                "emoji",
                "👩‍👩‍👧",
                "on",
                true))
        .isEqualTo(ErrorCode.QUOTA);
    react(ada, conversation, "👍", false);

    assertThat(last(ben).getJsonArray("reactions").toString())
        .isEqualTo(
            "[{\"emoji\":\"👍\",\"by\":[\""
                + ben
                + "\"]},"
                + "{\"emoji\":\"🇹🇷\",\"by\":[\""
                + ben
                + "\"]}]");
  }

  @Test
  void reactionsOfOneMomentKeepTheirOrder() {
    String conversation = world.send(ada, ben, "one");

    world.apply(
        List.of(
            DmWorld.write(
                ada, "react", "conversation", conversation, "seq", 1, "emoji", "👍", "on", true),
            DmWorld.write(
                ben,
                "react",
                "conversation",
                conversation,
                "seq",
                1,
                "emoji",
                "🇹🇷",
                "on",
                true)));

    assertThat(last(ada).getJsonArray("reactions").getValuesAs(JsonObject.class))
        .extracting(reaction -> reaction.getString("emoji"))
        .containsExactly("👍", "🇹🇷");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1", "👍👍", "👍a", "<b>", "\u200d", "é"})
  void onlyASingleEmojiIsAReaction(String emoji) {
    assertThatThrownBy(
            () ->
                DmWorld.write(
                    ada, "react", "conversation", "1", "seq", 1, "emoji", emoji, "on", true))
        .hasMessageContaining("emoji");
  }

  // Groups.

  @Test
  void groupIsToldToAllMembersAndOnlyToThem() {
    String group = world.group(ada, ben);
    world.done(ben, "send", "conversation", group, "text", "hello");

    assertThat(types(ada)).containsExactly("conversation", "message");
    assertThat(types(ben)).containsExactly("conversation", "message");
    assertThat(types(cem)).isEmpty();
    assertThat(world.refused(cem, "send", "conversation", group, "text", "x"))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void newcomerSeesTheHistoryOnlyWhereItIsShared() {
    String shared = world.group(ada, ben);
    String own =
        world
            .done(ada, "create", "title", "Own", "accounts", List.of(ben), "historyShared", false)
            .getString("conversation");
    for (String group : List.of(shared, own)) {
      world.done(ada, "send", "conversation", group, "text", "before");
      world.done(ada, "members", "conversation", group, "accounts", List.of(cem));
    }

    react(cem, shared, "👍", true);
    assertThat(
            world.refused(cem, "react", "conversation", own, "seq", 1, "emoji", "👍", "on", true))
        .isEqualTo(ErrorCode.NOT_FOUND);
    edit(ada, own, 1, "changed");
    assertThat(events(cem).toString()).doesNotContain("changed");
  }

  @Test
  void whoLeavesOrIsRemovedSeesNothingAnyMore() {
    String group = world.group(ada, ben, cem);
    world.done(ada, "send", "conversation", group, "text", "secret");

    world.done(ben, "leave", "conversation", group);
    world.done(ada, "remove", "conversation", group, "account", cem);
    world.done(ada, "send", "conversation", group, "text", "later");

    for (AccountId gone : List.of(ben, cem)) {
      assertThat(events(gone).toString()).doesNotContain("secret").doesNotContain("later");
      assertThat(types(gone)).endsWith("left");
      assertThat(world.refused(gone, "send", "conversation", group, "text", "x"))
          .isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  @Test
  void whoComesBackIsNotToldThatHeLeft() {
    String group = world.group(ada, ben);
    world.done(ben, "leave", "conversation", group);
    world.done(ada, "members", "conversation", group, "accounts", List.of(ben));

    assertThat(types(ben)).containsExactly("conversation", "gone", "conversation");
  }

  @Test
  void ownerDecidesAndIsFollowedByAnotherMember() {
    String group = world.group(ada, ben, cem);
    for (String command : List.of("members", "remove", "rename", "owner")) {
      assertThat(
              world.refused(
                  ben,
                  command,
                  "conversation",
                  group,
                  "accounts",
                  List.of(cem),
                  "account",
                  cem,
                  "title",
                  "x"))
          .as(command)
          .isEqualTo(ErrorCode.FORBIDDEN);
    }

    world.done(ada, "leave", "conversation", group);
    world.done(ben, "rename", "conversation", group, "title", "Ben's");
    world.done(ben, "owner", "conversation", group, "account", cem);

    assertThat(world.refused(ben, "rename", "conversation", group, "title", "x"))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(last(cem).getString("title")).isEqualTo("Ben's");
    assertThat(last(cem).getString("owner")).isEqualTo(cem.toString());
  }

  @Test
  void ownerMayDeleteWhatOthersSay() {
    String group = world.group(ada, ben);
    world.done(ben, "send", "conversation", group, "text", "rude");

    world.done(ada, "delete", "conversation", group, "seq", 1);

    assertThat(events(ben).toString()).doesNotContain("rude");
  }

  @Test
  void groupIsNoLargerThanItMayBe() {
    String group = world.group(ada, ben, cem, world.person());

    assertThat(
            world.refused(
                ada, "members", "conversation", group, "accounts", List.of(world.person())))
        .isEqualTo(ErrorCode.QUOTA);
  }

  @Test
  void directConversationIsNoGroup() {
    String conversation = world.send(ada, ben, "hi");

    assertThat(world.refused(ada, "leave", "conversation", conversation))
        .isEqualTo(ErrorCode.BAD_REQUEST);
  }

  // Peace.

  @Test
  void blockSilencesBothAndToTheBlockedItIsAnyReason() {
    String conversation = world.send(ada, ben, "hi");
    world.done(ben, "block", "account", ada);

    assertThat(world.refused(ada, "send", "to", ben, "text", "x"))
        .isEqualTo(ErrorCode.NOT_ACCEPTING);
    assertThat(world.refused(ben, "send", "conversation", conversation, "text", "x"))
        .isEqualTo(ErrorCode.BLOCKED);
    assertThat(
            world.refused(
                ada, "react", "conversation", conversation, "seq", 1, "emoji", "👍", "on", true))
        .isEqualTo(ErrorCode.NOT_ACCEPTING);
    assertThat(world.refused(ada, "create", "title", "x", "accounts", List.of(ben)))
        .isEqualTo(ErrorCode.NOT_ACCEPTING);
    assertThat(types(ada)).doesNotContain("blocked");

    world.done(ben, "unblock", "account", ada);
    world.send(ada, ben, "again");
    assertThat(types(ben))
        .containsExactly("conversation", "message", "blocked", "blocked", "message");
  }

  @Test
  void blockBeforeTheFirstMessageHolds() {
    world.done(ben, "block", "account", ada);

    assertThat(world.refused(ada, "send", "to", ben, "text", "x"))
        .isEqualTo(ErrorCode.NOT_ACCEPTING);
    assertThat(types(ada)).isEmpty();
  }

  @Test
  void oneBlocksNoMoreThanOneMayAndNotOneself() {
    world.done(ada, "block", "account", ben);
    world.done(ada, "block", "account", cem);

    assertThat(world.refused(ada, "block", "account", world.person())).isEqualTo(ErrorCode.QUOTA);
    assertThat(world.refused(ada, "block", "account", ada)).isEqualTo(ErrorCode.BAD_REQUEST);
    assertThat(world.refused(ada, "block", "account", new AccountId(999_999)))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void oneIsWrittenToByWhomOneAccepts() {
    world.done(ben, "settings", "accepts", "known");
    assertThat(world.refused(ada, "send", "to", ben, "text", "x"))
        .isEqualTo(ErrorCode.NOT_ACCEPTING);

    world.send(ben, ada, "hi");
    world.send(ada, ben, "now I may");
    world.group(cem, ada);
    world.done(ben, "settings", "accepts", "nobody");
    assertThat(world.refused(ada, "send", "to", ben, "text", "x"))
        .isEqualTo(ErrorCode.NOT_ACCEPTING);
    assertThat(last(ben).getString("accepts")).isEqualTo("nobody");
  }

  @Test
  void whoSharesAGroupIsKnown() {
    world.group(ada, ben);
    world.done(ben, "settings", "accepts", "known");

    world.send(ada, ben, "we know each other");

    assertThat(world.refused(cem, "send", "to", ben, "text", "x"))
        .isEqualTo(ErrorCode.NOT_ACCEPTING);
  }

  @Test
  void muteIsToldToOneselfOnly() {
    String conversation = world.send(ada, ben, "hi");

    world.done(ada, "mute", "conversation", conversation, "until", "2099-01-01T00:00:00Z");
    assertThat(last(ada).getString("mutedUntil")).isEqualTo("2099-01-01T00:00:00Z");
    world.done(ada, "unmute", "conversation", conversation);

    assertThat(last(ada)).doesNotContainKey("mutedUntil");
    assertThat(types(ben)).containsExactly("conversation", "message");
  }

  // Races: each is run many times, and either order is right, but nothing between.

  @Test
  void ofTwoEditsAtOnceOneWins() {
    String conversation = world.send(ada, ben, "0");
    for (int rev = 1; rev <= RACES; rev++) {
      int seen = rev;
      List<DmResult> results =
          AtOnce.all(
              () -> edit(conversation, seen, "this " + seen),
              () -> edit(conversation, seen, "that " + seen));

      assertThat(results).filteredOn(DmResult.Done.class::isInstance).hasSize(1);
      assertThat(results)
          .filteredOn(DmResult.Refused.class::isInstance)
          .extracting(DmWorld::refusal)
          .containsExactly(ErrorCode.CONFLICT);
    }
  }

  @Test
  void nothingLandsAfterABlock() {
    String conversation = world.send(ada, ben, "0");
    for (int i = 0; i < RACES; i++) {
      List<DmResult> results =
          AtOnce.all(
              () -> world.apply(DmWorld.write(ada, "send", "to", ben, "text", "x")),
              () -> world.apply(DmWorld.write(ben, "block", "account", ada)));

      List<String> types = types(ben);
      boolean landed = results.get(0) instanceof DmResult.Done;
      int block = types.lastIndexOf("blocked");
      assertThat(types.lastIndexOf("message")).isLessThan(block);
      assertThat(types.get(block - 1))
          .isEqualTo(landed ? "message" : i == 0 ? "message" : "blocked");
      assertThat(world.refused(ada, "send", "conversation", conversation, "text", "y"))
          .isEqualTo(ErrorCode.NOT_ACCEPTING);
      world.done(ben, "unblock", "account", ada);
    }
  }

  @Test
  void nothingIsSaidByWhoHasLeft() {
    for (int i = 0; i < RACES; i++) {
      String group = world.group(ada, ben);
      List<DmResult> results =
          AtOnce.all(
              () -> world.apply(DmWorld.write(ben, "send", "conversation", group, "text", "x")),
              () -> world.apply(DmWorld.write(ben, "leave", "conversation", group)));

      boolean landed = results.get(0) instanceof DmResult.Done;
      List<JsonObject> ofGroup =
          events(ada).stream()
              .filter(
                  event -> group.equals(event.getString("conversation", event.getString("id", ""))))
              .toList();
      assertThat(ofGroup)
          .extracting(event -> event.getString("type"))
          .isEqualTo(
              landed
                  ? List.of("conversation", "message", "conversation")
                  : List.of("conversation", "conversation"));
    }
  }

  @Test
  void deletedMessageHasNoReaction() {
    for (int i = 0; i < RACES; i++) {
      AccountId one = world.person();
      AccountId other = world.person();
      String conversation = world.send(one, other, "x");
      AtOnce.all(
          () -> world.apply(DmWorld.write(one, "delete", "conversation", conversation, "seq", 1)),
          () ->
              world.apply(
                  DmWorld.write(
                      other,
                      "react",
                      "conversation",
                      conversation,
                      "seq",
                      1,
                      "emoji",
                      "👍",
                      "on",
                      true)));

      assertThat(events(one))
          .last()
          .extracting(event -> event.getString("type"))
          .isEqualTo("deleted");
      assertThat(events(one).toString()).doesNotContain("👍");
    }
  }

  private DmResult edit(String conversation, int rev, String text) {
    return world.apply(
        DmWorld.write(
            ada, "edit", "conversation", conversation, "seq", 1, "rev", rev, "text", text));
  }

  private void edit(AccountId who, String conversation, int seq, String text) {
    world.done(who, "edit", "conversation", conversation, "seq", seq, "rev", 1, "text", text);
  }

  private void react(AccountId who, String conversation, String emoji, boolean on) {
    world.done(who, "react", "conversation", conversation, "seq", 1, "emoji", emoji, "on", on);
  }

  private List<JsonObject> events(AccountId account) {
    return world.replayed(account, 0).stream()
        .map(Event::payload)
        .map(payload -> Json.read(payload.json()).asJsonObject())
        .toList();
  }

  private JsonObject last(AccountId account) {
    List<JsonObject> events = events(account);
    return events.get(events.size() - 1);
  }

  private List<String> types(AccountId account) {
    return events(account).stream().map(event -> event.getString("type")).toList();
  }
}
