package org.hearhear.storage;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hearhear.config.Settings;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * The one database of this installation. Between {@link #open} and {@link #close} it hands out
 * handles; it promises that the tables are there and of this version. Safe for all threads.
 */
@Singleton
public class Database {
  /** The first with {@code MERGE}. */
  private static final int POSTGRESQL_VERSION = 15;

  private final Settings settings;

  /** Null before {@link #open} and after {@link #close}. */
  private volatile @Nullable Open open;

  private record Open(DataSource source, Jdbi jdbi, boolean embedded) {}

  @Inject
  public Database(Settings settings) {
    this.settings = settings;
  }

  /**
   * Connects and migrates. Two nodes may do so at once: one of them waits.
   *
   * @param context the name of the context root, for the default data directory
   */
  public void open(String context) {
    try {
      DataSource source = DataSources.open(settings, context);
      try {
        open = prepared(source);
      } catch (RuntimeException | SQLException e) {
        close(source);
        throw e;
      }
    } catch (RuntimeException | SQLException e) {
      throw new IllegalStateException("Hearhear cannot use its database: " + Fault.reason(e), e);
    }
  }

  /** Returns all connections; H2 writes its file and lets go of it. */
  public void close() {
    Open closing = open;
    open = null;
    if (closing != null) {
      close(closing.source);
    }
  }

  /** Takes what this application has put into the JVM out of it, when nothing is to be opened. */
  public static void forgetDrivers() {
    DataSources.forgetDrivers();
  }

  /** Whether it is the embedded H2, which gains nothing from a second writer. */
  public boolean isEmbedded() {
    return current().embedded;
  }

  /** Runs one unit of reading or writing in a READ COMMITTED transaction of its own. */
  public <T> T inTransaction(Function<Handle, T> work) {
    Open current = current();
    // Our own pool has set the level once; asking and setting it costs three round trips.
    return current.source instanceof HikariDataSource
        ? current.jdbi.inTransaction(work::apply)
        : current.jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, work::apply);
  }

  /** Like {@link #inTransaction}, without a result. */
  public void useTransaction(Consumer<Handle> work) {
    inTransaction(
        handle -> {
          work.accept(handle);
          return handle;
        });
  }

  /** Whether the database answers now. */
  public boolean isReachable() {
    Open current = open;
    if (current == null) {
      return false;
    }
    try (Connection connection = current.source.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException unreachable) {
      return false;
    }
  }

  private static Open prepared(DataSource source) throws SQLException {
    boolean embedded = isEmbedded(source);
    Migrations.run(source);
    Jdbi jdbi = Jdbi.create(source);
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.useTransaction(Incarnation::begin);
    return new Open(source, jdbi, embedded);
  }

  private static boolean isEmbedded(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      DatabaseMetaData database = connection.getMetaData();
      boolean embedded = database.getDatabaseProductName().equals("H2");
      if (!embedded && database.getDatabaseMajorVersion() < POSTGRESQL_VERSION) {
        throw new IllegalStateException(
            "it is "
                + database.getDatabaseProductName()
                + " "
                + database.getDatabaseProductVersion()
                + ", and must be PostgreSQL "
                + POSTGRESQL_VERSION
                + " or newer.");
      }
      return embedded;
    }
  }

  private Open current() {
    Open current = open;
    if (current == null) {
      throw new IllegalStateException("The database is not open.");
    }
    return current;
  }

  private static void close(DataSource source) {
    // The server's own data source is not ours to close.
    if (source instanceof HikariDataSource pool) {
      pool.close();
    }
  }
}
