package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

/** A page of another origin signs people in by tickets, and gets no further than by them. */
@OnEverySharedServer
class TicketIT {
  private static final String EVIL = "https://evil.example";

  private final URI base;
  private final String subject = UUID.randomUUID().toString();

  TicketIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @Test
  void ticketBuysATokenThatOpensBothSocketsAndTheApi() {
    JsonObject token = token(ticket(subject));

    assertThat(token.getJsonObject("account").getString("displayName")).isEqualTo("Ada Lovelace");
    assertThat(bearer(token).get("api/me").json().getJsonObject("account"))
        .isEqualTo(token.getJsonObject("account"));
    for (String endpoint : List.of("dm", "upvote")) {
      try (TestClient client = TestClient.connect(handshake(endpoint, token))) {
        assertThat(client.hello().getJsonObject("account").getString("id"))
            .isEqualTo(token.getJsonObject("account").getString("id"));
      }
    }
  }

  @Test
  void onlyAnApplicationWithAKeyGetsTickets() {
    Map<String, String> body = Map.of("subject", subject);

    assertThat(new Http(base).post("api/tickets", body).status()).isEqualTo(401);
    assertThat(
            new Http(base)
                .header("Authorization", "Bearer " + SharedServers.PORTAL_KEY + "x")
                .post("api/tickets", body)
                .status())
        .isEqualTo(401);
    assertThat(bearer(token(ticket(subject))).post("api/tickets", body).status()).isEqualTo(401);
    assertThat(portal().post("api/tickets", Map.of("subject", " ")).status()).isEqualTo(400);
  }

  @Test
  void keyOfAnApplicationIsNobody() {
    assertThat(portal().get("api/me").status()).isEqualTo(401);
  }

  @Test
  void ticketIsGoodOnce() {
    String ticket = ticket(subject);
    token(ticket);

    Answer again = page().post("api/tokens", Map.of("ticket", ticket));

    assertThat(again.status()).isEqualTo(401);
    assertThat(again.json().getString("code")).isEqualTo("unauthenticated");
  }

  @Test
  void renewedTokenKeepsTheConnection() {
    JsonObject first = token(ticket(subject));
    try (TestClient client = TestClient.connect(handshake("dm", first))) {
      client.hello();

      Answer renewed =
          bearer(first)
              .header("Origin", SharedServers.PORTAL)
              .post("api/tokens", Map.of("ticket", ticket(subject)));

      assertThat(renewed.status()).isEqualTo(201);
      assertThat(bearer(first).get("api/me").status()).isEqualTo(401);
      assertThat(bearer(renewed.json()).get("api/me").status()).isEqualTo(200);
      assertThat(client.ok("conversations", Map.of()).getJsonArray("conversations")).isEmpty();
    }
  }

  @Test
  void signingOutClosesTheConnection() {
    JsonObject token = token(ticket(subject));
    try (TestClient client = TestClient.connect(handshake("dm", token))) {
      client.hello();

      assertThat(bearer(token).delete("api/login").status()).isEqualTo(204);

      client.nextEvent("bye");
      assertThat(client.closeCode()).isEqualTo(4501);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {EVIL, "null"})
  void tokenDoesNotHelpAForeignOrigin(String origin) {
    JsonObject token = token(ticket(subject));

    Refused refused =
        catchThrowableOfType(
            Refused.class,
            () -> TestClient.connect(handshake("dm", token).header("Origin", origin)).close());
    Answer change =
        bearer(token).header("Origin", origin).put("api/me", Map.of("displayName", "Eve"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(change.status()).isEqualTo(403);
  }

  @Test
  void onlyWithTheHeaderMayAHandshakeLeaveItsOriginOut() {
    JsonObject token = token(ticket(subject));
    Handshake offered = handshake("dm", token).without("Origin");
    Handshake shown =
        Handshake.to(base, "dm")
            .without("Origin")
            .header("Authorization", "Bearer " + token.getString("token"));

    assertThat(
            catchThrowableOfType(Refused.class, () -> TestClient.connect(offered).close()).status())
        .isEqualTo(403);
    try (TestClient client = TestClient.connect(shown)) {
      assertThat(client.hello().getString("type")).isEqualTo("welcome");
    }
  }

  @Test
  void tokenCountsBeforeTheCookie() {
    Person ben = Person.signUp(base, "ben");
    JsonObject token = token(ticket(subject));

    Answer both =
        ben.http().header("Authorization", "Bearer " + token.getString("token")).get("api/me");
    Answer wrong = ben.http().header("Authorization", "Bearer nonsense").get("api/me");
    Answer proxy = ben.http().header("Authorization", "Basic cHJveHk6cHJveHk=").get("api/me");

    assertThat(both.json().getJsonObject("account")).isEqualTo(token.getJsonObject("account"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(proxy.json().getJsonObject("account").getString("id")).isEqualTo(ben.id());
  }

  @Test
  void browserIsToldWhichPagesMayReadAnswers() {
    for (String path : List.of("api/me", "app/connection.js", "")) {
      Answer portal = new Http(base).header("Origin", SharedServers.PORTAL).get(path);
      Answer evil = new Http(base).header("Origin", EVIL).get(path);

      assertThat(portal.header("Access-Control-Allow-Origin")).contains(SharedServers.PORTAL);
      assertThat(portal.header("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(evil.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(evil.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Origin"));
    }
  }

  @Test
  void preflightIsAnsweredForAllowedOriginsOnly() {
    Answer portal = preflight(SharedServers.PORTAL);
    Answer evil = preflight(EVIL);

    assertThat(portal.status()).isEqualTo(204);
    assertThat(portal.header("Access-Control-Allow-Origin")).contains(SharedServers.PORTAL);
    assertThat(portal.header("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization", "X-Hearhear");
    assertThat(evil.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(evil.header("Access-Control-Allow-Headers")).isEmpty();
  }

  @Test
  void fileHasAnAddressThatNeedsNoCookie() {
    JsonObject token = token(ticket(subject));
    FileHttp files =
        FileHttp.anonymous(base).header("Authorization", "Bearer " + token.getString("token"));
    String file = "api/attachments/" + files.upload("a.txt", "hello".getBytes(UTF_8)).id();
    String other = "api/attachments/" + files.upload("b.txt", "other".getBytes(UTF_8)).id();

    Answer signed = bearer(token).post("api/me/addresses", Map.of("addresses", List.of(file)));
    ProtocolSchemas.validateHttp("addresses", signed.text());
    String address = signed.json().getJsonArray("addresses").getString(0);

    assertThat(FileHttp.anonymous(base).get(address).text()).isEqualTo("hello");
    assertThat(FileHttp.anonymous(base).get(file).status()).isEqualTo(401);
    assertThat(FileHttp.anonymous(base).get(address.replace(file, other)).status()).isEqualTo(401);
    assertThat(FileHttp.anonymous(base).get(address.replace("until=1", "until=2")).status())
        .isEqualTo(401);
    assertThat(FileHttp.anonymous(base).delete(address).status()).isEqualTo(401);
    assertThat(
            bearer(token).post("api/me/addresses", Map.of("addresses", List.of("api/me"))).status())
        .isEqualTo(400);

    bearer(token).delete("api/login");
    assertThat(FileHttp.anonymous(base).get(address).status()).isEqualTo(401);
  }

  @Test
  void signedAddressShowsWhatItsSignerMaySee() {
    JsonObject ada = token(ticket(subject));
    Person ben = Person.signUp(base, "ben");
    String file =
        "api/attachments/" + FileHttp.as(base, ben).upload("b.txt", "x".getBytes(UTF_8)).id();

    String address =
        bearer(ada)
            .post("api/me/addresses", Map.of("addresses", List.of(file)))
            .json()
            .getJsonArray("addresses")
            .getString(0);

    assertThat(FileHttp.anonymous(base).get(address).status()).isEqualTo(404);
  }

  private String ticket(String whose) {
    Answer answer =
        portal()
            .post(
                "api/tickets",
                Map.of("subject", whose, "name", "ada", "displayName", "Ada Lovelace"));
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    ProtocolSchemas.validateHttp("ticket", answer.text());
    return answer.json().getString("ticket");
  }

  private JsonObject token(String ticket) {
    Answer answer = page().post("api/tokens", Map.of("ticket", ticket));
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    ProtocolSchemas.validateHttp("token", answer.text());
    return answer.json();
  }

  /** The backend of the application. */
  private Http portal() {
    return new Http(base).header("Authorization", "Bearer " + SharedServers.PORTAL_KEY);
  }

  /** Its page, in a browser. */
  private Http page() {
    return new Http(base).header("Origin", SharedServers.PORTAL);
  }

  private Http bearer(JsonObject token) {
    return new Http(base).header("Authorization", "Bearer " + token.getString("token"));
  }

  private Handshake handshake(String endpoint, JsonObject token) {
    return Handshake.to(base, endpoint)
        .header("Origin", SharedServers.PORTAL)
        .offering("hearhear.v1", "hearhear.token." + token.getString("token"));
  }

  private Answer preflight(String origin) {
    return new Http(base)
        .without("X-Hearhear")
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "PUT")
        .header("Access-Control-Request-Headers", "authorization,x-hearhear")
        .send("OPTIONS", "api/me", null);
  }
}
