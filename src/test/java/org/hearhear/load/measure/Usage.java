package org.hearhear.load.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * Processor time of the server, the database and the tool itself, over one window. Server and
 * database only when their process ids are known, which they are on this machine only.
 */
public final class Usage {
  private static final long NANOS_IN_MICRO = 1_000;

  private final Optional<ProcessTree> server;
  private final Optional<ProcessTree> database;
  private final OperatingSystemMXBean self =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  public Usage(Optional<ProcessTree> server, Optional<ProcessTree> database) {
    this.server = server;
    this.database = database;
  }

  /** Processor time in microseconds, since each process's start or between two moments. */
  public record Cpu(long atNanos, Optional<Long> server, Optional<Long> database, long toolMicros) {

    public Cpu since(Cpu earlier) {
      return new Cpu(
          atNanos - earlier.atNanos,
          server.map(now -> now - earlier.server.orElse(now)),
          database.map(now -> now - earlier.database.orElse(now)),
          toolMicros - earlier.toolMicros);
    }

    /** How many cores the tool was busy on. */
    public double toolCores() {
      return atNanos == 0 ? 0 : (double) toolMicros * NANOS_IN_MICRO / atNanos;
    }
  }

  public Cpu now() {
    return new Cpu(
        System.nanoTime(),
        server.map(ProcessTree::cpuMicros),
        database.map(ProcessTree::cpuMicros),
        self.getProcessCpuTime() / NANOS_IN_MICRO);
  }

  /** Has the server, a Java process of our own user, collect its garbage, all of it. */
  public void collectGarbage() {
    server.ifPresent(Collection::full);
  }

  /** The server's memory. */
  public Optional<Long> serverKib() {
    return server.map(ProcessTree::residentKib);
  }
}
