package org.hearhear.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.hearhear.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A commit that is power-safe is on the disk before it returns. */
class PowerSafeFilesTest {
  /** From Linux' {@code fcntl.h}: a write returns when its data is on the disk. */
  private static final int O_DSYNC = 0x1000;

  @Test
  @EnabledOnOs(OS.LINUX)
  void fileIsWrittenThroughWhenAskedForAndNotOtherwise() throws IOException {
    Map<String, String> settings = TestDatabase.H2.settings();

    assertThat(flagsOfOpenFile(settings, "false") & O_DSYNC).isZero();
    assertThat(flagsOfOpenFile(settings, "true") & O_DSYNC).isEqualTo(O_DSYNC);
  }

  @Test
  void whatWasWrittenInOneModeIsReadInTheOther() {
    Map<String, String> settings = TestDatabase.H2.settings();

    rename(settings, "true", "safe");
    rename(settings, "false", "safe and quick");

    Database database = open(settings, "true");
    assertThat(
            database.<String>inTransaction(
                handle -> handle.createQuery("SELECT title FROM board").mapTo(String.class).one()))
        .isEqualTo("safe and quick");
    database.close();
  }

  private static void rename(Map<String, String> settings, String powerSafe, String title) {
    Database database = open(settings, powerSafe);
    database.useTransaction(handle -> handle.execute("UPDATE board SET title = ?", title));
    database.close();
  }

  private static Database open(Map<String, String> settings, String powerSafe) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(Settings.POWER_SAFE.name(), powerSafe);
    Database database = new Database(Settings.of(changed));
    database.open("test");
    return database;
  }

  private static int flagsOfOpenFile(Map<String, String> settings, String powerSafe)
      throws IOException {
    Database database = open(settings, powerSafe);
    Path file =
        Path.of(settings.getOrDefault(Settings.DATA_DIR.name(), "")).resolve("hearhear.mv.db");
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        if (isOpenOn(descriptor, file)) {
          return flags(descriptor.getFileName().toString());
        }
      }
    } finally {
      database.close();
    }
    throw new AssertionError("Nobody has " + file + " open");
  }

  private static boolean isOpenOn(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static int flags(String descriptor) {
    try {
      String flags =
          Files.readAllLines(Path.of("/proc/self/fdinfo", descriptor)).stream()
              .filter(line -> line.startsWith("flags:"))
              .findFirst()
              .orElseThrow();
      return Integer.parseInt(flags.substring("flags:".length()).strip(), 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
