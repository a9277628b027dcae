package org.hearhear.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearhear.it.Postgres;
import org.hearhear.it.Server;
import org.hearhear.it.ServerKind;
import org.hearhear.it.ServerOptions;

/**
 * A server with an empty database, set up as OPERATIONS.md recommends: the server's defaults and
 * the application's, but for the limits that are meant for people.
 */
final class Stage implements AutoCloseable {
  private static final Path PAYARA_OPTIONS = Path.of("deploy/payara/jvm.options");

  private final Server server;
  private final Optional<Postgres> postgres;
  private final Optional<Postgres.Database> database;

  private Stage(Server server, Optional<Postgres> postgres, Optional<Postgres.Database> database) {
    this.server = server;
    this.postgres = postgres;
    this.database = database;
  }

  /**
   * Starts everything.
   *
   * @param changes further arguments of the server's JVM ({@code -Xmx512m}) and settings ({@code
   *     HEARHEAR_FLUSHERS=4}), which win over those before
   */
  static Stage set(ServerKind kind, DatabaseKind database, List<String> changes) {
    Optional<Postgres> postgres =
        database == DatabaseKind.POSTGRESQL ? Optional.of(Postgres.start()) : Optional.empty();
    ServerOptions options = ServerOptions.at("/").withoutRatesForPeople();
    Optional<Postgres.Database> fresh = postgres.map(Postgres::freshDatabase);
    if (fresh.isPresent()) {
      options = options.settings(fresh.get().settings());
    }
    if (database == DatabaseKind.H2_POWER_SAFE) {
      options = options.settings(Map.of("HEARHEAR_POWER_SAFE", "true"));
    }
    for (String argument : jvmArguments(kind)) {
      options = options.jvmArgument(argument);
    }
    for (String change : changes) {
      options = changed(options, change);
    }
    try {
      return new Stage(kind.start(options), postgres, fresh);
    } catch (AssertionError | RuntimeException e) {
      postgres.ifPresent(Postgres::close);
      throw e;
    }
  }

  private static ServerOptions changed(ServerOptions options, String change) {
    if (change.startsWith("-")) {
      return options.jvmArgument(change);
    }
    int equals = change.indexOf('=');
    return options.settings(Map.of(change.substring(0, equals), change.substring(equals + 1)));
  }

  /** Puts into the database what it does not hold yet, and the accounts into the file as well. */
  void seed(Seed seed, Path accounts) {
    if (!seed.equals(Seed.NOTHING)) {
      seed.sow(database.orElseThrow(), accounts);
    }
  }

  /** Lets PostgreSQL learn what the tables hold, as it does by itself once a minute. */
  void analyze() {
    database.ifPresent(Seed::analyze);
  }

  URI url() {
    return server.baseUri("/");
  }

  long serverPid() {
    return server.pid();
  }

  OptionalLong databasePid() {
    return postgres.isPresent() ? OptionalLong.of(postgres.get().pid()) : OptionalLong.empty();
  }

  @Override
  public void close() {
    server.close();
    postgres.ifPresent(Postgres::close);
  }

  /** What the operator is told to give; WildFly's own defaults the harness gives already. */
  private static List<String> jvmArguments(ServerKind kind) {
    if (kind != ServerKind.PAYARA_MICRO) {
      return List.of();
    }
    try {
      return Files.readAllLines(PAYARA_OPTIONS).stream()
          .filter(line -> line.startsWith("-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
