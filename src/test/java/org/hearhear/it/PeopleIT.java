package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hearhear.it.Http.Answer;
import org.hearhear.wire.ProtocolSchemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding people, seeing who they are, and changing what one is called. */
@OnEverySharedServer
class PeopleIT {
  private static final int UNIQUE_LENGTH = 10;

  private final URI base;

  PeopleIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  // Finding.

  @Test
  void peopleAreFoundByTheBeginningOfTheirNameInOrder() {
    Person ada = Person.signUp(base, "ada");
    String beginning = unique();
    Person first = Person.signUp(base, beginning + "-a");
    Person second = Person.signUp(base, beginning + "-b");

    Answer people = find(ada, beginning.toUpperCase(Locale.ROOT));

    ProtocolSchemas.validateHttp("people", people.text());
    assertThat(names(people)).containsExactly(first.name(), second.name());
    assertThat(people.json().getBoolean("more")).isFalse();
  }

  @Test
  void peopleAreFoundByAnyWordOfTheirDisplayNameWhateverItsCase() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    String word = "Ü" + unique();
    rename(ben, "Benjamin " + word + " König");

    assertThat(names(find(ada, word.toLowerCase(Locale.ROOT)))).containsExactly(ben.name());
    assertThat(names(find(ada, "u" + word.substring(1) + " kon"))).containsExactly(ben.name());
    assertThat(names(find(ada, word.substring(1)))).isEmpty();
  }

  @Test
  void pagesTogetherAreEverybodyOnce() {
    Person ada = Person.signUp(base, "ada");
    String word = unique();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Person person = Person.signUp(base, "someone");
      rename(person, word + " " + word);
      all.add(person.name());
    }

    List<String> found = new ArrayList<>();
    Answer page = ada.http().get("api/people?limit=2&q=" + word);
    found.addAll(names(page));
    while (page.json().getBoolean("more")) {
      ProtocolSchemas.validateHttp("people", page.text());
      String next = encoded(page.json().getString("next"));
      page = ada.http().get("api/people?limit=2&q=" + word + "&after=" + next);
      found.addAll(names(page));
    }

    assertThat(found).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void wholeNameFindsExactlyOne() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");

    Answer found = ada.http().get("api/people?name=" + ben.name());

    ProtocolSchemas.validateHttp("people", found.text());
    assertThat(names(found)).containsExactly(ben.name());
    String part = ben.name().substring(0, ben.name().length() - 1);
    assertThat(names(ada.http().get("api/people?name=" + part))).isEmpty();
    assertThat(names(ada.http().get("api/people?name=%00%25"))).isEmpty();
  }

  @Test
  void peopleLeaveOutOneselfAndDisabledAccounts() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    disable(ben);

    assertThat(names(find(ada, ada.name()))).isEmpty();
    assertThat(names(find(ada, ben.name()))).isEmpty();
    assertThat(names(ada.http().get("api/people?name=" + ben.name()))).isEmpty();
    assertRefused(ada.http().get("api/people/" + ben.id()), 404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "after=x", "name=ada&q=a"})
  void whatIsWrongInTheAddressIsRefused(String parameters) {
    Person ada = Person.signUp(base, "ada");

    assertRefused(ada.http().get("api/people?" + parameters), 400, "bad_request");
  }

  @Test
  void tooLongSearchIsTooLarge() {
    Person ada = Person.signUp(base, "ada");

    assertRefused(ada.http().get("api/people?q=" + "x".repeat(201)), 413, "too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api/people",
        "api/people?name=ada",
        "api/people/1",
        "api/accounts",
        "api/reports"
      })
  void nobodyIsShownToWhoIsNotSignedIn(String address) {
    assertRefused(new Http(base).get(address), 401, "unauthenticated");
  }

  // Who somebody is.

  @Test
  void profileSaysWhoSomebodyIs() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");

    Answer profile = ada.http().get("api/people/" + ben.id());

    ProtocolSchemas.validateHttp("profile", profile.text());
    assertThat(profile.json().getString("name")).isEqualTo(ben.name());
    assertThat(profile.json()).doesNotContainKey("picture");
    assertThat(ada.http().get("api/people/" + ada.id()).json().getString("name"))
        .isEqualTo(ada.name());
  }

  @Test
  void unknownIdIsAnsweredAsOneThatMayNotBeSeen() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    disable(ben);

    Answer hidden = ada.http().get("api/people/" + ben.id());
    Answer unknown = ada.http().get("api/people/999999999");

    assertRefused(unknown, 404, "not_found");
    assertThat(hidden.text()).isEqualTo(unknown.text());
    assertRefused(ada.http().get("api/people/ada"), 400, "bad_request");
  }

  @Test
  void disabledPartnerOfAConversationIsStillSeen() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient client = ada.dm().ignoringRest()) {
      client.ok("send", Map.of("key", Keys.next(), "to", ben.id(), "text", "Hello Ben!"));
    }
    disable(ben);

    assertThat(ada.http().get("api/people/" + ben.id()).status()).isEqualTo(200);
    assertThat(names(find(ada, ben.name()))).isEmpty();
  }

  // What one is called.

  @Test
  void newDisplayNameIsShownEverywhere() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient client = ada.dm().ignoringRest()) {
      client.ok("send", Map.of("key", Keys.next(), "to", ben.id(), "text", "Hello Ben!"));

      Answer renamed = rename(ben, " Benjamin ");

      ProtocolSchemas.validateHttp("account", renamed.text());
      assertThat(renamed.json().getJsonObject("account").getString("displayName"))
          .isEqualTo("Benjamin");
      assertThat(ben.http().get("api/me").json().getJsonObject("account"))
          .isEqualTo(renamed.json().getJsonObject("account"));
      assertThat(
              client
                  .ok("conversations", Map.of())
                  .getJsonArray("conversations")
                  .getJsonObject(0)
                  .getJsonObject("with")
                  .getString("displayName"))
          .isEqualTo("Benjamin");
      assertThat(ada.http().get("api/people/" + ben.id()).json().getString("displayName"))
          .isEqualTo("Benjamin");
    }
  }

  @Test
  void displayNameThatBreaksTheRulesChangesNothing() {
    Person ada = Person.signUp(base, "ada");

    assertRefused(rename(ada, "x".repeat(61)), 413, "too_large");
    assertRefused(rename(ada, "€".repeat(41)), 413, "too_large");
    assertRefused(rename(ada, "Ada\u202e"), 400, "bad_request");
    assertRefused(ada.http().put("api/me", Map.of("name", "ada")), 400, "bad_request");
    assertRefused(new Http(base).put("api/me", Map.of("displayName", "A")), 401, "unauthenticated");
    assertThat(ada.http().get("api/me").json().getJsonObject("account").getString("displayName"))
        .isEqualTo(ada.name());
    assertThat(rename(ada, "€".repeat(40)).status()).isEqualTo(200);
  }

  // What moderators see.

  @Test
  void moderatorsListAllAccountsAndOthersDoNot() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    disable(ben);
    assertRefused(ada.http().get("api/accounts"), 403, "forbidden");

    makeModerator(ada);
    Answer found = ada.http().get("api/accounts?q=" + ben.name());

    ProtocolSchemas.validateHttp("accounts", found.text());
    JsonObject account = found.json().getJsonArray("accounts").getJsonObject(0);
    assertThat(account.getString("id")).isEqualTo(ben.id());
    assertThat(account.getString("role")).isEqualTo("member");
    assertThat(account.getBoolean("disabled")).isTrue();
    Answer page = ada.http().get("api/accounts?limit=1");
    ProtocolSchemas.validateHttp("accounts", page.text());
    assertThat(page.json().getBoolean("more")).isTrue();
    assertThat(ada.http().get("api/people/" + ben.id()).status()).isEqualTo(200);
  }

  private Answer find(Person who, String typed) {
    return who.http().get("api/people?q=" + encoded(typed));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Answer rename(Person person, String displayName) {
    return person.http().put("api/me", Map.of("displayName", displayName));
  }

  private void disable(Person person) {
    Answer answer =
        Person.administrator(base)
            .http()
            .put("api/accounts/" + person.id() + "/disabled", Map.of("disabled", true));
    assertThat(answer.status()).isEqualTo(204);
  }

  private void makeModerator(Person person) {
    Answer answer =
        Person.administrator(base)
            .http()
            .put("api/accounts/" + person.id() + "/role", Map.of("role", "moderator"));
    assertThat(answer.status()).isEqualTo(204);
  }

  private static List<String> names(Answer people) {
    assertThat(people.status()).as("%s", people).isEqualTo(200);
    return people.json().getJsonArray("people").getValuesAs(JsonObject.class).stream()
        .map(person -> person.getString("name"))
        .toList();
  }

  /** A word that nobody else is called. */
  private static String unique() {
    return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, UNIQUE_LENGTH);
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    ProtocolSchemas.validateHttp("error", answer.text());
    assertThat(answer.json().getString("code")).isEqualTo(code);
  }
}
