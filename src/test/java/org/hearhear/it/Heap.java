package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * Counts the live objects in a server's heap; each count runs a full garbage collection there. A
 * class that several contexts have loaded is counted over all of them. Stateless.
 */
final class Heap {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int COUNT_COLUMN = 1;
  private static final int CLASS_COLUMN = 3;

  private Heap() {}

  /** How many instances of exactly this class, by its binary name, are reachable. */
  static long liveObjects(Server server, String className) {
    String jcmd = server.options().javaHome().resolve("bin/jcmd").toString();
    String pid = Long.toString(server.pid());
    return output(jcmd, pid, "GC.class_histogram")
        .lines()
        .map(line -> BLANKS.split(line.strip()))
        .filter(row -> row.length > CLASS_COLUMN && row[CLASS_COLUMN].equals(className))
        .mapToLong(row -> Long.parseLong(row[COUNT_COLUMN]))
        .sum();
  }

  private static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (InputStream stream = process.getInputStream()) {
        String output = new String(stream.readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
          throw new IllegalStateException(String.join(" ", command) + " said: " + output);
        }
        return output;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for jcmd", e);
    }
  }
}
