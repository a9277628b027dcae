package org.hearhear.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a process and everything that it has started have used, from Linux's {@code /proc}. The time
 * of ended children counts when their parent has taken note of their end, as PostgreSQL does.
 */
public final class ProcessTree {
  /** Ticks a second in /proc, the same on all Linux that we know ({@code getconf CLK_TCK}). */
  private static final long TICKS_IN_SECOND = 100;

  private static final long MICROS_IN_SECOND = 1_000_000;
  private static final String PROC = "/proc";
  private static final int GENERATIONS_MAX = 100;

  private final Path proc;
  private final long pid;

  public ProcessTree(long pid) {
    this(Path.of(PROC), pid);
  }

  ProcessTree(Path proc, long pid) {
    this.proc = proc;
    this.pid = pid;
  }

  long pid() {
    return pid;
  }

  /** Processor time of the process, its descendants and their ended children. */
  public long cpuMicros() {
    Map<Long, ProcessStatus> all = all();
    long ticks = 0;
    for (Map.Entry<Long, ProcessStatus> each : all.entrySet()) {
      if (descends(each.getKey(), all)) {
        ticks += each.getValue().ticks();
      }
    }
    return ticks * (MICROS_IN_SECOND / TICKS_IN_SECOND);
  }

  /** Memory of the process alone: shared memory would be counted for each of its children. */
  public long residentKib() {
    try (Stream<String> lines = Files.lines(proc.resolve(pid + "/status"))) {
      return lines.filter(ProcessStatus::isResident).mapToLong(ProcessStatus::kib).sum();
    } catch (IOException e) {
      throw new IllegalStateException("There is no process " + pid, e);
    }
  }

  private boolean descends(long candidate, Map<Long, ProcessStatus> all) {
    long each = candidate;
    for (int generation = 0; generation < GENERATIONS_MAX; generation++) {
      if (each == pid) {
        return true;
      }
      ProcessStatus status = all.get(each);
      if (status == null) {
        return false;
      }
      each = status.parent();
    }
    return false;
  }

  private Map<Long, ProcessStatus> all() {
    Map<Long, ProcessStatus> all = new HashMap<>();
    try (Stream<Path> directories = Files.list(proc)) {
      for (Path directory : directories.toList()) {
        String name = directory.getFileName().toString();
        if (name.chars().allMatch(Character::isDigit)) {
          read(directory, Long.parseLong(name), all);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + proc, e);
    }
    if (!all.containsKey(pid)) {
      throw new IllegalStateException("There is no process " + pid);
    }
    return all;
  }

  private static void read(Path directory, long pid, Map<Long, ProcessStatus> all) {
    try {
      all.put(pid, ProcessStatus.parse(Files.readString(directory.resolve("stat"))));
    } catch (NoSuchFileException endedMeanwhile) {
      // Its time is with its parent now.
    } catch (IOException endedWhileReading) {
      // "No such process": likewise.
    }
  }
}
