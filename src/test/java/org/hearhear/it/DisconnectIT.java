package org.hearhear.it;

import java.time.Duration;
import java.util.Map;

/**
 * Connections are cut at random moments and in every way that a network knows, while people write
 * and vote. Nobody notices more than a pause.
 */
class DisconnectIT {
  private static final int PEOPLE = 3;
  private static final Duration WRITING_PAUSE = Duration.ofMillis(10);

  @OnEveryServer
  void whoIsCutAnywhereMissesNothingAndDoublesNothing(ServerKind kind) {
    // Each server with one database is enough here: the databases differ in what a kill does.
    Map<String, String> database =
        kind == ServerKind.WILDFLY ? Postgres.shared().freshDatabase().settings() : Map.of();
    ServerOptions options = Town.serverOptions().settings(database);
    try (Server server = kind.start(options);
        Town town = Town.in(server, Proof.seed(), PEOPLE, WRITING_PAUSE)) {
      town.witness(
          () -> {
            town.start();
            town.awaitAnswers(5);

            for (int i = 0; i < Proof.disconnects(); i++) {
              town.disconnectSomebody();
            }

            town.awaitAnswers(5);
            town.settleAndCheck();
          });
    }
  }
}
