package org.hearhear.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The example application of {@code deploy/embedding} as a process of its own. */
final class EmbeddingHost implements AutoCloseable {
  private final Process process;
  private final URI address;

  private EmbeddingHost(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it at a port, for this installation of Hearhear and with a key of it. */
  static EmbeddingHost start(int port, URI hearhear, String key) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(java, "deploy/embedding/Host.java").redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT",
                Integer.toString(port),
                "HEARHEAR",
                hearhear.toString(),
                "HEARHEAR_KEY",
                key));
    try {
      Process process = builder.start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      String line = output.readLine();
      if (line == null || !line.startsWith("Open ")) {
        process.destroy();
        throw new AssertionError("The example host does not start: " + line);
      }
      return new EmbeddingHost(process, URI.create(line.substring("Open ".length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
