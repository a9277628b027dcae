package org.hearhear.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.hearhear.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {

  @ParameterizedTest
  @EnumSource
  void epochStaysWhenTheDatabaseIsOpenedAgain(TestDatabase kind) {
    Database database = new Database(Settings.of(kind.settings()));
    database.open("test");
    UUID first = epoch(database);

    database.close();
    database.open("test");

    assertThat(epoch(database)).isEqualTo(first);
    database.close();
  }

  @Test
  void twoNodesMayStartAtOnce() {
    Settings settings = Settings.of(TestDatabase.POSTGRESQL.settings());
    Database one = new Database(settings);
    Database other = new Database(settings);

    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> one.open("test")),
            CompletableFuture.runAsync(() -> other.open("test")))
        .join();

    assertThat(epoch(one)).isEqualTo(epoch(other));
    one.close();
    other.close();
  }

  @Test
  void closedDatabaseLetsGoOfItsFile() {
    Settings settings = Settings.of(TestDatabase.H2.settings());
    Database one = new Database(settings);
    one.open("test");

    one.close();
    Database other = new Database(settings);
    other.open("test");

    assertThat(other.isReachable()).isTrue();
    assertThat(one.isReachable()).isFalse();
    other.close();
  }

  @Test
  void urlOfAnotherDatabaseIsRefusedByName() {
    Database database =
        new Database(Settings.of(Map.of(Settings.DATABASE_URL.name(), "jdbc:mysql://x/y")));

    assertThatThrownBy(() -> database.open("test"))
        .hasMessageContaining("HEARHEAR_DATABASE_URL")
        .hasMessageContaining("jdbc:postgresql:");
  }

  @Test
  void urlAndJndiNameTogetherAreRefused() {
    Database database =
        new Database(
            Settings.of(
                Map.of(
                    Settings.DATABASE_URL.name(),
                    "jdbc:postgresql://x/y",
                    Settings.DATABASE_JNDI.name(),
                    "java:/x")));

    assertThatThrownBy(() -> database.open("test")).hasMessageContaining("not both");
  }

  @Test
  void dataDirectoryThatCannotBeMadeIsNamed() {
    Database database =
        new Database(Settings.of(Map.of(Settings.DATA_DIR.name(), "/proc/no/such/place")));

    assertThatThrownBy(() -> database.open("test"))
        .hasMessageContaining("/proc/no/such/place")
        .hasMessageContaining("HEARHEAR_DATA_DIR");
  }

  private static UUID epoch(Database database) {
    return database.inTransaction(new Incarnation()::epoch);
  }
}
