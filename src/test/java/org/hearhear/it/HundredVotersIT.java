package org.hearhear.it;

import java.time.Duration;

/**
 * A hundred people vote on ten items, are cut off, send again, and see their server killed twice.
 * In the end counts, rows, logs and what everybody was told are the same.
 */
class HundredVotersIT {
  private static final int PEOPLE = 100;
  private static final int ITEMS = 10;
  private static final int DISCONNECTS = 5;
  private static final int KILLS = 2;
  private static final int ANSWERS = 10;
  private static final Duration VOTING_PAUSE = Duration.ofMillis(500);

  @OnEveryServer
  void countsRowsAndLogsAreTheSame(ServerKind kind) {
    ServerOptions options =
        Town.serverOptions().settings(Postgres.shared().freshDatabase().settings());
    long seed = Proof.seed();
    try (Server server = kind.start(options);
        Town town = Town.ofVoters(server, seed, PEOPLE, ITEMS, VOTING_PAUSE)) {
      town.witness(
          () -> {
            town.start();
            for (int i = 0; i < KILLS; i++) {
              town.awaitAnswers(ANSWERS);
              for (int j = 0; j < DISCONNECTS; j++) {
                town.disconnectSomebody();
              }
              town.note("kill the server");
              server.kill9();
              server.restart();
              town.note("the server is back");
            }
            town.awaitAnswers(ANSWERS);
            town.settleAndCheck();
          });
    }
  }
}
