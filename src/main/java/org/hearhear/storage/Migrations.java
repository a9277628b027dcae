package org.hearhear.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables to the version of this WAR; safe when several nodes start at once. */
final class Migrations {
  /** Flyway holds its lock on one and migrates on another. */
  private static final int CONNECTIONS = 3;

  private Migrations() {}

  static void run(DataSource source) {
    if (source instanceof HikariDataSource pool
        && pool.getDataSourceProperties().containsKey(DataSources.SOCKET_TIMEOUT)) {
      try (HikariDataSource patient = patient(pool)) {
        migrate(patient);
      }
    } else {
      migrate(source);
    }
  }

  /** A migration may take longer than anything else that is asked of the database. */
  private static HikariDataSource patient(HikariDataSource pool) {
    HikariConfig config = new HikariConfig();
    pool.copyStateTo(config);
    config.setPoolName("hearhear-migrations");
    config.setMaximumPoolSize(CONNECTIONS);
    Properties driver = new Properties();
    driver.putAll(pool.getDataSourceProperties());
    driver.remove(DataSources.SOCKET_TIMEOUT);
    config.setDataSourceProperties(driver);
    return new HikariDataSource(config);
  }

  private static void migrate(DataSource source) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .table("hearhear_schema")
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        .load()
        .migrate();
  }
}
