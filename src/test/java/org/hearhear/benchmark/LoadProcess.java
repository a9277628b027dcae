package org.hearhear.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The load tool in a process of its own, as an operator runs it. */
final class LoadProcess {
  private static final String MAIN = "org.hearhear.load.LoadTool";

  /** What a run says that did not come to its end. */
  private static final String NO_RUN = "{\"passed\":false,\"figures\":{}}";

  private LoadProcess() {}

  /** Runs one scenario and returns its line of JSON. */
  static JsonObject run(Stage stage, Path accounts, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As src/test/java-main has started this one.
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(arguments);
    command.addAll(List.of("--url", stage.url().toString()));
    command.addAll(List.of("--accounts", accounts.toString()));
    command.addAll(List.of("--server-pid", Long.toString(stage.serverPid())));
    stage
        .databasePid()
        .ifPresent(pid -> command.addAll(List.of("--database-pid", Long.toString(pid))));
    String output = output(command);
    try (JsonReader reader = Json.createReader(new StringReader(output))) {
      return reader.readObject();
    }
  }

  private static String output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (InputStream stream = process.getInputStream()) {
        String output = new String(stream.readAllBytes(), UTF_8);
        // A run that did not come to its end says nothing; the rows after it are still of use.
        return process.waitFor() > 1 || output.isBlank() ? NO_RUN : output;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
