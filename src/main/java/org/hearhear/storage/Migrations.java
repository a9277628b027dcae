package org.hearhear.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables to the version of this WAR; safe when several nodes start at once. */
final class Migrations {
  private Migrations() {}

  static void run(DataSource source) {
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
