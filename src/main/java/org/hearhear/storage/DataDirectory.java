package org.hearhear.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.hearhear.config.Settings;

/**
 * Where this installation keeps its files: the embedded database and what people upload. Pure
 * functions over the settings.
 */
public final class DataDirectory {
  private DataDirectory() {}

  /**
   * The data directory, made where it is not there.
   *
   * @param context the name of the context root, for the default place
   */
  public static Path of(Settings settings, String context) {
    String configured = settings.get(Settings.DATA_DIR);
    Path directory =
        configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".hearhear", context)
            : Path.of(configured);
    create(directory);
    return directory.toAbsolutePath();
  }

  /**
   * Makes a directory for its owner only: it holds messages, files and password hashes. One that is
   * there already is the operator's affair.
   */
  public static void create(Path directory) {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownersOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createDirectories(directory, ownersOnly);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot create the data directory "
              + directory
              + "; create it, or name another one in HEARHEAR_DATA_DIR.",
          e);
    }
  }
}
