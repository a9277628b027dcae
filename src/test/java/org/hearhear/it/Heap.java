package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks into the JVM of a server: what is live after a full garbage collection, and its threads. A
 * class that several contexts have loaded is counted over all of them. Stateless.
 */
final class Heap {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern HEAP_USED = Pattern.compile("heap .*used (\\d+)K");
  private static final Pattern METASPACE_USED = Pattern.compile("Metaspace +used (\\d+)K");
  private static final Pattern THREAD = Pattern.compile("^\"(.*)\" ");
  private static final long KIB = 1024;
  private static final int COUNT_COLUMN = 1;
  private static final int CLASS_COLUMN = 3;

  private Heap() {}

  /** How many instances of exactly this class, by its binary name, are reachable. */
  static long liveObjects(Server server, String className) {
    return jcmd(server, "GC.class_histogram")
        .lines()
        .map(line -> BLANKS.split(line.strip()))
        .filter(row -> row.length > CLASS_COLUMN && row[CLASS_COLUMN].equals(className))
        .mapToLong(row -> Long.parseLong(row[COUNT_COLUMN]))
        .sum();
  }

  /** In how many class loaders a class is, those that nothing refers to any more not counted. */
  static long loadersOf(Server server, String className) {
    collect(server);
    return jcmd(server, "VM.classloaders", "show-classes=true")
        .lines()
        .filter(line -> line.endsWith(" " + className))
        .count();
  }

  /** Bytes of the heap and of the metaspace that are in use after a full collection. */
  record Used(long heap, long metaspace) {}

  static Used used(Server server) {
    collect(server);
    String info = jcmd(server, "GC.heap_info");
    return new Used(kib(info, HEAP_USED), kib(info, METASPACE_USED));
  }

  private static long kib(String info, Pattern figure) {
    Matcher matcher = figure.matcher(info);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + figure + " in " + info);
    }
    return Long.parseLong(matcher.group(1)) * KIB;
  }

  /** The names of the server's threads. */
  static List<String> threads(Server server) {
    return jcmd(server, "Thread.print")
        .lines()
        .map(THREAD::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  /** Again after the finalizers, for what they held is garbage only then. */
  private static void collect(Server server) {
    jcmd(server, "GC.run");
    jcmd(server, "GC.run_finalization");
    jcmd(server, "GC.run");
  }

  private static String jcmd(Server server, String... command) {
    List<String> line = new ArrayList<>();
    line.add(server.options().javaHome().resolve("bin/jcmd").toString());
    line.add(Long.toString(server.pid()));
    line.addAll(List.of(command));
    return output(line.toArray(String[]::new));
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
