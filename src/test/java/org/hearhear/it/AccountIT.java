package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hearhear.it.Http.Answer;
import org.hearhear.wire.ProtocolSchemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, signing in and out, and what the door lets through to the HTTP API. */
@OnEveryDeployment
class AccountIT {
  private static final String OTHER_PASSWORD = "the bench stands since May";
  private static final int FAILED_SIGN_INS_MAX = 5;

  private final Deployment deployment;
  private final URI base;
  private final Http anonymous;

  AccountIT(Deployment deployment) {
    this.deployment = deployment;
    this.base = deployment.baseUri();
    this.anonymous = new Http(base);
  }

  // Signing up.

  @Test
  void whoSignsUpIsSignedInAtOnce() {
    String name = uniqueName();

    Answer signedUp =
        anonymous.post(
            "api/accounts",
            Map.of("name", name, "displayName", "Ada L.", "password", Person.PASSWORD));

    assertThat(signedUp.status()).isEqualTo(201);
    ProtocolSchemas.validateHttp("account", signedUp.text());
    Answer me = anonymous.header("Cookie", signedUp.cookie()).get("api/me");
    assertThat(me.status()).isEqualTo(200);
    ProtocolSchemas.validateHttp("me", me.text());
    JsonObject account = me.json().getJsonObject("account");
    assertThat(account).isEqualTo(signedUp.json().getJsonObject("account"));
    assertThat(account.getString("name")).isEqualTo(name);
    assertThat(account.getString("displayName")).isEqualTo("Ada L.");
    assertThat(account.getString("role")).isEqualTo("member");
  }

  @Test
  void displayNameIsTheNameWhenThereIsNone() {
    String name = uniqueName();

    Answer signedUp = signUp(name);

    assertThat(signedUp.json().getJsonObject("account").getString("displayName")).isEqualTo(name);
  }

  @Test
  void takenNameIsAConflictWhateverItsCase() {
    Person ada = Person.signUp(base, "ada");

    assertRefused(signUp(ada.name()), 409, "conflict");
    assertRefused(signUp(ada.name().replace("ada", "Ada")), 409, "conflict");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "with space", "ümlaut", "slash/ed"})
  void nameThatBreaksTheRulesIsABadRequest(String name) {
    assertRefused(signUp(name), 400, "bad_request");
  }

  @Test
  void passwordThatIsTooShortIsABadRequest() {
    Answer answer =
        anonymous.post("api/accounts", Map.of("name", uniqueName(), "password", "1234567"));

    assertRefused(answer, 400, "bad_request");
  }

  @Test
  void displayNameOfTooManyBytesIsTooLarge() {
    Map<String, String> body =
        Map.of("name", uniqueName(), "displayName", "ä€".repeat(25), "password", Person.PASSWORD);

    assertRefused(anonymous.post("api/accounts", body), 413, "too_large");
  }

  @Test
  void displayNameThatIsTooLongIsTooLarge() {
    Map<String, String> body =
        Map.of("name", uniqueName(), "displayName", "x".repeat(61), "password", Person.PASSWORD);

    assertRefused(anonymous.post("api/accounts", body), 413, "too_large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "\"name\"", "{}", "name=ada&password=secret"})
  void bodyThatIsNotTheObjectAskedForIsABadRequest(String body) {
    assertRefused(anonymous.send("POST", "api/accounts", body), 400, "bad_request");
    assertRefused(anonymous.send("POST", "api/login", body), 400, "bad_request");
  }

  // Signing in and out.

  @Test
  void signingInAgainBeginsASecondLogin() {
    Person ada = Person.signUp(base, "ada");

    Person again = ada.signInAgain();

    assertThat(again.id()).isEqualTo(ada.id());
    assertThat(login(again)).isNotEqualTo(login(ada));
  }

  @Test
  void nobodyIsSignedInWithoutACookie() {
    assertRefused(anonymous.get("api/me"), 401, "unauthenticated");
  }

  @Test
  void cookieThatNobodyGotSignsNobodyIn() {
    String madeUp = nameOf(Person.signUp(base, "ada").cookie()) + "=" + "x".repeat(43);

    assertRefused(anonymous.header("Cookie", madeUp).get("api/me"), 401, "unauthenticated");
  }

  @Test
  void wrongPasswordAndUnknownNameLookTheSame() {
    Person ada = Person.signUp(base, "ada");

    Answer wrong = signIn(ada.name(), "not the password");
    Answer unknown = signIn(uniqueName(), "not the password");

    assertRefused(wrong, 401, "unauthenticated");
    assertThat(unknown.status()).isEqualTo(wrong.status());
    assertThat(unknown.text()).isEqualTo(wrong.text());
  }

  @Test
  void failedSignInsAreLimitedEvenForTheRightPassword() {
    Person ada = Person.signUp(base, "ada");
    for (int i = 0; i < FAILED_SIGN_INS_MAX; i++) {
      assertRefused(signIn(ada.name(), "not the password"), 401, "unauthenticated");
    }

    Answer limited = signIn(ada.name(), Person.PASSWORD);

    assertRefused(limited, 429, "rate_limited");
    long seconds = Long.parseLong(limited.header("Retry-After").orElseThrow());
    assertThat(seconds).isPositive();
    assertThat(limited.json().getInt("retryAfter")).isEqualTo(Math.toIntExact(seconds * 1000));
  }

  @Test
  void failedSignInsOfOneNameDoNotLockOutAnother() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    for (int i = 0; i <= FAILED_SIGN_INS_MAX; i++) {
      signIn(ada.name(), "not the password");
    }

    assertThat(signIn(ben.name(), Person.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void cookieIsDeadAfterSigningOut() {
    Person ada = Person.signUp(base, "ada");

    Answer signedOut = ada.http().delete("api/login");

    assertThat(signedOut.status()).isEqualTo(204);
    assertThat(signedOut.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    assertRefused(ada.http().get("api/me"), 401, "unauthenticated");
  }

  @Test
  void signingOutLeavesTheOtherLoginsAlone() {
    Person ada = Person.signUp(base, "ada");
    Person elsewhere = ada.signInAgain();

    ada.http().delete("api/login");

    assertThat(elsewhere.http().get("api/me").status()).isEqualTo(200);
  }

  // The password.

  @Test
  void changedPasswordEndsEveryLoginAndBeginsANewOne() {
    Person ada = Person.signUp(base, "ada");
    Person elsewhere = ada.signInAgain();

    Answer changed = changePassword(ada, Person.PASSWORD);

    assertThat(changed.status()).isEqualTo(204);
    assertRefused(ada.http().get("api/me"), 401, "unauthenticated");
    assertRefused(elsewhere.http().get("api/me"), 401, "unauthenticated");
    Answer me = anonymous.header("Cookie", changed.cookie()).get("api/me");
    assertThat(me.json().getJsonObject("account").getString("id")).isEqualTo(ada.id());
  }

  @Test
  void onlyTheNewPasswordSignsInAfterAChange() {
    Person ada = Person.signUp(base, "ada");

    changePassword(ada, Person.PASSWORD);

    assertRefused(signIn(ada.name(), Person.PASSWORD), 401, "unauthenticated");
    assertThat(signIn(ada.name(), OTHER_PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void passwordStaysWhenTheCurrentOneIsWrong() {
    Person ada = Person.signUp(base, "ada");

    assertRefused(changePassword(ada, "not the password"), 403, "forbidden");

    assertThat(ada.http().get("api/me").status()).isEqualTo(200);
    assertThat(signIn(ada.name(), Person.PASSWORD).status()).isEqualTo(200);
  }

  // Logins.

  @Test
  void loginsAreListedAndTheCallersOwnIsMarked() {
    Person ada = Person.signUp(base, "ada");
    Person elsewhere = ada.signInAgain();

    Answer answer = ada.http().get("api/me/logins");

    assertThat(answer.status()).isEqualTo(200);
    ProtocolSchemas.validateHttp("logins", answer.text());
    List<JsonObject> logins = answer.json().getJsonArray("logins").getValuesAs(JsonObject.class);
    assertThat(logins)
        .extracting(login -> login.getString("id"))
        .containsExactlyInAnyOrder(login(ada), login(elsewhere));
    assertThat(logins)
        .filteredOn(login -> login.getBoolean("current"))
        .extracting(login -> login.getString("id"))
        .containsExactly(login(ada));
  }

  @Test
  void loginTellsWhichProgramItIs() {
    Person ada = Person.signUp(base, "ada");
    Answer signedIn =
        anonymous
            .header("User-Agent", "Oak/1.0")
            .post("api/login", Map.of("name", ada.name(), "password", Person.PASSWORD));

    Answer logins = anonymous.header("Cookie", signedIn.cookie()).get("api/me/logins");

    assertThat(logins.json().getJsonArray("logins").getValuesAs(JsonObject.class))
        .filteredOn(login -> login.getBoolean("current"))
        .extracting(login -> login.getString("userAgent"))
        .containsExactly("Oak/1.0");
  }

  @Test
  void anotherLoginCanBeRevoked() {
    Person ada = Person.signUp(base, "ada");
    Person lostPhone = ada.signInAgain();

    Answer revoked = ada.http().delete("api/me/logins/" + login(lostPhone));

    assertThat(revoked.status()).isEqualTo(204);
    assertRefused(lostPhone.http().get("api/me"), 401, "unauthenticated");
    assertThat(ada.http().get("api/me").status()).isEqualTo(200);
  }

  @Test
  void loginOfSomebodyElseCannotBeRevoked() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");

    assertRefused(ben.http().delete("api/me/logins/" + login(ada)), 404, "not_found");

    assertThat(ada.http().get("api/me").status()).isEqualTo(200);
  }

  // Administrators.

  @Test
  void accountNamedInTheSettingsIsAnAdministrator() {
    assertThat(role(Person.administrator(base))).isEqualTo("administrator");
  }

  @Test
  void administratorAppointsAModeratorAndTakesItBack() {
    Person administrator = Person.administrator(base);
    Person ada = Person.signUp(base, "ada");

    assertThat(setRole(administrator, ada, "moderator").status()).isEqualTo(204);
    assertThat(role(ada)).isEqualTo("moderator");

    assertThat(setRole(administrator, ada, "member").status()).isEqualTo(204);
    assertThat(role(ada)).isEqualTo("member");
  }

  @Test
  void nobodyIsMadeAnAdministratorByRequest() {
    Person administrator = Person.administrator(base);
    Person ada = Person.signUp(base, "ada");

    assertRefused(setRole(administrator, ada, "administrator"), 400, "bad_request");

    assertThat(role(ada)).isEqualTo("member");
  }

  @Test
  void disabledAccountIsSignedOutAndCannotSignIn() {
    Person administrator = Person.administrator(base);
    Person ada = Person.signUp(base, "ada");

    assertThat(setDisabled(administrator, ada, true).status()).isEqualTo(204);

    assertRefused(ada.http().get("api/me"), 401, "unauthenticated");
    assertRefused(signIn(ada.name(), Person.PASSWORD), 401, "unauthenticated");
  }

  @Test
  void enabledAccountSignsInAgain() {
    Person administrator = Person.administrator(base);
    Person ada = Person.signUp(base, "ada");
    setDisabled(administrator, ada, true);

    assertThat(setDisabled(administrator, ada, false).status()).isEqualTo(204);

    assertThat(signIn(ada.name(), Person.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void onlyAdministratorsChangeAccounts() {
    Person administrator = Person.administrator(base);
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    setRole(administrator, ben, "moderator");

    assertRefused(setRole(ada, ada, "moderator"), 403, "forbidden");
    assertRefused(setDisabled(ada, ben, true), 403, "forbidden");
    assertRefused(setDisabled(ben, ada, true), 403, "forbidden");
  }

  @Test
  void accountThatDoesNotExistIsNotFound() {
    Http administrator = Person.administrator(base).http();

    assertRefused(
        administrator.put("api/accounts/999999999/role", Map.of("role", "moderator")),
        404,
        "not_found");
    assertRefused(
        administrator.put("api/accounts/999999999/disabled", Map.of("disabled", true)),
        404,
        "not_found");
  }

  // The door.

  @Test
  void changeWithoutTheCsrfHeaderIsForbidden() {
    Person ada = Person.signUp(base, "ada");

    Answer answer = ada.http().without("X-Hearhear").delete("api/login");

    assertRefused(answer, 403, "forbidden");
    assertThat(ada.http().get("api/me").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "http://127.0.0.1:1", "null"})
  void changeFromAForeignOriginIsForbidden(String origin) {
    Person ada = Person.signUp(base, "ada");

    Answer answer = ada.http().header("Origin", origin).delete("api/login");

    assertRefused(answer, 403, "forbidden");
    assertThat(ada.http().get("api/me").status()).isEqualTo(200);
  }

  @Test
  void changeFromTheOwnOriginIsAllowed() {
    Person ada = Person.signUp(base, "ada");
    String own = "http://" + base.getAuthority();

    assertThat(ada.http().header("Origin", own).delete("api/login").status()).isEqualTo(204);
  }

  @Test
  void cookieBelongsToItsContextRootAndIsHiddenFromScripts() {
    boolean root = deployment.context().equals("/");

    String cookie = signUp(uniqueName()).header("Set-Cookie").orElseThrow();

    assertThat(cookie).startsWith(root ? "__Host-hearhear=" : "__Secure-hearhear-hearhear=");
    assertThat(List.of(cookie.split("; ")))
        .contains("Path=" + (root ? "/" : "/hearhear/"), "Secure", "HttpOnly", "SameSite=Lax")
        .noneMatch(attribute -> attribute.startsWith("Domain"));
  }

  @Test
  void twoInstallationsOnOneHostDoNotCollide() {
    URI otherBase =
        deployment.server().baseUri(deployment.context().equals("/") ? "/hearhear" : "/");
    Person here = Person.signUp(base, "here");
    Person there = Person.signUp(otherBase, "there");
    String both = there.cookie() + "; " + here.cookie();

    Answer meHere = new Http(base).header("Cookie", both).get("api/me");
    Answer meThere = new Http(otherBase).header("Cookie", both).get("api/me");

    assertThat(meHere.json().getJsonObject("account").getString("name")).isEqualTo(here.name());
    assertThat(meThere.json().getJsonObject("account").getString("name")).isEqualTo(there.name());
    assertRefused(
        new Http(base).header("Cookie", there.cookie()).get("api/me"), 401, "unauthenticated");
  }

  @Test
  void serverTellsThatItLivesAndIsReady() {
    assertThat(anonymous.get("ops/live").json().getString("status")).isEqualTo("live");
    assertThat(anonymous.get("ops/ready").json().getString("status")).isEqualTo("ready");
  }

  private Answer signUp(String name) {
    return anonymous.post("api/accounts", Map.of("name", name, "password", Person.PASSWORD));
  }

  private Answer signIn(String name, String password) {
    return anonymous.post("api/login", Map.of("name", name, "password", password));
  }

  private static Answer changePassword(Person person, String current) {
    return person.http().put("api/me/password", Map.of("current", current, "new", OTHER_PASSWORD));
  }

  private static Answer setRole(Person administrator, Person person, String role) {
    return administrator.http().put("api/accounts/" + person.id() + "/role", Map.of("role", role));
  }

  private static Answer setDisabled(Person administrator, Person person, boolean disabled) {
    return administrator
        .http()
        .put("api/accounts/" + person.id() + "/disabled", Map.of("disabled", disabled));
  }

  private static String login(Person person) {
    return person.http().get("api/me").json().getString("login");
  }

  private static String role(Person person) {
    return person.http().get("api/me").json().getJsonObject("account").getString("role");
  }

  private static String nameOf(String cookie) {
    return cookie.substring(0, cookie.indexOf('='));
  }

  private static String uniqueName() {
    return "p-" + UUID.randomUUID().toString().substring(0, 13);
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    ProtocolSchemas.validateHttp("error", answer.text());
    assertThat(answer.json().getString("code")).isEqualTo(code);
  }
}
