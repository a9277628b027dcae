package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hearhear.attachment.image.TestImages;

/**
 * A new version is deployed on a running server, again and again, while people are connected. They
 * come back and have everything; no thread of ours stays, and not each version's classes. Does not
 * show that no class loader is ever left: one in two redeploys would pass.
 */
class RedeployIT {
  private static final Logger LOG = System.getLogger(RedeployIT.class.getName());
  private static final String OURS = "org.hearhear.ops.Lifecycle";

  /**
   * From here on it is measured. Before, more stays each time: threads and caches of the server,
   * each of which keeps hold of the application that it has served last.
   */
  private static final int WARM = 4;

  /**
   * Idle worker threads of WildFly were seen to keep an old version as their context class loader;
   * how many of them do differs from run to run.
   */
  private static final int LOADERS_SLACK = 2;

  private static final long HEAP_SLACK = 12L << 20;
  private static final long METASPACE_SLACK = 32L << 20;

  private static final int MESSAGES_UNDER_WAY = 20;
  private static final int VOTES_UNDER_WAY = 10;
  private static final int PAGE = 100;
  private static final int RECONNECT_WITHIN = 3_000;
  private static final int CONNECTIONS = 10;
  private static final int IMAGE_SIDE = 600;

  @OnEveryServer
  void redeploysLeaveNothingBehindAndLoseNothing(ServerKind kind) {
    // A leak can sit in each of the drivers: one server with one of them is enough.
    Map<String, String> database =
        kind == ServerKind.WILDFLY ? Postgres.shared().freshDatabase().settings() : Map.of();
    ServerOptions options =
        serverOptions()
            .settings(database)
            // What only soft references hold goes when memory is short: so it is no leak.
            .jvmArgument("-XX:SoftRefLRUPolicyMSPerMB=0");
    try (Server server = kind.startForRedeploys(options)) {
      Visitors visitors = Visitors.come(server.baseUri("/"));
      redeploy(server, visitors, WARM);
      Footprint warm = undeployed(server);

      redeploy(server, visitors, Proof.redeploys() - WARM);
      Footprint last = undeployed(server);

      LOG.log(Level.INFO, "{0}: {1}; after {2} redeploys {3}", kind, warm, Proof.redeploys(), last);
      assertThat(last.loaders).isLessThanOrEqualTo(warm.loaders + LOADERS_SLACK);
      assertThat(last.used.heap()).isLessThan(warm.used.heap() + HEAP_SLACK);
      assertThat(last.used.metaspace()).isLessThan(warm.used.metaspace() + METASPACE_SLACK);
      visitors.assertNothingIsLostOrThereTwice();
    }
  }

  @OnEveryServer
  void stoppedServerTellsOrHasToldEverybodyWhenToComeBack(ServerKind kind) {
    try (Server server = kind.start(serverOptions())) {
      Person ada = Person.signUp(server.baseUri("/"), "ada");
      List<TestClient> clients = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        TestClient client = TestClient.connect(ada.handshake(i % 2 == 0 ? "dm" : "upvote"));
        assertThat(client.hello().getInt("reconnectWithin")).isEqualTo(RECONNECT_WITHIN);
        clients.add(client);
      }

      server.stop();

      assertSentAway(kind, clients);
    }
  }

  private static ServerOptions serverOptions() {
    return ServerOptions.at("/")
        .withoutRatesForPeople()
        .setting("HEARHEAR_RECONNECT_WITHIN", Integer.toString(RECONNECT_WITHIN));
  }

  private static void redeploy(Server server, Visitors visitors, int times) {
    for (int i = 0; i < times; i++) {
      List<TestClient> clients = visitors.write();

      server.undeploy("/");
      assertSentAway(server.kind(), clients);

      server.deploy("/");
      visitors.repeatWhatWasUnderWay();
    }
  }

  /** On Payara they are told when to come back; WildFly closes before it asks us to stop. */
  private static void assertSentAway(ServerKind kind, List<TestClient> clients) {
    Set<Integer> times = new HashSet<>();
    for (TestClient client : clients) {
      client.ignoringRest();
      if (kind == ServerKind.PAYARA_MICRO) {
        JsonObject bye = client.nextEvent("bye");
        assertThat(bye.getInt("code")).isEqualTo(4000);
        assertThat(bye.getInt("reconnectAfter")).isBetween(0, RECONNECT_WITHIN);
        times.add(bye.getInt("reconnectAfter"));
        assertThat(client.closeCode()).isEqualTo(4000);
      } else {
        assertThat(client.closeCode()).isEqualTo(1001);
      }
      client.close();
    }
    if (kind == ServerKind.PAYARA_MICRO) {
      assertThat(times).as("times of their own").hasSizeGreaterThan(clients.size() / 2);
    }
  }

  /** What is there while the application is not. */
  private static Footprint undeployed(Server server) {
    server.undeploy("/");
    Footprint footprint = Footprint.of(server);
    assertThat(footprint.threads).noneMatch(RedeployIT::isOurs);
    server.deploy("/");
    return footprint;
  }

  /**
   * Two people who sign in to each deployment, write and vote, are cut off in the middle, and say
   * again what they had no answer to. For one thread.
   */
  private static final class Visitors {
    private final URI base;
    private final Person ada;
    private final Person ben;
    private final String item;
    private final List<String> texts = new ArrayList<>();

    // What has been said without waiting for the answer.
    private final List<Map<String, Object>> messages = new ArrayList<>();
    private final List<Map<String, Object>> votes = new ArrayList<>();

    private Visitors(URI base, Person ada, Person ben, String item) {
      this.base = base;
      this.ada = ada;
      this.ben = ben;
      this.item = item;
    }

    static Visitors come(URI base) {
      Person ada = Person.signUp(base, "ada");
      try (TestClient client = ada.upvote()) {
        Map<String, Object> post = Map.of("board", "1", "title", "A bench", "key", Keys.next());
        String item = client.ok("post", post).getString("item");
        return new Visitors(base, ada, Person.signUp(base, "ben"), item);
      }
    }

    /** With a password, for that library is one of those that could leave something behind. */
    List<TestClient> write() {
      TestClient dm = ada.signInAgain().dm();
      TestClient upvote = ada.upvote();
      List<TestClient> clients = List.of(dm, upvote, ben.dm(), ben.upvote());
      uploadImage();
      dm.ok("send", message());
      upvote.ok("vote", vote(1));
      for (int i = 0; i < MESSAGES_UNDER_WAY; i++) {
        messages.add(message());
        dm.ask("send", messages.get(i));
      }
      for (int i = 0; i < VOTES_UNDER_WAY; i++) {
        votes.add(vote(i % 2));
        upvote.ask("vote", votes.get(i));
      }
      return clients;
    }

    /** For the JVM keeps what it reads images with, and whoever was there first. */
    private void uploadImage() {
      byte[] image = TestImages.photograph(IMAGE_SIDE, IMAGE_SIDE, 6);
      assertThat(FileHttp.as(base, ada).upload("bench.jpg", image).status()).isEqualTo(201);
      assertThat(FileHttp.as(base, ada).put("api/me/picture", image).status()).isEqualTo(200);
    }

    void repeatWhatWasUnderWay() {
      try (TestClient dm = ada.dm().ignoringRest();
          TestClient upvote = ada.upvote().ignoringRest()) {
        messages.forEach(message -> dm.ok("send", message));
        votes.forEach(vote -> upvote.ok("vote", vote));
      }
      messages.clear();
      votes.clear();
    }

    void assertNothingIsLostOrThereTwice() {
      try (TestClient client = ben.dm().ignoringRest()) {
        JsonObject conversation =
            client.ok("conversations", Map.of()).getJsonArray("conversations").getJsonObject(0);
        List<JsonObject> last =
            client
                .ok("history", Map.of("conversation", conversation.getString("id"), "limit", PAGE))
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);

        assertThat(last.get(last.size() - 1).getInt("seq")).isEqualTo(texts.size());
        assertThat(last.stream().map(message -> message.getString("text")))
            .containsExactlyElementsOf(texts.subList(texts.size() - last.size(), texts.size()));
      }
    }

    private Map<String, Object> message() {
      String text = "message " + texts.size();
      texts.add(text);
      return Map.of("to", ben.id(), "text", text, "key", Keys.next());
    }

    private Map<String, Object> vote(int value) {
      return Map.of("item", item, "value", value, "key", Keys.next());
    }
  }

  /** Threads of Hearhear and of what it brings; the server's own have other names. */
  private static boolean isOurs(String thread) {
    return thread.startsWith("hearhear")
        || thread.contains("Hikari")
        || thread.contains("MVStore")
        || thread.contains("H2 ")
        || thread.contains("PostgreSQL");
  }

  /** What the JVM of a server holds. */
  private record Footprint(long loaders, List<String> threads, Heap.Used used) {
    static Footprint of(Server server) {
      return new Footprint(Heap.loadersOf(server, OURS), Heap.threads(server), Heap.used(server));
    }

    @Override
    public String toString() {
      return loaders
          + " class loaders, "
          + threads.size()
          + " threads, heap "
          + (used.heap() >> 10)
          + " KiB, metaspace "
          + (used.metaspace() >> 10)
          + " KiB";
    }
  }
}
