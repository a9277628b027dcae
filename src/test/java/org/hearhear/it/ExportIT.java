package org.hearhear.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Exports to readers who are slow, leave, or come when there is no place for them. */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEveryServer.Source.class)
class ExportIT {
  private static final System.Logger LOG = System.getLogger(ExportIT.class.getName());

  private static final int PLACES = 2;
  private static final Duration TIME = Duration.ofSeconds(4);

  /** More than the write timeout of either server. */
  private static final Duration GIVEN_UP_WITHIN = Duration.ofMinutes(2);

  /** Together far more than sockets and servers keep for a reader. */
  private static final int ITEMS = 900;

  private static final String LONG_TEXT = "\uD83D\uDE00".repeat(8_000);

  private static final int UNDER_WAY = 32;
  private static final int SMALL_BUFFER_BYTES = 4_096;

  /** For who reads on: a sender hesitates long to fill a small one. */
  private static final int BUFFER_BYTES = 131_072;

  private static final int SIP_BYTES = 65_536;
  private static final Duration SIP_PAUSE = Duration.ofMillis(100);

  private static final OwnServers SERVERS =
      new OwnServers(
          ServerOptions.at("/")
              .withoutRatesForPeople()
              .settings(
                  Map.of(
                      "HEARHEAR_ADMINISTRATORS", Person.ADMINISTRATOR,
                      "HEARHEAR_EXPORTS", Integer.toString(PLACES),
                      "HEARHEAR_EXPORTS_TIME", Long.toString(TIME.toMillis()))));
  private static final Map<ServerKind, String> BOARDS = new EnumMap<>(ServerKind.class);

  private final ServerKind kind;
  private final Server server;
  private final URI base;
  private Person ada;
  private Person ben;
  private Person cem;
  private String large;
  private String small;

  ExportIT(ServerKind kind) {
    this.kind = kind;
    server = SERVERS.get(kind);
    base = server.baseUri("/");
  }

  @AfterParameterizedClassInvocation
  static void stopServer(ServerKind kind) {
    SERVERS.stop(kind);
  }

  @BeforeEach
  void makeBoards() {
    ada = Person.moderator(base);
    ben = Person.moderator(base);
    cem = Person.moderator(base);
    large = path(BOARDS.computeIfAbsent(kind, absent -> largeBoard()));
    small = path("1");
  }

  @Test
  void whoFindsEveryPlaceTakenIsToldSoAndPlacesComeBack() throws IOException {
    long logged = Files.size(server.log());
    SlowReader leaving = SlowReader.ask(ada, base, large);
    try (SlowReader resetting = SlowReader.ask(ben, base, large)) {
      assertThat(List.of(leaving.status(), resetting.status())).containsOnly("200");

      Http.Answer refused = cem.http().get(small);
      Http.Answer log = cem.http().get("api/items/1/log"); // It has places of its own.
      leaving.close();
      resetting.reset();

      assertRefused(refused, 503, "unavailable");
      assertThat(log.status()).isEqualTo(200);
      awaitPlaces();
      assertQuietSince(logged);
    } finally {
      leaving.close();
    }
  }

  @Test
  void oneAccountTakesOnePlaceAndKeepsNobodyOut() throws IOException {
    try (SlowReader reading = SlowReader.ask(ada, base, large)) {
      assertThat(reading.status()).isEqualTo("200");

      for (int i = 0; i < 2 * PLACES; i++) {
        assertRefused(ada.http().get(large), 429, "rate_limited");
      }
      assertThat(ben.http().get(small).status()).isEqualTo(200);
    }
    awaitPlaces();
  }

  @Test
  void whatWritesNothingLeavesItsPlace() {
    for (int i = 0; i < 2 * PLACES; i++) {
      assertThat(ada.http().send("HEAD", small, null).status()).isEqualTo(200);
      assertThat(ada.http().get(small + "?format=xls").status()).isEqualTo(400);
      assertThat(ada.http().get(path("999999999")).status()).isEqualTo(404);
    }

    assertThat(ada.http().get(small).status()).isEqualTo(200);
  }

  @Test
  void whoIsQuickEnoughGetsAllOfIt() {
    Http.Answer answer = ada.http().get(large);

    assertThat(answer.array()).hasSize(ITEMS);
  }

  @Test
  void whoReadsTooSlowlyIsBrokenOff() throws IOException {
    long logged = Files.size(server.log());
    try (SlowReader sipping = SlowReader.ask(ada, base, large, BUFFER_BYTES)) {
      assertThat(sipping.status()).isEqualTo("200");

      assertThat(sipping.sipUntilTheEnd()).doesNotContain("}\n]\n");

      awaitPlaces();
      assertThat(logSince(logged))
          .contains("is broken off")
          .doesNotContain("ERROR", "SEVERE", "\tat ");
    }
  }

  @Test
  @EnabledIfSystemProperty(
      named = "hearhear.proof.timeouts",
      matches = "true",
      disabledReason = "it waits for the servers' write timeouts, of up to 91 s: see -Pproof")
  void whoReadsNothingIsGivenUp() throws IOException {
    long logged = Files.size(server.log());
    try (SlowReader stalled = SlowReader.ask(ada, base, large)) {
      assertThat(stalled.status()).isEqualTo("200");
      long beganAt = System.nanoTime();

      Deadline.in(GIVEN_UP_WITHIN)
          .until("the place is left", () -> ada.http().get(small).status() == 200);

      LOG.log(
          System.Logger.Level.INFO,
          "{0}: a reader who takes nothing was given up after {1} ms",
          kind,
          Duration.ofNanos(System.nanoTime() - beganAt).toMillis());
      assertQuietSince(logged);
    }
  }

  private static void assertRefused(Http.Answer refused, int status, String code) {
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(refused.header("Content-Disposition")).isEmpty();
    assertThat(refused.header("Retry-After")).contains("5");
    assertThat(refused.json().getString("code")).isEqualTo(code);
    assertThat(refused.json().getInt("retryAfter")).isEqualTo(5_000);
  }

  /** That nobody has a place is seen by who gets all of them, one after the other. */
  private void awaitPlaces() throws IOException {
    Deadline.soon()
        .until(
            "ada and ben have left",
            () -> ada.http().get(small).status() == 200 && ben.http().get(small).status() == 200);
    try (SlowReader one = SlowReader.ask(ada, base, large);
        SlowReader other = SlowReader.ask(ben, base, large)) {
      assertThat(List.of(one.status(), other.status())).containsOnly("200");
    }
    Deadline.soon()
        .until(
            "they have left again",
            () -> ada.http().get(small).status() == 200 && ben.http().get(small).status() == 200);
  }

  private void assertQuietSince(long logged) throws IOException {
    assertThat(logSince(logged)).doesNotContain("ERROR", "SEVERE", "WARN", "\tat ");
  }

  private String logSince(long logged) throws IOException {
    byte[] all = Files.readAllBytes(server.log());
    return new String(all, (int) logged, all.length - (int) logged, UTF_8);
  }

  private String largeBoard() {
    try (TestClient moderating = ada.upvote().ignoringRest()) {
      String board =
          moderating.ok("create", Keys.keyed("title", "A large board")).getString("board");
      Deque<Long> underWay = new ArrayDeque<>();
      for (int i = 0; i < ITEMS; i++) {
        if (underWay.size() == UNDER_WAY) {
          assertPosted(moderating, underWay.remove());
        }
        underWay.add(
            moderating.ask(
                "post", Keys.keyed("board", board, "title", "Item " + i, "text", LONG_TEXT)));
      }
      underWay.forEach(ref -> assertPosted(moderating, ref));
      return board;
    }
  }

  private static void assertPosted(TestClient client, long ref) {
    assertThat(client.reply(ref).getString("type")).isEqualTo("ok");
  }

  private static String path(String board) {
    return "api/boards/" + board + "/export";
  }

  /** Somebody who asks for an export and reads only what the test reads. */
  private static final class SlowReader implements AutoCloseable {
    private final Socket socket;

    private SlowReader(Socket socket) {
      this.socket = socket;
    }

    static SlowReader ask(Person person, URI base, String path) throws IOException {
      return ask(person, base, path, SMALL_BUFFER_BYTES);
    }

    static SlowReader ask(Person person, URI base, String path, int bufferBytes)
        throws IOException {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(bufferBytes); // Before connecting.
      socket.setSoTimeout((int) Deadline.PATIENCE.toMillis());
      socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
      String request =
          "GET /%s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n"
              .formatted(path, base.getAuthority(), person.cookie());
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new SlowReader(socket);
    }

    String status() throws IOException {
      String start = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
      return start.substring("HTTP/1.1 ".length());
    }

    /** Reads a little now and then, until the connection rests or ends; returns the end of it. */
    String sipUntilTheEnd() throws IOException {
      InputStream in = socket.getInputStream();
      byte[] sip = new byte[SIP_BYTES];
      String last = "";
      try {
        for (int n = in.readNBytes(sip, 0, SIP_BYTES); n > 0; ) {
          last = new String(sip, 0, n, ISO_8859_1);
          Deadline.in(SIP_PAUSE).pass();
          n = in.readNBytes(sip, 0, SIP_BYTES);
        }
      } catch (SocketException | SocketTimeoutException end) {
        // A reset is an end, and a connection that is kept for another request gives none.
      }
      return last;
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
