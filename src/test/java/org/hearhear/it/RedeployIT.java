package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A new version is deployed on a running server, again and again, while people are connected. They
 * come back and have everything; no thread of ours stays, and not each version's classes. Does not
 * show that no class loader is ever left: one in two redeploys would pass.
 */
class RedeployIT {
  private static final Logger LOG = System.getLogger(RedeployIT.class.getName());
  private static final String OURS = "org.hearhear.ops.Lifecycle";

  /**
   * From here on it is measured. Before, more stays each time: idle threads of the server keep hold
   * of the last request that they have served, and so of the application of that time.
   */
  private static final int WARM = 4;

  private static final int LOADERS_SLACK = 2;
  private static final long HEAP_SLACK = 8L << 20;
  private static final long METASPACE_SLACK = 20L << 20;

  @OnEveryServer
  void redeploysLeaveNothingBehindAndLoseNothing(ServerKind kind) {
    // A leak can sit in each of the drivers: one server with one of them is enough.
    Map<String, String> database =
        kind == ServerKind.WILDFLY ? Postgres.shared().freshDatabase().settings() : Map.of();
    try (Server server = kind.startForRedeploys(ServerOptions.at("/").settings(database))) {
      URI base = server.baseUri("/");
      Person ada = Person.signUp(base, "ada");
      Person ben = Person.signUp(base, "ben");
      List<String> texts = new ArrayList<>();
      redeploy(server, ada, ben, texts, WARM);
      Footprint warm = undeployed(server);

      redeploy(server, ada, ben, texts, Proof.redeploys() - WARM);
      Footprint last = undeployed(server);

      LOG.log(Level.INFO, "{0}: {1}; after {2} redeploys {3}", kind, warm, Proof.redeploys(), last);
      assertThat(last.loaders).isLessThanOrEqualTo(warm.loaders + LOADERS_SLACK);
      assertThat(last.used.heap()).isLessThan(warm.used.heap() + HEAP_SLACK);
      assertThat(last.used.metaspace()).isLessThan(warm.used.metaspace() + METASPACE_SLACK);
      assertThat(history(ben)).containsExactlyElementsOf(texts);
    }
  }

  private static void redeploy(
      Server server, Person ada, Person ben, List<String> texts, int times) {
    for (int i = 0; i < times; i++) {
      List<TestClient> clients = List.of(ada.dm(), ada.upvote(), ben.dm(), ben.upvote());
      String text = "message " + texts.size();
      clients.get(0).ok("send", Map.of("to", ben.id(), "text", text, "key", Keys.next()));
      texts.add(text);

      server.undeploy("/");

      for (TestClient client : clients) {
        int expected = server.kind() == ServerKind.WILDFLY ? 1001 : 4000;
        assertThat(client.ignoringRest().closeCode()).isEqualTo(expected);
        client.close();
      }
      server.deploy("/");
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

  private static List<String> history(Person person) {
    try (TestClient client = person.dm().ignoringRest()) {
      JsonObject conversation =
          client.ok("conversations", Map.of()).getJsonArray("conversations").getJsonObject(0);
      return client
          .ok("history", Map.of("conversation", conversation.getString("id"), "limit", 100))
          .getJsonArray("messages")
          .getValuesAs(JsonObject.class)
          .stream()
          .map(message -> message.getString("text"))
          .toList();
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
