package org.hearhear.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL from its embedded binaries. Durable as in production: the embedded default
 * neither syncs nor waits for the log, and would lose acknowledged commits when it is killed. Ends
 * with the tests' JVM. For one test thread at a time, except {@link #shared} and {@link
 * #freshDatabase}.
 */
public final class Postgres implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofMinutes(1);
  private static final String SUPERUSER = "postgres";

  // Its failures are thrown too; what it logs besides are steps, and that it cannot stop a server
  // that we have killed. The field keeps the logger, and so its level, from being collected.
  private static final Logger SILENT = Logger.getLogger("io.zonky.test.db.postgres.embedded");

  static {
    SILENT.setLevel(Level.OFF);
  }

  private final Path directory;
  private final int port = Ports.free();
  private final AtomicInteger databases = new AtomicInteger();
  private final Thread stopAtExit = new Thread(this::cleanUp, "stop PostgreSQL");
  // Replaced by restart; volatile because the JVM's shutdown hook reads it. Stopped, but not null,
  // between kill9 and restart.
  private volatile EmbeddedPostgres running;

  private Postgres() throws IOException {
    directory = Directories.create("postgres");
    running = launch();
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  /** Where a database is and how to open it. */
  public record Database(String url, String user, String password) {
    /** What tells a server to use it. */
    public Map<String, String> settings() {
      return Map.of(
          "HEARHEAR_DATABASE_URL", url,
          "HEARHEAR_DATABASE_USER", user,
          "HEARHEAR_DATABASE_PASSWORD", password);
    }

    /** For what a test does to the database behind the server's back. */
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }

    /** The same one by way of this port. */
    Database through(int otherPort) {
      return new Database(url.replaceFirst(":\\d+/", ":" + otherPort + "/"), user, password);
    }
  }

  /** The one that all tests may use and none may kill; started when first asked for. */
  static Postgres shared() {
    return Shared.INSTANCE;
  }

  /** One of the test's own. */
  public static Postgres start() {
    try {
      return new Postgres();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that has started all others of this PostgreSQL. */
  public long pid() {
    return postmaster().pid();
  }

  int port() {
    return port;
  }

  /** An empty database that nobody else uses. */
  public Database freshDatabase() {
    String name = "hearhear_" + databases.incrementAndGet();
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    return new Database(url, SUPERUSER, "any: the embedded server trusts local connections");
  }

  /**
   * Kills all of its processes as {@code kill -9} does and returns when nobody listens any more.
   */
  void kill9() {
    ProcessHandle postmaster = postmaster();
    List<ProcessHandle> backends = postmaster.descendants().toList();
    // The postmaster first: it would replace its children.
    postmaster.destroyForcibly();
    backends.forEach(ProcessHandle::destroyForcibly);
    Deadline.soon().until("PostgreSQL is gone", () -> !isListening());
  }

  /** Starts the killed server again on the same port with the same data. */
  void restart() {
    try {
      // Lets go of its lock on the data.
      running.close();
      running = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cleanUp();
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException shuttingDown) {
      // The hook itself may be what follows; cleaning up twice does no harm.
    }
  }

  private void cleanUp() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Directories.delete(directory, log());
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory.resolve("data"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .setRegisterShutdownHook(false)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setOutputRedirector(Redirect.appendTo(log().toFile()))
        .setPGStartupWait(START_WITHIN)
        .start();
  }

  private Path log() {
    return directory.resolve("postgres.log");
  }

  private ProcessHandle postmaster() {
    try (Stream<String> lines = Files.lines(directory.resolve("data/postmaster.pid"))) {
      long pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
      return ProcessHandle.of(pid).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException refused) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made by the class loader, once and for all threads. */
  private static final class Shared {
    static final Postgres INSTANCE = start();
  }
}
