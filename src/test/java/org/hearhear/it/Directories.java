package org.hearhear.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The directories in which servers and databases of the tests run, under the build's own. */
final class Directories {
  private Directories() {}

  /** A new directory that nobody else uses. */
  static Path create(String prefix) throws IOException {
    Path parent = Path.of(System.getProperty("hearhear.it.directory", "target/it"));
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent.toAbsolutePath(), prefix + "-");
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  /** Deletes the directory, or what can be deleted of it when some files shall stay. */
  static void delete(Path directory, Path... staying) {
    Set<Path> kept = Set.of(staying);
    try {
      List<Path> deepestFirst;
      try (Stream<Path> found = Files.walk(directory)) {
        deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : deepestFirst) {
        if (kept.stream().noneMatch(stays -> stays.startsWith(file))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException deletedByOthers) {
      // So there is nothing left to do.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
