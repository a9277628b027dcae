package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with conversations beside writing, with several devices, on both servers. */
@OnEverySharedServer
class ConversationIT {
  private final URI base;
  private Person ada;
  private Person ben;
  private Person cem;

  ConversationIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @BeforeEach
  void signUp() {
    ada = Person.signUp(base, "ada");
    ben = Person.signUp(base, "ben");
    cem = Person.signUp(base, "cem");
  }

  @Test
  void groupLivesFromItsCreationToTheLastMember() {
    try (TestClient adas = ada.dm().ignoringRest();
        TestClient bens = ben.dm().ignoringRest();
        TestClient cems = cem.dm().ignoringRest()) {
      String group =
          adas.ok("create", Keys.keyed("title", "Lunch", "accounts", List.of(ben.id())))
              .getString("conversation");
      assertThat(bens.nextEvent("conversation").getString("title")).isEqualTo("Lunch");
      adas.ok("send", Keys.keyed("conversation", group, "text", "Where to?"));
      assertThat(bens.nextEvent("message").getString("text")).isEqualTo("Where to?");

      adas.ok("members", Keys.keyed("conversation", group, "accounts", List.of(cem.id())));
      assertThat(cems.nextEvent("conversation").getJsonArray("members")).hasSize(3);
      assertThat(
              cems.ok("history", Map.of("conversation", group))
                  .getJsonArray("messages")
                  .getJsonObject(0)
                  .getString("text"))
          .isEqualTo("Where to?");
      adas.ok("rename", Keys.keyed("conversation", group, "title", "Late lunch"));
      adas.ok("remove", Keys.keyed("conversation", group, "account", cem.id()));
      assertThat(cems.nextEvent("left").getString("conversation")).isEqualTo(group);
      assertThat(cems.refusal("history", Map.of("conversation", group))).isEqualTo("not_found");

      adas.ok("leave", Keys.keyed("conversation", group));
      JsonObject listed =
          bens.ok("conversations", Map.of()).getJsonArray("conversations").getJsonObject(0);
      assertThat(listed.getString("title")).isEqualTo("Late lunch");
      assertThat(listed.getString("owner")).isEqualTo(ben.id());
      assertThat(adas.ok("conversations", Map.of()).getJsonArray("conversations")).isEmpty();
    }
  }

  @Test
  void editsDeletionsAndReactionsReachAllDevices() {
    try (TestClient adas = ada.dm().ignoringRest();
        TestClient second = ada.signInAgain().dm().ignoringRest();
        TestClient bens = ben.dm().ignoringRest()) {
      String conversation = send(adas, ben, "teh");

      adas.ok("edit", Keys.keyed("conversation", conversation, "seq", 1, "rev", 1, "text", "the"));
      bens.ok(
          "react", Keys.keyed("conversation", conversation, "seq", 1, "emoji", "👍", "on", true));
      for (TestClient device : List.of(second, bens)) {
        assertThat(device.nextEvent("edited").getString("text")).isEqualTo("the");
        assertThat(device.nextEvent("reaction").getJsonArray("reactions")).hasSize(1);
      }
      assertThat(
              bens.refusal(
                  "edit",
                  Keys.keyed("conversation", conversation, "seq", 1, "rev", 2, "text", "x")))
          .isEqualTo("forbidden");
      assertThat(
              adas.refusal(
                  "edit",
                  Keys.keyed("conversation", conversation, "seq", 1, "rev", 1, "text", "x")))
          .isEqualTo("conflict");

      adas.ok("delete", Keys.keyed("conversation", conversation, "seq", 1));
      assertThat(bens.nextEvent("deleted").getInt("rev")).isEqualTo(3);
      JsonObject left =
          bens.ok("history", Map.of("conversation", conversation))
              .getJsonArray("messages")
              .getJsonObject(0);
      assertThat(left.getString("text")).isEmpty();
      assertThat(left.getBoolean("deleted")).isTrue();
      assertThat(left).doesNotContainKey("reactions");
    }
  }

  @Test
  void readMarksAreInStepAndTheOtherOneGetsAReceipt() {
    try (TestClient adas = ada.dm().ignoringRest();
        TestClient phone = ben.dm().ignoringRest();
        TestClient laptop = ben.signInAgain().dm().ignoringRest()) {
      String conversation = send(adas, ben, "one");
      send(adas, ben, "two");
      send(adas, ben, "three");
      assertThat(phone.ok("unread", Map.of()).getInt("messages")).isEqualTo(3);

      JsonObject read = phone.ok("read", Map.of("conversation", conversation, "seq", 2));

      assertThat(read.getInt("unread")).isEqualTo(1);
      JsonObject told = laptop.nextEvent("read");
      assertThat(told.getInt("seq")).isEqualTo(2);
      assertThat(told.getInt("unread")).isEqualTo(1);
      assertThat(adas.nextEvent("receipt").getInt("read")).isEqualTo(2);
      assertThat(phone.ok("read", Map.of("conversation", conversation, "seq", 1)).getInt("seq"))
          .isEqualTo(2);
      assertThat(phone.refusal("read", Map.of("conversation", "999999999", "seq", 1)))
          .isEqualTo("not_found");
    }
  }

  @Test
  void whoGivesNoReceiptsGetsNone() {
    try (TestClient adas = ada.dm().ignoringRest();
        TestClient bens = ben.dm().ignoringRest()) {
      bens.ok("settings", Keys.keyed("receipts", false));
      String conversation = send(adas, ben, "one");

      bens.ok("read", Map.of("conversation", conversation, "seq", 1));

      JsonObject opened = adas.ok("open", Map.of("conversation", conversation));
      assertThat(opened.getJsonArray("marks")).hasSize(1);
      assertThat(opened.getJsonArray("marks").getJsonObject(0).getString("account"))
          .isEqualTo(ada.id());
    }
  }

  @Test
  void blockedPersonIsTurnedAwayWithoutAReason() {
    try (TestClient adas = ada.dm().ignoringRest();
        TestClient bens = ben.dm().ignoringRest()) {
      String conversation = send(adas, ben, "hello?");
      bens.ok("block", Keys.keyed("account", ada.id()));

      assertThat(adas.refusal("send", Keys.keyed("to", ben.id(), "text", "hello??")))
          .isEqualTo("not_accepting");
      assertThat(bens.refusal("send", Keys.keyed("to", ada.id(), "text", "no")))
          .isEqualTo("blocked");
      assertThat(bens.ok("blocks", Map.of()).getJsonArray("people")).hasSize(1);
      assertThat(
              bens.ok("open", Map.of("conversation", conversation))
                  .getJsonObject("conversation")
                  .getBoolean("blocked"))
          .isTrue();
      assertThat(adas.ok("history", Map.of("conversation", conversation)).getJsonArray("messages"))
          .hasSize(1);

      bens.ok("unblock", Keys.keyed("account", ada.id()));
      send(adas, ben, "thanks");
    }
  }

  @Test
  void searchFindsWordsInOnesOwnConversationsOnly() {
    try (TestClient adas = ada.dm().ignoringRest();
        TestClient bens = ben.dm().ignoringRest();
        TestClient cems = cem.dm().ignoringRest()) {
      send(adas, ben, "The ÜBERSICHT of 100% of it_all");
      send(cems, ben, "übersicht, but of others");

      for (String query : List.of("übersicht", "ÜBER it_all", "100%")) {
        assertThat(adas.ok("search", Map.of("query", query)).getJsonArray("results"))
            .as(query)
            .hasSize(1);
      }
      assertThat(adas.ok("search", Map.of("query", "itXall")).getJsonArray("results")).isEmpty();
      JsonObject first = bens.ok("search", Map.of("query", "übersicht", "limit", 1));
      assertThat(first.getBoolean("more")).isTrue();
      JsonObject second =
          bens.ok(
              "search",
              Map.of("query", "übersicht", "limit", 1, "before", first.getString("next")));
      assertThat(second.getBoolean("more")).isFalse();
      assertThat(second.getJsonArray("results").getJsonObject(0).getString("snippet"))
          .contains("ÜBERSICHT");
    }
  }

  @Test
  void historyIsReadAroundAPlace() {
    try (TestClient adas = ada.dm().ignoringRest()) {
      String conversation = send(adas, ben, "text 1");
      for (int i = 2; i <= 9; i++) {
        send(adas, ben, "text " + i);
      }

      JsonObject page =
          adas.ok("history", Map.of("conversation", conversation, "around", 5, "limit", 4));

      assertThat(page.getJsonArray("messages").getValuesAs(JsonObject.class))
          .extracting(message -> message.getInt("seq"))
          .containsExactly(3, 4, 5, 6);
      assertThat(page.getBoolean("more")).isTrue();
      assertThat(page.getBoolean("earlier")).isTrue();
    }
  }

  @Test
  void attachmentIsForTheMembersUntilTheMessageIsDeleted() {
    FileHttp files = FileHttp.as(base, ada);
    String id = files.upload("plan.txt", "the plan".getBytes(UTF_8)).id();
    try (TestClient adas = ada.dm().ignoringRest();
        TestClient bens = ben.dm().ignoringRest()) {
      assertThat(bens.refusal("send", Keys.keyed("to", ada.id(), "attachments", List.of(id))))
          .isEqualTo("not_found");
      String conversation =
          adas.ok("send", Keys.keyed("to", ben.id(), "attachments", List.of(id)))
              .getString("conversation");

      JsonObject told = bens.nextEvent("message").getJsonArray("attachments").getJsonObject(0);
      assertThat(told.getString("name")).isEqualTo("plan.txt");
      assertThat(FileHttp.as(base, ben).get("api/attachments/" + id).status()).isEqualTo(200);
      assertThat(FileHttp.as(base, cem).get("api/attachments/" + id).status()).isEqualTo(404);
      assertThat(adas.refusal("send", Keys.keyed("to", ben.id(), "attachments", List.of(id))))
          .isEqualTo("not_found");

      adas.ok("delete", Keys.keyed("conversation", conversation, "seq", 1));
      assertThat(FileHttp.as(base, ben).get("api/attachments/" + id).status()).isEqualTo(404);
      assertThat(files.get("api/attachments/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void listHasWhatOneIsInNow() {
    try (TestClient adas = ada.dm().ignoringRest()) {
      String conversation = send(adas, ben, "first");
      String group =
          adas.ok("create", Keys.keyed("title", "Group", "accounts", List.of(ben.id())))
              .getString("conversation");
      adas.ok(
          "edit", Keys.keyed("conversation", conversation, "seq", 1, "rev", 1, "text", "second"));
      adas.ok("remove", Keys.keyed("conversation", group, "account", ben.id()));
      try (TestClient fresh = ben.dm().ignoringRest()) {
        assertThat(fresh.ok("unread", Map.of()).getInt("messages")).isEqualTo(1);
        assertThat(
                fresh
                    .ok("conversations", Map.of())
                    .getJsonArray("conversations")
                    .getValuesAs(JsonObject.class))
            .extracting(listed -> listed.getString("id"))
            .containsExactly(conversation);
      }
    }
  }

  private static String send(TestClient from, Person to, String text) {
    return from.ok("send", Keys.keyed("to", to.id(), "text", text)).getString("conversation");
  }
}
