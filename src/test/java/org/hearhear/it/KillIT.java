package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/**
 * A server, or its database, is killed ({@code kill -9}) while people write and vote, and comes
 * back. Their clients come back too, and go on; nothing that was acknowledged is lost, nothing is
 * there twice, and nobody was told anything else.
 */
class KillIT {
  private static final Logger LOG = System.getLogger(KillIT.class.getName());
  private static final int PEOPLE = 3;
  private static final Duration WRITING_PAUSE = Duration.ofMillis(10);
  private static final Duration DENSE_WRITING_PAUSE = Duration.ofMillis(30);
  private static final int ANSWERS_BEFORE_A_KILL = 20;
  private static final int DENSE_ANSWERS_BEFORE_A_KILL = 300;
  private static final int MORE_ANSWERS_MAX = 60;

  @OnEveryServer
  void embeddedDatabaseKeepsWhatWasAcknowledgedBeforeKills(ServerKind kind) {
    killInMidLoad(kind, Map.of());
  }

  @OnEveryServer
  void postgresKeepsWhatWasAcknowledgedBeforeKills(ServerKind kind) {
    killInMidLoad(kind, Postgres.shared().freshDatabase().settings());
  }

  @OnEveryServer
  void killedPostgresLosesNothingAndNobodyIsDisconnected(ServerKind kind) {
    int people = Proof.people();
    boolean dense = people > PEOPLE;
    Duration pause = dense ? DENSE_WRITING_PAUSE : WRITING_PAUSE;
    int answers = dense ? DENSE_ANSWERS_BEFORE_A_KILL : ANSWERS_BEFORE_A_KILL;
    try (Postgres postgres = Postgres.start();
        Server server =
            kind.start(Town.serverOptions().settings(postgres.freshDatabase().settings()));
        Town town = Town.in(server, Proof.seed(), people, pause)) {
      town.witness(
          () -> {
            town.start();
            town.awaitAnswers(answers);
            int welcomes = town.welcomes();

            for (int i = 0; i < Proof.databaseKills(); i++) {
              long began = System.nanoTime();
              int messages = town.messages();
              int votes = town.votes();
              town.awaitAnswers(answers);
              long nanos = System.nanoTime() - began;
              int messageRate = perSecond(town.messages() - messages, nanos);
              int voteRate = perSecond(town.votes() - votes, nanos);

              town.note("kill PostgreSQL");
              postgres.kill9();
              postgres.restart();
              town.note("PostgreSQL is back");
              long back = System.nanoTime();
              town.awaitAnswers(1);
              Duration recovery = Duration.ofNanos(System.nanoTime() - back);

              LOG.log(
                  Level.INFO,
                  "{0}: PostgreSQL killed at {1} messages and {2} votes a second, back in {3} ms",
                  kind,
                  messageRate,
                  voteRate,
                  recovery.toMillis());
              assertThat(recovery).isLessThan(Proof.RECOVERY_WITHIN);
            }

            assertThat(town.welcomes()).as("nobody was disconnected").isEqualTo(welcomes);
            town.settleAndCheck();
          });
    }
  }

  private static void killInMidLoad(ServerKind kind, Map<String, String> database) {
    ServerOptions options = Town.serverOptions().settings(database);
    long seed = Proof.seed();
    Random random = new Random(seed);
    try (Server server = kind.start(options);
        Town town = Town.in(server, seed, PEOPLE, WRITING_PAUSE)) {
      town.witness(
          () -> {
            town.start();
            for (int i = 0; i < Proof.serverKills(); i++) {
              town.awaitAnswers(ANSWERS_BEFORE_A_KILL + random.nextInt(MORE_ANSWERS_MAX));
              town.note("kill the server");
              server.kill9();
              server.restart();
              town.note("the server is back");
            }
            town.awaitAnswers(ANSWERS_BEFORE_A_KILL);
            town.settleAndCheck();
          });
    }
  }

  private static int perSecond(int count, long nanos) {
    return (int) (count * 1_000_000_000L / Math.max(1, nanos));
  }
}
