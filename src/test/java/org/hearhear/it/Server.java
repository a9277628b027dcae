package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real server with the packaged WAR, as a child process on ports of its own. Promises that the
 * process is gone when the test's JVM ends in order, by {@link #close} or without it; a test JVM
 * that is itself killed by force leaves it behind. For one test thread at a time.
 */
public final class Server implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofMinutes(2);
  private static final Duration STOP_WITHIN = Duration.ofMinutes(1);
  private static final int LOG_TAIL_LINES = 80;

  private final ServerKind kind;
  private final Launcher launcher;
  private final Instance instance;
  private final Thread killAtExit = new Thread(this::cleanUp, "stop server");
  // Replaced by restart; volatile because the JVM's shutdown hook reads it.
  private volatile Process process;

  private Server(ServerKind kind, Launcher launcher, Instance instance) throws IOException {
    this.kind = kind;
    this.launcher = launcher;
    this.instance = instance;
    this.process = launch(launcher, instance);
    Runtime.getRuntime().addShutdownHook(killAtExit);
  }

  static Server start(ServerKind kind, Launcher launcher, ServerOptions options) {
    try {
      Instance instance = Instance.create(kind.toString(), launcher, options);
      Server server = new Server(kind, launcher, instance);
      try {
        server.awaitReady();
        return server;
      } catch (AssertionError | RuntimeException e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start " + kind, e);
    }
  }

  /** The address of a context, with the final slash: relative paths resolve against it. */
  public URI baseUri(String context) {
    String path = context.endsWith("/") ? context : context + "/";
    return URI.create("http://127.0.0.1:" + instance.httpPort() + path);
  }

  ServerKind kind() {
    return kind;
  }

  ServerOptions options() {
    return instance.options();
  }

  public long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return instance.log();
  }

  /** The {@code user.home} of the server, which holds the application's data by default. */
  Path home() {
    return instance.home();
  }

  int debugPort() {
    if (!instance.options().debuggable()) {
      throw new IllegalStateException("Start the server with ServerOptions.openToDebuggers()");
    }
    return instance.debugPort();
  }

  /** Kills the process as {@code kill -9} does and returns when it is gone. */
  void kill9() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Asks the process to end, as a service manager does (SIGTERM), and returns when it is gone. */
  void stop() {
    process.destroy();
    awaitExit();
  }

  /** Starts the ended server again: same ports, data and settings. Returns when it is ready. */
  void restart() {
    if (isAlive()) {
      throw new IllegalStateException("Stop or kill the server first");
    }
    try {
      process = launch(launcher, instance);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not restart " + kind, e);
    }
    awaitReady();
  }

  /** Takes the application at a context root away, and returns when it is. */
  void undeploy(String context) {
    order(() -> launcher.undeploy(instance, process, context));
    Http http = new Http(baseUri(context));
    Deadline.in(STOP_WITHIN)
        .until(context + " is undeployed", () -> http.get("ops/live").status() == 404);
  }

  /** Brings the application at a context root back, and returns when it is ready. */
  void deploy(String context) {
    order(() -> launcher.deploy(instance, process, context));
    Deadline.in(START_WITHIN).until(context + " is deployed", () -> isReady(context));
  }

  /** Something that the running server is told. */
  private interface Order {
    void give() throws IOException;
  }

  private static void order(Order order) {
    try {
      order.give();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server without ceremony and removes its files, except its log. */
  @Override
  public void close() {
    cleanUp();
    try {
      Runtime.getRuntime().removeShutdownHook(killAtExit);
    } catch (IllegalStateException shuttingDown) {
      // The hook itself may be what follows; cleaning up twice does no harm.
    }
  }

  private static Process launch(Launcher launcher, Instance instance) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(launcher, instance));
    Map<String, String> environment = builder.environment();
    // A developer's own settings must not change what is tested.
    environment.keySet().removeIf(name -> name.startsWith("HEARHEAR_"));
    environment.putAll(instance.options().settings());
    return builder
        .directory(instance.directory().toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(instance.log().toFile()))
        .start();
  }

  private static List<String> command(Launcher launcher, Instance instance) {
    ServerOptions options = instance.options();
    List<String> command = new ArrayList<>();
    command.add(options.javaHome().resolve("bin/java").toString());
    command.addAll(launcher.jvmArguments());
    command.add("-Duser.home=" + instance.home());
    command.add("-Djava.io.tmpdir=" + instance.temporary());
    options.systemProperties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    if (options.debuggable()) {
      command.add(
          "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:"
              + instance.debugPort());
    }
    command.addAll(options.jvmArguments());
    command.addAll(launcher.arguments(instance));
    return command;
  }

  private void awaitReady() {
    Deadline deadline = Deadline.in(START_WITHIN);
    for (String context : instance.options().contexts()) {
      while (!isReady(context)) {
        if (deadline.sawExit(process)) {
          throw startFailed("it ended with " + process.exitValue());
        }
        if (deadline.isPast()) {
          process.destroyForcibly();
          throw startFailed(context + " was not ready within " + START_WITHIN);
        }
      }
    }
  }

  private boolean isReady(String context) {
    try {
      return new Http(baseUri(context)).get("ops/ready").status() == 200;
    } catch (UncheckedIOException notYetListening) {
      return false;
    }
  }

  private void awaitExit() {
    Deadline deadline = Deadline.in(STOP_WITHIN);
    while (!deadline.sawExit(process)) {
      if (deadline.isPast()) {
        process.destroyForcibly();
        throw new AssertionError(
            kind + " did not end within " + STOP_WITHIN + ". Its log ends with:\n" + logTail());
      }
    }
  }

  private AssertionError startFailed(String why) {
    return new AssertionError(
        kind + " did not start: " + why + ". " + log() + " ends with:\n" + logTail());
  }

  private String logTail() {
    try {
      // Lenient about the bytes: a killed process may have cut a character in two.
      List<String> lines = new String(Files.readAllBytes(log()), UTF_8).lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(the log cannot be read: " + e + ")";
    }
  }

  private void cleanUp() {
    process.destroyForcibly();
    process.onExit().join();
    instance.deleteAllButLog();
  }
}
