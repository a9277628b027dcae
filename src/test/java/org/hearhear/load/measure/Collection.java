package org.hearhear.load.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.hearhear.load.run.LoadFailure;

/** A collection of garbage in another Java process, by the JDK's {@code jcmd}. */
final class Collection {
  /** The JVM returns memory to the system by and by; for so long it must have returned none. */
  private static final Duration UNCHANGED_FOR = Duration.ofSeconds(3);

  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(250);

  private Collection() {}

  /** Returns when all garbage of the process has been collected and its memory no longer falls. */
  static void full(ProcessTree process) {
    collect(process.pid());
    long begin = System.nanoTime();
    long least = process.residentKib();
    long leastSince = begin;
    long now = begin;
    while (now - leastSince < UNCHANGED_FOR.toNanos() && now - begin < AT_MOST.toNanos()) {
      LockSupport.parkNanos(LOOK.toNanos());
      now = System.nanoTime();
      long resident = process.residentKib();
      if (resident < least) {
        least = resident;
        leastSince = now;
      }
    }
  }

  private static void collect(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      int exit =
          new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (exit != 0) {
        throw new LoadFailure(jcmd + " cannot talk to process " + pid);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadFailure("Interrupted");
    }
  }
}
