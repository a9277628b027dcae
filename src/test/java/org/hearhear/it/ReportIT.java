package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.it.Http.Answer;
import org.hearhear.wire.ProtocolSchemas;
import org.junit.jupiter.api.Test;

/** Reporting messages, and what moderators do with the reports. */
@OnEverySharedServer
class ReportIT {
  private final URI base;

  ReportIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @Test
  void reportedMessageReachesTheModeratorsWithWhatWasSaid() {
    Talk talk = new Talk();
    try (TestClient ada = talk.ada.dm().ignoringRest()) {
      String report = ada.ok("report", talk.report(2, "He is rude.")).getString("report");
      Http moderator = moderator().http();

      Answer answer = moderator.get("api/reports/" + report);

      assertThat(answer.status()).as("%s", answer).isEqualTo(200);
      ProtocolSchemas.validateHttp("report", answer.text());
      JsonObject read = answer.json();
      assertThat(read.getString("state")).isEqualTo("open");
      assertThat(read.getString("reason")).isEqualTo("He is rude.");
      assertThat(read.getString("conversation")).isEqualTo(talk.conversation);
      assertThat(read.getJsonObject("reporter").getString("id")).isEqualTo(talk.ada.id());
      assertThat(read.getJsonObject("reported").getString("id")).isEqualTo(talk.ben.id());
      assertThat(read.getJsonArray("messages").getValuesAs(JsonObject.class))
          .extracting(message -> message.getString("text"))
          .containsExactly("Hello Ben!", "Go away!", "Why?");
      Answer list = moderator.get("api/reports?limit=1");
      ProtocolSchemas.validateHttp("reports", list.text());
      assertThat(ids(moderator.get("api/reports?limit=100"))).contains(report);
      assertThat(ids(moderator.get("api/reports?limit=100&before=" + report)))
          .doesNotContain(report);
    }
  }

  @Test
  void repeatedReportIsTheSameAndTheKeyIsForNothingElse() {
    Talk talk = new Talk();
    try (TestClient ada = talk.ada.dm().ignoringRest()) {
      Map<String, Object> command = talk.report(2, "He is rude.");
      JsonObject first = ada.ok("report", command);

      JsonObject again = ada.ok("report", command);

      assertThat(first).doesNotContainKey("again");
      assertThat(again.getBoolean("again")).isTrue();
      assertThat(again.getString("report")).isEqualTo(first.getString("report"));
      command.put("reason", "He is very rude.");
      assertThat(ada.refusal("report", command)).isEqualTo("key_reused");
    }
  }

  @Test
  void whatOneCannotSeeOrWroteOneselfIsNotReported() {
    Talk talk = new Talk();
    Person cem = Person.signUp(base, "cem");
    try (TestClient ada = talk.ada.dm().ignoringRest();
        TestClient stranger = cem.dm()) {
      assertThat(stranger.refusal("report", talk.report(2, "Rude"))).isEqualTo("not_found");
      assertThat(ada.refusal("report", talk.report(4, "Rude"))).isEqualTo("not_found");
      assertThat(ada.refusal("report", talk.report(1, "Rude"))).isEqualTo("bad_request");
      assertThat(ada.refusal("report", talk.report(2, " "))).isEqualTo("bad_request");
      assertThat(ada.refusal("report", talk.report(2, "x".repeat(1_001)))).isEqualTo("too_large");
      Map<String, Object> keyless = talk.report(2, "Rude");
      keyless.remove("key");
      assertThat(ada.refusal("report", keyless)).isEqualTo("bad_request");
    }
  }

  @Test
  void ofTwoModeratorsTheSecondGetsAConflict() {
    Talk talk = new Talk();
    Person first = moderator();
    Person second = moderator();
    try (TestClient ada = talk.ada.dm().ignoringRest()) {
      String address =
          "api/reports/" + ada.ok("report", talk.report(2, "Rude")).getString("report");

      Answer acted =
          first
              .http()
              .put(address, Map.of("from", "open", "state", "acted", "note", "Talked to him."));
      Answer late = second.http().put(address, Map.of("from", "open", "state", "dismissed"));

      assertThat(acted.status()).as("%s", acted).isEqualTo(200);
      ProtocolSchemas.validateHttp("report", acted.text());
      assertThat(acted.json().getString("note")).isEqualTo("Talked to him.");
      assertThat(acted.json().getJsonObject("decidedBy").getString("id")).isEqualTo(first.id());
      assertRefused(late, 409, "conflict");
      assertThat(second.http().get(address).json()).isEqualTo(acted.json());
      assertThat(ids(second.http().get("api/reports?state=acted&limit=100")))
          .contains(acted.json().getString("id"));
    }
  }

  @Test
  void reportsAreForModeratorsOnly() {
    Talk talk = new Talk();
    try (TestClient ada = talk.ada.dm().ignoringRest()) {
      String address =
          "api/reports/" + ada.ok("report", talk.report(2, "Rude")).getString("report");
      Map<String, String> decision = Map.of("from", "open", "state", "dismissed");

      for (Person person : List.of(talk.ada, talk.ben)) {
        assertRefused(person.http().get("api/reports"), 403, "forbidden");
        assertRefused(person.http().get(address), 403, "forbidden");
        assertRefused(person.http().put(address, decision), 403, "forbidden");
      }
      Http nobody = new Http(base);
      assertRefused(nobody.get("api/reports"), 401, "unauthenticated");
      assertRefused(nobody.get(address), 401, "unauthenticated");
      assertRefused(nobody.put(address, decision), 401, "unauthenticated");
      Http administrator = Person.administrator(base).http();
      assertThat(administrator.get(address).json().getString("state")).isEqualTo("open");
    }
  }

  @Test
  void whatIsWrongWithADecisionIsRefused() {
    Http moderator = moderator().http();

    assertRefused(moderator.get("api/reports/999999999"), 404, "not_found");
    assertRefused(
        moderator.put("api/reports/999999999", Map.of("from", "open", "state", "acted")),
        404,
        "not_found");
    assertRefused(moderator.get("api/reports?state=lost"), 400, "bad_request");
    assertRefused(moderator.get("api/reports?limit=0"), 400, "bad_request");
    assertRefused(moderator.get("api/reports?before=x"), 400, "bad_request");
    assertRefused(moderator.put("api/reports/1", Map.of("state", "acted")), 400, "bad_request");
    assertRefused(
        moderator.put("api/reports/1", Map.of("from", "open", "state", "lost")),
        400,
        "bad_request");
    assertRefused(
        moderator.put(
            "api/reports/1", Map.of("from", "open", "state", "acted", "note", "x".repeat(2_001))),
        413,
        "too_large");
  }

  @Test
  void whoIsReportedIsNotTold() {
    Talk talk = new Talk();
    makeModerator(talk.ben);
    try (TestClient ada = talk.ada.dm().ignoringRest();
        TestClient ben = talk.ben.dm()) {
      String report = ada.ok("report", talk.report(2, "Rude")).getString("report");

      assertThat(ids(talk.ben.http().get("api/reports?limit=100"))).doesNotContain(report);
      assertRefused(talk.ben.http().get("api/reports/" + report), 404, "not_found");
      assertThat(ben.unread()).isEmpty();
    }
  }

  private Person moderator() {
    Person person = Person.signUp(base, "moderator");
    makeModerator(person);
    return person;
  }

  private void makeModerator(Person person) {
    Answer answer =
        Person.administrator(base)
            .http()
            .put("api/accounts/" + person.id() + "/role", Map.of("role", "moderator"));
    assertThat(answer.status()).isEqualTo(204);
  }

  private static List<String> ids(Answer reports) {
    assertThat(reports.status()).as("%s", reports).isEqualTo(200);
    return reports.json().getJsonArray("reports").getValuesAs(JsonObject.class).stream()
        .map(report -> report.getString("id"))
        .toList();
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    ProtocolSchemas.validateHttp("error", answer.text());
    assertThat(answer.json().getString("code")).isEqualTo(code);
  }

  /** Two people who have quarrelled: the second of three messages is Ben's. */
  private final class Talk {
    private final Person ada = Person.signUp(base, "ada");
    private final Person ben = Person.signUp(base, "ben");
    private final String conversation;

    Talk() {
      try (TestClient adas = ada.dm().ignoringRest();
          TestClient bens = ben.dm().ignoringRest()) {
        conversation =
            adas.ok("send", Map.of("key", Keys.next(), "to", ben.id(), "text", "Hello Ben!"))
                .getString("conversation");
        bens.ok("send", said("Go away!"));
        adas.ok("send", said("Why?"));
      }
    }

    private Map<String, String> said(String text) {
      return Map.of("key", Keys.next(), "conversation", conversation, "text", text);
    }

    /** A new report of one of the messages. */
    Map<String, Object> report(int seq, String reason) {
      return new HashMap<>(
          Map.of("key", Keys.next(), "conversation", conversation, "seq", seq, "reason", reason));
    }
  }
}
