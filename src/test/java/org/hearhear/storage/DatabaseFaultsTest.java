package org.hearhear.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hearhear.config.Settings;
import org.hearhear.it.fault.FaultProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong with the database is told, and concerns no more than it must. */
class DatabaseFaultsTest {

  @ParameterizedTest
  @EnumSource
  void failedWorkIsRolledBack(TestDatabase kind) {
    Database database = kind.open(Map.of());

    assertThatThrownBy(
            () ->
                database.useTransaction(
                    handle -> {
                      handle.execute("UPDATE board SET title = 'lost'");
                      throw new IllegalStateException("made for the test");
                    }))
        .hasMessage("made for the test");

    assertThat(titles(database)).containsExactly("Ideas");
    database.close();
  }

  @Test
  void interruptedThreadDoesNotCloseTheEmbeddedDatabaseForOthers() throws InterruptedException {
    Database database = TestDatabase.H2.open(Map.of());
    Thread interrupted =
        new Thread(
            () -> {
              for (int round = 0; round < 20; round++) {
                Thread.currentThread().interrupt();
                try {
                  database.useTransaction(
                      handle -> handle.execute("UPDATE board SET description = 'x'"));
                } catch (RuntimeException mayHappen) {
                  // Its own transaction may fail; that of others must not.
                }
              }
            });
    interrupted.start();
    interrupted.join();

    database.useTransaction(handle -> handle.execute("UPDATE board SET title = 'new'"));

    assertThat(titles(database)).containsExactly("new");
    database.close();
  }

  @Test
  void databaseThatDoesNotAnswerIsSaidToBeUnusable() {
    Database database =
        new Database(
            Settings.of(
                Map.of(
                    "hearhear.database.url", "jdbc:postgresql://127.0.0.1:1/hearhear",
                    "hearhear.database.wait", "250")));

    assertThatThrownBy(() -> database.open("test"))
        .hasMessageStartingWith(
            "Hearhear cannot use its database: Connection to 127.0.0.1:1 refused");
    assertThat(database.isReachable()).isFalse();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void databaseThatFallsSilentIsGivenUpAndFoundAgain() {
    String url = TestDatabase.POSTGRESQL.settings().getOrDefault("hearhear.database.url", "");
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    try (FaultProxy cable = FaultProxy.before(port, 1)) {
      Database database =
          TestDatabase.POSTGRESQL.open(
              Map.of(
                  "hearhear.database.url", url.replace(":" + port, ":" + cable.port()),
                  "hearhear.database.timeout", "1000",
                  "hearhear.database.wait", "500"));

      // Once within a transaction, and once where the pool looks whether a connection still lives.
      assertThatThrownBy(
              () ->
                  database.useTransaction(
                      handle -> {
                        cable.make(org.hearhear.it.fault.Fault.BLACKHOLE);
                        handle.execute("UPDATE board SET title = 'lost'");
                      }))
          .satisfies(failure -> assertThat(Fault.of(failure)).isEqualTo(Fault.CONNECTION));
      long asked = System.nanoTime();
      assertThatThrownBy(() -> titles(database))
          .satisfies(failure -> assertThat(Fault.of(failure)).isEqualTo(Fault.CONNECTION));
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));

      cable.make(org.hearhear.it.fault.Fault.NONE);
      assertThat(titles(database)).containsExactly("Ideas");
      database.close();
    }
  }

  @Test
  void jndiNameThatTheServerDoesNotKnowIsNamed() {
    Database database =
        new Database(Settings.of(Map.of("hearhear.database.jndi", "java:app/nothing")));

    assertThatThrownBy(() -> database.open("test"))
        .hasMessageContaining(
            "HEARHEAR_DATABASE_JNDI is \"java:app/nothing\","
                + " but the server has no such data source.");
  }

  private static List<String> titles(Database database) {
    return database.inTransaction(
        handle -> handle.createQuery("SELECT title FROM board").mapTo(String.class).list());
  }
}
