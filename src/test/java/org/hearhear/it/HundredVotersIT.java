package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.hearhear.it.fault.Entry;

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
    Postgres.Database database = Postgres.shared().freshDatabase();
    ServerOptions options = Town.serverOptions().settings(database.settings());
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
            assertThat(wasRepeated(town)).as("somebody had to send again").isTrue();
            assertRowsAreCounted(database);
          });
    }
  }

  private static boolean wasRepeated(Town town) {
    Set<String> sent = new HashSet<>();
    return town.history().stream()
        .anyMatch(entry -> entry instanceof Entry.Sent command && !sent.add(command.key()));
  }

  /**
   * What the server says is what lies in the database: asked of the rows, and not of the server.
   */
  private static void assertRowsAreCounted(Postgres.Database database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet item =
            statement.executeQuery(
                "SELECT i.up, i.down, i.log_n, count(v.account_id) AS rows,"
                    + " count(DISTINCT v.account_id) AS people,"
                    + " count(*) FILTER (WHERE v.value = 1) AS ups,"
                    + " count(*) FILTER (WHERE v.value = -1) AS downs,"
                    + " count(*) FILTER (WHERE v.value NOT IN (0, 1)) AS others,"
                    + " (SELECT count(*) FROM vote_log l WHERE l.item_id = i.id) AS entries,"
                    + " (SELECT coalesce(sum(last.value), 0) FROM (SELECT DISTINCT ON (voter)"
                    + " value FROM vote_log l WHERE l.item_id = i.id ORDER BY voter, n DESC)"
                    + " AS last) AS logged"
                    + " FROM item i LEFT JOIN vote v ON v.item_id = i.id GROUP BY i.id")) {
      int items = 0;
      while (item.next()) {
        items++;
        assertThat(item.getLong("up")).isEqualTo(item.getLong("ups")).isNotNegative();
        assertThat(item.getLong("down")).isEqualTo(item.getLong("downs")).isZero();
        assertThat(item.getLong("rows"))
            .isEqualTo(item.getLong("people"))
            .isLessThanOrEqualTo(PEOPLE);
        assertThat(item.getLong("others")).isZero();
        assertThat(item.getLong("entries")).isEqualTo(item.getLong("log_n")).isPositive();
        assertThat(item.getLong("logged")).isEqualTo(item.getLong("up"));
      }
      assertThat(items).isEqualTo(ITEMS);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
