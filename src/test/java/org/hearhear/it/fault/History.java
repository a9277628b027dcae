package org.hearhear.it.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all clients of a run did and saw, in one order: what a client writes down before it acts
 * stands before everything that follows from the act. Safe for all threads.
 */
public final class History {
  private final long beginNanos = System.nanoTime();

  // Both guarded by entries; the times are for people only.
  private final List<Entry> entries = new ArrayList<>();
  private final List<Duration> times = new ArrayList<>();

  public void add(Entry entry) {
    synchronized (entries) {
      entries.add(entry);
      times.add(Duration.ofNanos(System.nanoTime() - beginNanos));
    }
  }

  public List<Entry> entries() {
    synchronized (entries) {
      return List.copyOf(entries);
    }
  }

  /** The account of each client that was ever welcomed. */
  static Map<String, String> accounts(List<Entry> entries) {
    Map<String, String> accounts = new HashMap<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Welcomed welcomed) {
        accounts.put(welcomed.client(), welcomed.account());
      }
    }
    return accounts;
  }

  /** One entry a line with its milliseconds, for who has to find out what happened. */
  public void write(Path file) {
    List<String> lines = new ArrayList<>();
    synchronized (entries) {
      for (int i = 0; i < entries.size(); i++) {
        lines.add(times.get(i).toMillis() + " " + entries.get(i));
      }
    }
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
