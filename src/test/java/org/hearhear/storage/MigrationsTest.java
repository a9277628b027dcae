package org.hearhear.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hearhear.config.Settings;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database of an older version keeps what is in it. */
class MigrationsTest {
  private static final UUID KEY = UUID.randomUUID();
  private static final String MESSAGE =
      "INSERT INTO message (conversation_id, seq, sender_id, key, body, sent_at)"
          + " VALUES (1, ?, 1, ?, 'hi', CURRENT_TIMESTAMP(3))";
  private static final String APPLIED =
      "INSERT INTO applied (account_id, key, digest, reply, at)"
          + " VALUES (1, ?, 'digest', '{}', CURRENT_TIMESTAMP(3))";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void rowsAndTheirKeysAreKeptWhenTablesAreMadeAnew(TestDatabase kind) {
    Settings settings = Settings.of(kind.settings());
    DataSource source = DataSources.open(settings, "test");
    migrateTo("3", source);
    Jdbi.create(source).useTransaction(MigrationsTest::write);
    ((HikariDataSource) source).close();

    Database database = new Database(settings);
    database.open("test");

    assertThat(count(database, "message")).isEqualTo(1);
    assertThat(count(database, "account_log")).isEqualTo(1);
    assertThat(count(database, "applied")).isEqualTo(1);
    assertThat(Fault.of(failure(database, MESSAGE, 2, KEY))).isEqualTo(Fault.DUPLICATE);
    assertThat(Fault.of(failure(database, MESSAGE, 1, UUID.randomUUID())))
        .isEqualTo(Fault.DUPLICATE);
    assertThat(Fault.of(failure(database, APPLIED, KEY))).isEqualTo(Fault.DUPLICATE);
    database.close();
  }

  private static void migrateTo(String version, DataSource source) {
    Flyway.configure(MigrationsTest.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .table("hearhear_schema")
        .target(version)
        .load()
        .migrate();
  }

  private static void write(Handle handle) {
    for (int id = 1; id <= 2; id++) {
      handle.execute(
          "INSERT INTO account (id, name, name_bytes, display_name, password_hash, role, disabled,"
              + " created_at) VALUES (?, ?, ?, 'Name', '', 'MEMBER', false, CURRENT_TIMESTAMP(3))",
          id,
          "name" + id,
          new byte[] {(byte) id});
    }
    handle.execute(
        "INSERT INTO conversation (id, kind, low_account, high_account, last_seq, activity,"
            + " created_at) VALUES (1, 'direct', 1, 2, 1, 1, CURRENT_TIMESTAMP(3))");
    handle.execute(MESSAGE, 1, KEY);
    handle.execute(
        "INSERT INTO account_log (account_id, n, kind, conversation_id, seq, at)"
            + " VALUES (1, 1, 1, 1, 1, CURRENT_TIMESTAMP(3))");
    handle.execute(APPLIED, KEY);
  }

  private static Throwable failure(Database database, String sql, Object... parameters) {
    return catchThrowable(() -> database.useTransaction(handle -> handle.execute(sql, parameters)));
  }

  private static int count(Database database, String table) {
    return database.inTransaction(
        handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Integer.class).one());
  }
}
