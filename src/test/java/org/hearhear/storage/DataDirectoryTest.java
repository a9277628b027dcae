package org.hearhear.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.hearhear.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database lies where only its user can read it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "It has no POSIX permissions")
class DataDirectoryTest {
  @TempDir private Path temporary;

  @Test
  void newDirectoryIsForItsOwnerOnly() throws IOException {
    Path parent = temporary.resolve("new");
    Path directory = parent.resolve("data");

    open(directory);

    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(permissions(parent)).isEqualTo("rwx------");
  }

  @Test
  void directoryThatIsThereKeepsItsPermissions() throws IOException {
    Path directory = Files.createDirectory(temporary.resolve("there"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));

    open(directory);

    assertThat(permissions(directory)).isEqualTo("rwxr-x---");
  }

  private static void open(Path directory) {
    Database database =
        new Database(Settings.of(Map.of(Settings.DATA_DIR.name(), directory.toString())));
    database.open("test");
    database.close();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
