package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Direct messages between people who are all connected to the same server. */
@OnEverySharedServer
class DmIT {
  private static final int CODE_POINTS_MAX = 8_000;
  private static final int IN_FLIGHT_MAX = 64;
  private static final int MALFORMED_MAX = 10;
  private static final String EMOJI = "\uD83D\uDE00";

  private final URI base;

  DmIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  // Live.

  @Test
  void messageReachesBothPeopleAsItWasSent() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    String key = Keys.next();
    try (TestClient from = ada.dm();
        TestClient to = ben.dm()) {
      JsonObject ok = from.ok("send", Map.of("to", ben.id(), "text", "Hello Ben!", "key", key));

      from.nextEvent("conversation");
      to.nextEvent("conversation");
      JsonObject seenByAda = from.nextEvent("message");
      JsonObject seenByBen = to.nextEvent("message");
      assertThat(seenByBen).isEqualTo(seenByAda);
      assertThat(seenByBen.getString("conversation")).isEqualTo(ok.getString("conversation"));
      assertThat(seenByBen.getInt("seq")).isEqualTo(ok.getInt("seq")).isEqualTo(1);
      assertThat(seenByBen.getString("at")).isEqualTo(ok.getString("at"));
      assertThat(seenByBen.getString("from")).isEqualTo(ada.id());
      assertThat(seenByBen.getString("text")).isEqualTo("Hello Ben!");
      assertThat(seenByBen.getString("key")).isEqualTo(key);
    }
  }

  @Test
  void newConversationIsToldBeforeItsFirstMessage() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient from = ada.dm().ignoringRest();
        TestClient to = ben.dm()) {
      from.ok("send", message(ben, "Hello Ben!"));

      JsonObject first = to.next();
      JsonObject second = to.next();

      assertThat(first.getString("type")).isEqualTo("conversation");
      assertThat(first.getJsonArray("members").getValuesAs(JsonObject.class))
          .extracting(member -> member.getString("name"))
          .containsExactlyInAnyOrder(ada.name(), ben.name());
      assertThat(second.getString("type")).isEqualTo("message");
      assertThat(List.of(first.getInt("n"), second.getInt("n"))).containsExactly(1, 2);
    }
  }

  @Test
  void answerGoesIntoTheSameConversation() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient adasClient = ada.dm().ignoringRest();
        TestClient bensClient = ben.dm().ignoringRest()) {
      JsonObject question = adasClient.ok("send", message(ben, "Do you have a minute?"));

      JsonObject answer = bensClient.ok("send", message(ada, "For you, always."));

      assertThat(answer.getString("conversation")).isEqualTo(question.getString("conversation"));
      assertThat(answer.getInt("seq")).isEqualTo(2);
    }
  }

  @Test
  void otherConnectionsOfTheSenderSeeTheMessage() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient from = ada.dm().ignoringRest();
        TestClient sameLogin = ada.dm();
        TestClient otherLogin = ada.signInAgain().dm()) {
      from.ok("send", message(ben, "Hello Ben!"));

      for (TestClient other : List.of(sameLogin, otherLogin)) {
        other.nextEvent("conversation");
        assertThat(other.nextEvent("message").getString("text")).isEqualTo("Hello Ben!");
      }
    }
  }

  @Test
  void nobodyElseSeesTheMessage() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    Person carl = Person.signUp(base, "carl");
    try (TestClient from = ada.dm().ignoringRest();
        TestClient third = carl.dm()) {
      from.ok("send", message(ben, "Between us"));
      from.ok("send", message(carl, "For you"));

      third.nextEvent("conversation");
      assertThat(third.nextEvent("message").getString("text")).isEqualTo("For you");
    }
  }

  @Test
  void welcomeTellsThePositionThatTheNextEventContinues() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient from = ada.dm().ignoringRest();
        TestClient to = TestClient.connect(ben.handshake("dm"))) {
      from.ok("send", message(ben, "one"));
      from.ok("send", message(ben, "two"));

      JsonObject welcome = to.hello();
      from.ok("send", message(ben, "three"));

      assertThat(welcome.getInt("n")).isEqualTo(3);
      assertThat(welcome.getBoolean("resumed")).isFalse();
      JsonObject event = to.nextEvent("message");
      assertThat(event.getInt("n")).isEqualTo(4);
      assertThat(event.getString("text")).isEqualTo("three");
    }
  }

  @Test
  void textArrivesAndIsStoredAsItWasWritten() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    List<String> texts =
        List.of(
            "\"quotes\", back\\slash and </script>",
            "line\nbreak\ttab \u2028 separator \u007F",
            "e\u0301 \u05E9\u05DC\u05D5\u05DD " + EMOJI + "\uD83D\uDC69\u200D\uD83D\uDD2C",
            "  blanks around  ");
    try (TestClient from = ada.dm().ignoringRest();
        TestClient to = ben.dm().ignoringRest()) {
      String conversation = "";
      for (String text : texts) {
        conversation = from.ok("send", message(ben, text)).getString("conversation");

        assertThat(to.nextEvent("message").getString("text")).isEqualTo(text);
      }
      assertThat(texts(history(to, Map.of("conversation", conversation)))).isEqualTo(texts);
    }
  }

  @Test
  void pipelinedMessagesKeepTheirOrderAndLeaveNoGap() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    int count = 200;
    List<Long> refs = new ArrayList<>();
    List<Integer> repliedSeqs = new ArrayList<>();
    try (TestClient from = ada.dm().ignoringRest();
        TestClient to = ben.dm()) {
      for (int i = 0; i < count; i++) {
        if (i >= IN_FLIGHT_MAX) {
          repliedSeqs.add(from.reply(refs.get(i - IN_FLIGHT_MAX)).getInt("seq"));
        }
        refs.add(from.ask("send", message(ben, "message " + i)));
      }
      for (long ref : refs.subList(count - IN_FLIGHT_MAX, count)) {
        repliedSeqs.add(from.reply(ref).getInt("seq"));
      }

      assertThat(to.nextEvent("conversation").getInt("n")).isEqualTo(1);
      List<JsonObject> received =
          IntStream.range(0, count).mapToObj(i -> to.nextEvent("message")).toList();
      List<Integer> gapless = IntStream.rangeClosed(1, count).boxed().toList();
      assertThat(repliedSeqs).isEqualTo(gapless);
      assertThat(received).extracting(message -> message.getInt("seq")).isEqualTo(gapless);
      assertThat(received)
          .extracting(message -> message.getInt("n"))
          .isEqualTo(IntStream.rangeClosed(2, count + 1).boxed().toList());
      assertThat(received)
          .extracting(message -> message.getString("text"))
          .isEqualTo(IntStream.range(0, count).mapToObj(i -> "message " + i).toList());
    }
  }

  // History and conversations.

  @Test
  void historyWithoutBoundsIsTheNewestPage() {
    try (Talk talk = Talk.of(base, 5)) {
      JsonObject page = history(talk.client, Map.of("conversation", talk.id, "limit", 2));

      assertThat(seqs(page)).containsExactly(4, 5);
      assertThat(page.getBoolean("more")).isTrue();
    }
  }

  @Test
  void historyPagesBackToTheFirstMessage() {
    try (Talk talk = Talk.of(base, 5)) {
      JsonObject older =
          history(talk.client, Map.of("conversation", talk.id, "before", 4, "limit", 2));
      JsonObject oldest =
          history(talk.client, Map.of("conversation", talk.id, "before", 2, "limit", 2));

      assertThat(seqs(older)).containsExactly(2, 3);
      assertThat(older.getBoolean("more")).isTrue();
      assertThat(seqs(oldest)).containsExactly(1);
      assertThat(oldest.getBoolean("more")).isFalse();
    }
  }

  @Test
  void historyPagesForwardToTheNewestMessage() {
    try (Talk talk = Talk.of(base, 5)) {
      JsonObject first =
          history(talk.client, Map.of("conversation", talk.id, "after", 0, "limit", 3));
      JsonObject rest =
          history(talk.client, Map.of("conversation", talk.id, "after", 3, "limit", 3));
      JsonObject nothing = history(talk.client, Map.of("conversation", talk.id, "after", 5));

      assertThat(seqs(first)).containsExactly(1, 2, 3);
      assertThat(first.getBoolean("more")).isTrue();
      assertThat(seqs(rest)).containsExactly(4, 5);
      assertThat(rest.getBoolean("more")).isFalse();
      assertThat(seqs(nothing)).isEmpty();
      assertThat(nothing.getBoolean("more")).isFalse();
    }
  }

  @Test
  void historyOfLongMessagesComesInShorterPages() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient client = ada.dm().ignoringRest()) {
      String conversation = "";
      for (int i = 0; i < 4; i++) {
        String text = EMOJI.repeat(CODE_POINTS_MAX);
        conversation = client.ok("send", message(ben, text)).getString("conversation");
      }

      List<Integer> seqs = new ArrayList<>();
      JsonObject page = history(client, Map.of("conversation", conversation, "after", 0));
      seqs.addAll(seqs(page));
      while (page.getBoolean("more")) {
        int last = seqs.get(seqs.size() - 1);
        page = history(client, Map.of("conversation", conversation, "after", last));
        seqs.addAll(seqs(page));
      }

      assertThat(seqs).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void historyOfOtherPeopleIsNotFound() {
    Person carl = Person.signUp(base, "carl");
    try (Talk talk = Talk.of(base, 1);
        TestClient third = carl.dm()) {
      assertThat(third.refusal("history", Map.of("conversation", talk.id))).isEqualTo("not_found");
      assertThat(third.refusal("history", Map.of("conversation", "999999999")))
          .isEqualTo("not_found");
    }
  }

  @Test
  void badPagesAreBadRequests() {
    try (Talk talk = Talk.of(base, 1)) {
      for (Map<String, Object> wrong :
          List.<Map<String, Object>>of(
              Map.of("conversation", talk.id, "limit", 0),
              Map.of("conversation", talk.id, "limit", 101),
              Map.of("conversation", talk.id, "before", 2, "after", 1),
              Map.of("conversation", talk.id, "before", "2"),
              Map.of("conversation", 1),
              Map.of())) {
        assertThat(talk.client.refusal("history", wrong)).as("%s", wrong).isEqualTo("bad_request");
      }
      assertThat(talk.client.refusal("conversations", Map.of("before", "nonsense")))
          .isEqualTo("bad_request");
    }
  }

  @Test
  void conversationsAreListedByTheirNewestMessage() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    Person carl = Person.signUp(base, "carl");
    try (TestClient client = ada.dm().ignoringRest()) {
      client.ok("send", message(ben, "one"));
      client.ok("send", message(carl, "two"));
      client.ok("send", message(ben, "three"));

      JsonObject page = client.ok("conversations", Map.of());

      assertThat(withWhom(page)).containsExactly(ben.name(), carl.name());
      assertThat(page.getBoolean("more")).isFalse();
      JsonObject newest = page.getJsonArray("conversations").getJsonObject(0);
      assertThat(newest.getInt("seq")).isEqualTo(2);
      assertThat(newest.getJsonObject("last").getString("text")).isEqualTo("three");
      assertThat(newest.getJsonObject("last").getString("from")).isEqualTo(ada.id());
    }
  }

  @Test
  void conversationsComeInPages() {
    Person ada = Person.signUp(base, "ada");
    List<Person> others =
        List.of(
            Person.signUp(base, "ben"), Person.signUp(base, "carl"), Person.signUp(base, "dora"));
    try (TestClient client = ada.dm().ignoringRest()) {
      others.forEach(other -> client.ok("send", message(other, "Hello!")));

      JsonObject first = client.ok("conversations", Map.of("limit", 2));
      JsonObject rest =
          client.ok("conversations", Map.of("limit", 2, "before", first.getString("next")));

      assertThat(withWhom(first)).containsExactly(others.get(2).name(), others.get(1).name());
      assertThat(first.getBoolean("more")).isTrue();
      assertThat(withWhom(rest)).containsExactly(others.get(0).name());
      assertThat(rest.getBoolean("more")).isFalse();
    }
  }

  @Test
  void listShowsTheBeginningOfALongMessage() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient client = ada.dm().ignoringRest()) {
      client.ok("send", message(ben, EMOJI.repeat(300)));

      JsonObject page = client.ok("conversations", Map.of());

      JsonObject last = page.getJsonArray("conversations").getJsonObject(0).getJsonObject("last");
      assertThat(last.getString("text")).isEqualTo(EMOJI.repeat(200));
    }
  }

  // Whom one may write to.

  @Test
  void nobodyWritesToThemselves() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      assertThat(client.refusal("send", message(ada, "Buy milk"))).isEqualTo("bad_request");
    }
  }

  @Test
  void personWhoDoesNotExistIsNotFound() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      Map<String, Object> command = Map.of("to", "999999999", "text", "Hello?", "key", Keys.next());

      assertThat(client.refusal("send", command)).isEqualTo("not_found");
    }
  }

  @Test
  void disabledPersonIsNotFound() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    Person.administrator(base)
        .http()
        .put("api/accounts/" + ben.id() + "/disabled", Map.of("disabled", true));
    try (TestClient client = ada.dm()) {
      assertThat(client.refusal("send", message(ben, "Hello?"))).isEqualTo("not_found");
    }
  }

  @Test
  void nobodyWritesIntoTheConversationOfOthers() {
    Person carl = Person.signUp(base, "carl");
    try (Talk talk = Talk.of(base, 1);
        TestClient third = carl.dm()) {
      assertThat(third.refusal("send", into(talk.id, "Me too"))).isEqualTo("not_found");
      assertThat(third.refusal("send", into("999999999", "Me too"))).isEqualTo("not_found");

      assertThat(seqs(history(talk.client, Map.of("conversation", talk.id)))).containsExactly(1);
    }
  }

  @Test
  void messageHasOneAddressee() {
    try (Talk talk = Talk.of(base, 1)) {
      Map<String, Object> both =
          Map.of("to", "1", "conversation", talk.id, "text", "x", "key", Keys.next());
      Map<String, Object> neither = Map.of("text", "x", "key", Keys.next());

      assertThat(talk.client.refusal("send", both)).isEqualTo("bad_request");
      assertThat(talk.client.refusal("send", neither)).isEqualTo("bad_request");
    }
  }

  // Keys.

  @Test
  void sameKeyAgainGetsTheFirstReplyAndStoresNothing() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    Map<String, Object> command = message(ben, "Hello Ben!");
    try (TestClient client = ada.dm();
        TestClient to = ben.dm()) {
      JsonObject first = client.ok("send", command);
      JsonObject second = client.ok("send", command);

      assertThat(first).doesNotContainKey("again");
      assertThat(second.getBoolean("again")).isTrue();
      assertThat(apartFromTheRetry(second)).isEqualTo(apartFromTheRetry(first));
      assertThat(seqs(history(client, Map.of("conversation", first.getString("conversation")))))
          .containsExactly(1);
      for (TestClient reader : List.of(client, to)) {
        reader.nextEvent("conversation");
        reader.nextEvent("message");
      }
    }
  }

  @Test
  void sameKeyAgainFromTheNextConnectionGetsTheFirstReply() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    Map<String, Object> command = message(ben, "Hello Ben!");
    JsonObject first;
    try (TestClient client = ada.dm().ignoringRest()) {
      first = client.ok("send", command);
    }

    try (TestClient client = ada.dm()) {
      JsonObject second = client.ok("send", command);

      assertThat(second.getBoolean("again")).isTrue();
      assertThat(apartFromTheRetry(second)).isEqualTo(apartFromTheRetry(first));
    }
  }

  @Test
  void sameKeyForOtherTextIsRefused() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    String key = Keys.next();
    try (TestClient client = ada.dm().ignoringRest()) {
      JsonObject ok = client.ok("send", Map.of("to", ben.id(), "text", "yes", "key", key));

      String code = client.refusal("send", Map.of("to", ben.id(), "text", "no", "key", key));

      assertThat(code).isEqualTo("key_reused");
      assertThat(texts(history(client, Map.of("conversation", ok.getString("conversation")))))
          .containsExactly("yes");
    }
  }

  @Test
  void sameKeyForAnotherPersonIsRefused() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    Person carl = Person.signUp(base, "carl");
    String key = Keys.next();
    try (TestClient client = ada.dm().ignoringRest()) {
      client.ok("send", Map.of("to", ben.id(), "text", "yes", "key", key));

      String code = client.refusal("send", Map.of("to", carl.id(), "text", "yes", "key", key));

      assertThat(code).isEqualTo("key_reused");
    }
  }

  @Test
  void keysOfTwoPeopleDoNotCollide() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    String key = Keys.next();
    try (TestClient adasClient = ada.dm().ignoringRest();
        TestClient bensClient = ben.dm().ignoringRest()) {
      adasClient.ok("send", Map.of("to", ben.id(), "text", "from Ada", "key", key));

      JsonObject ok = bensClient.ok("send", Map.of("to", ada.id(), "text", "from Ben", "key", key));

      assertThat(ok.getInt("seq")).isEqualTo(2);
      assertThat(ok).doesNotContainKey("again");
    }
  }

  @Test
  void twoConnectionsWithTheSameKeyAtOnceStoreOneMessage() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    int races = 20;
    try (TestClient one = ada.dm().ignoringRest();
        TestClient other = ada.dm().ignoringRest()) {
      String conversation = "";
      for (int i = 0; i < races; i++) {
        Map<String, Object> command = message(ben, "message " + i);
        long refOfOne = one.ask("send", command);
        long refOfOther = other.ask("send", command);
        JsonObject reply = one.reply(refOfOne);
        JsonObject otherReply = other.reply(refOfOther);

        assertThat(apartFromTheRetry(otherReply)).isEqualTo(apartFromTheRetry(reply));
        assertThat(reply.containsKey("again")).isNotEqualTo(otherReply.containsKey("again"));
        conversation = reply.getString("conversation");
      }

      assertThat(seqs(history(one, Map.of("conversation", conversation))))
          .isEqualTo(IntStream.rangeClosed(1, races).boxed().toList());
    }
  }

  @Test
  void keyMustBeAUuidOfVersion7InLowerCase() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient client = ada.dm()) {
      for (String key :
          List.of("", "7", UUID.randomUUID().toString(), "01A202B2-C564-7A5C-9CA2-18B8A6A3A450")) {
        Map<String, Object> command = Map.of("to", ben.id(), "text", "x", "key", key);

        assertThat(client.refusal("send", command)).as(key).isEqualTo("bad_request");
      }
      assertThat(client.refusal("send", Map.of("to", ben.id(), "text", "x")))
          .isEqualTo("bad_request");
    }
  }

  // Texts and rates.

  @Test
  void longestTextIsTakenAndOneMoreCodePointIsTooLarge() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient client = ada.dm().ignoringRest()) {
      String longest = EMOJI.repeat(CODE_POINTS_MAX);

      client.ok("send", message(ben, longest));

      assertThat(client.refusal("send", message(ben, longest + "x"))).isEqualTo("too_large");
    }
  }

  @Test
  void textThatNoDatabaseKeepsIsRefusedAndTheConnectionStays() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient client = ada.dm()) {
      for (String escaped : List.of("a\\u0000b", "\\ud83d", "\\ude00\\ud83d", "", " \\n\\t ")) {
        client.sendText(
            "{\"type\":\"send\",\"ref\":1000,\"to\":\"%s\",\"key\":\"%s\",\"text\":\"%s\"}"
                .formatted(ben.id(), Keys.next(), escaped));

        assertThat(client.reply(1000).getString("code")).as(escaped).isEqualTo("bad_request");
      }
      assertThat(client.ok("conversations", Map.of()).getJsonArray("conversations")).isEmpty();
    }
  }

  @Test
  void whoSendsTooFastIsToldWhenToGoOn() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient client = ada.dm().ignoringRest()) {
      JsonObject reply = client.command("send", message(ben, "0"));
      int taken = 0;
      while (reply.getString("type").equals("ok") && taken < 10 * SharedServers.MESSAGE_BURST) {
        reply = client.command("send", message(ben, "" + ++taken));
      }

      assertThat(taken).isGreaterThanOrEqualTo(SharedServers.MESSAGE_BURST);
      assertThat(reply.getString("code")).isEqualTo("rate_limited");
      assertThat(reply.getInt("retryAfter")).isBetween(1, 1_000);
      assertThat(client.ok("conversations", Map.of()).getJsonArray("conversations")).hasSize(1);
    }
  }

  // The protocol's rules.

  @Test
  void unknownCommandIsABadRequestAndTheConnectionStays() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      assertThat(client.refusal("dance", Map.of())).isEqualTo("bad_request");
      assertThat(client.refusal("vote", Map.of())).isEqualTo("bad_request");
      client.ok("conversations", Map.of());
    }
  }

  @Test
  void commandWithoutRefIsABadRequestWithoutRef() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      client.sendText("{\"type\":\"conversations\"}");

      assertBadRequestWithoutRef(client.nextEvent("error"));
    }
  }

  @Test
  void commandBeforeHelloIsABadRequest() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = TestClient.connect(ada.handshake("dm"))) {
      assertThat(client.refusal("conversations", Map.of())).isEqualTo("bad_request");

      client.hello();
      client.ok("conversations", Map.of());
    }
  }

  @Test
  void helloIsSaidOnce() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      client.sendText("{\"type\":\"hello\"}");

      assertBadRequestWithoutRef(client.nextEvent("error"));
      client.ok("conversations", Map.of());
    }
  }

  @Test
  void helloWithAMalformedResumeIsABadRequest() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = TestClient.connect(ada.handshake("dm"))) {
      for (String resume :
          List.of(
              "17",
              "{\"n\":17}",
              "{\"epoch\":\"7d0b1d3e-94a5-4b53-8a0e-3a1f0a6f6f0c\"}",
              "{\"epoch\":\"x\",\"n\":17}",
              "{\"epoch\":1,\"n\":17}")) {
        client.sendText("{\"type\":\"hello\",\"resume\":" + resume + "}");

        assertBadRequestWithoutRef(client.next());
      }
      client.hello();
    }
  }

  @Test
  void severalCommandsTravelInOneFrame() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      client.send(List.of(command(1, "conversations"), command(2, "conversations")));

      assertThat(client.reply(1).getString("type")).isEqualTo("ok");
      assertThat(client.reply(2).getString("type")).isEqualTo("ok");
    }
  }

  @Test
  void unknownFieldsAreIgnoredAndNullIsAbsent() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      client.sendText("{\"type\":\"conversations\",\"ref\":1,\"limit\":null,\"colour\":\"red\"}");

      assertThat(client.reply(1).getString("type")).isEqualTo("ok");
    }
  }

  @Test
  void frameThatCannotBeReadIsRefusedAsAWhole() {
    Person ada = Person.signUp(base, "ada");
    for (String frame :
        List.of(
            "",
            "hello",
            "[]",
            "7",
            "{}",
            "{\"type\":7,\"ref\":1}",
            "{\"type\":\"conversations\",\"ref\":-1}",
            "{\"type\":\"conversations\",\"ref\":9007199254740992}",
            "{\"type\":\"conversations\",\"ref\":\"1\"}",
            "[{\"type\":\"conversations\",\"ref\":1},7]",
            "[{\"type\":\"conversations\",\"ref\":1},{\"ref\":2}]")) {
      try (TestClient client = ada.dm()) {
        client.sendText(frame);

        assertBadRequestWithoutRef(client.next());
        client.ok("conversations", Map.of());
      }
    }
  }

  @Test
  void frameWithSomethingBehindItsCommandIsRefused() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      client.sendText("{\"type\":\"conversations\",\"ref\":1} {}");

      assertBadRequestWithoutRef(client.next());
    }
  }

  @Test
  void frameOfBracketsIsRefusedAndTheServerGoesOn() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      client.sendText("[".repeat(100_000));

      assertBadRequestWithoutRef(client.next());
      client.ok("conversations", Map.of());
    }
  }

  @Test
  void frameWithTooManyCommandsIsRefusedAsAWhole() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      client.send(
          LongStream.rangeClosed(1, IN_FLIGHT_MAX + 1)
              .mapToObj(ref -> command(ref, "conversations"))
              .toList());

      assertBadRequestWithoutRef(client.next());
    }
  }

  @Test
  void tooManyMalformedFramesEndTheConnection() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      for (int i = 1; i < MALFORMED_MAX; i++) {
        client.sendText("nonsense");
        assertBadRequestWithoutRef(client.next());
      }

      client.sendText("nonsense");

      // What waits when the server says goodbye, such as the last error, need not be sent.
      client.ignoringRest();
      assertThat(client.nextEvent("bye").getInt("code")).isEqualTo(4500);
      assertThat(client.closeCode()).isEqualTo(4500);
    }
  }

  private static Map<String, Object> message(Person to, String text) {
    return Map.of("to", to.id(), "text", text, "key", Keys.next());
  }

  private static Map<String, Object> into(String conversation, String text) {
    return Map.of("conversation", conversation, "text", text, "key", Keys.next());
  }

  private static JsonObject command(long ref, String type) {
    return Json.createObjectBuilder().add("type", type).add("ref", ref).build();
  }

  private static JsonObject history(TestClient client, Map<String, Object> fields) {
    return client.ok("history", fields);
  }

  private static List<Integer> seqs(JsonObject history) {
    return history.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
        .map(message -> message.getInt("seq"))
        .toList();
  }

  private static List<String> texts(JsonObject history) {
    return history.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
        .map(message -> message.getString("text"))
        .toList();
  }

  private static List<String> withWhom(JsonObject conversations) {
    return conversations.getJsonArray("conversations").getValuesAs(JsonObject.class).stream()
        .map(conversation -> conversation.getJsonObject("with").getString("name"))
        .toList();
  }

  private static JsonObject apartFromTheRetry(JsonObject ok) {
    return Json.createObjectBuilder(ok).remove("ref").remove("again").build();
  }

  private static void assertBadRequestWithoutRef(JsonObject error) {
    assertThat(error.getString("type")).isEqualTo("error");
    assertThat(error.get("ref")).isEqualTo(JsonValue.NULL);
    assertThat(error.getString("code")).isEqualTo("bad_request");
  }

  /** A conversation of two people with some messages, seen by the one who wrote them. */
  private static final class Talk implements AutoCloseable {
    final TestClient client;
    final String id;

    private Talk(TestClient client, String id) {
      this.client = client;
      this.id = id;
    }

    static Talk of(URI base, int messages) {
      Person ada = Person.signUp(base, "ada");
      Person ben = Person.signUp(base, "ben");
      TestClient client = ada.dm().ignoringRest();
      String id = "";
      for (int i = 1; i <= messages; i++) {
        id = client.ok("send", message(ben, "message " + i)).getString("conversation");
      }
      return new Talk(client, id);
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
