package org.hearhear.attachment;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hearhear.config.Settings;
import org.hearhear.storage.DataDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The files themselves, below {@code attachments} in the data directory, by ids that the server
 * made: {@code 3f/a2/3fa2….preview}. A file appears whole or not at all, is on the disk when {@link
 * #put} returns, and never changes. This class is all that an object store would have to replace.
 * Safe for all threads, and for several nodes on one shared directory.
 */
@Singleton
public class AttachmentFiles {
  private static final System.Logger LOG = System.getLogger(AttachmentFiles.class.getName());

  /** In so many parts the files are listed; each is a directory. */
  static final int SLICES = 256;

  private static final int SLICE_DIGITS = 2;
  private static final int UUID_LENGTH = 36;

  private final Settings settings;

  /** Null before {@link #open}. */
  private volatile @Nullable Path root;

  @Inject
  public AttachmentFiles(Settings settings) {
    this.settings = settings;
  }

  /** A file as it is, or as a smaller picture. */
  enum Size {
    FULL(""),
    PREVIEW(".preview");

    private final String suffix;

    Size(String suffix) {
      this.suffix = suffix;
    }
  }

  /** A file that is there; it may be gone when it is read. */
  record Stored(Path path, long bytes) {
    void copyTo(OutputStream target) throws IOException {
      long unused = Files.copy(path, target);
    }
  }

  /** Makes the directories; throws what an operator can act on. */
  public void open(String context) {
    Path opened = DataDirectory.of(settings, context).resolve("attachments");
    DataDirectory.create(opened.resolve("incoming"));
    root = opened;
  }

  /** Where files are until they are whole; what lies here for long was left by a crash. */
  Path incoming() {
    return root().resolve("incoming");
  }

  long usableBytes() throws IOException {
    return Files.getFileStore(root()).getUsableSpace();
  }

  /** A place for files that are being made; closing it deletes those that were not put. */
  Workspace workspace() {
    return new Workspace();
  }

  /** Files that are being made. For one thread. */
  final class Workspace implements AutoCloseable {
    private final List<Path> made = new ArrayList<>();

    private Workspace() {}

    Path newFile() throws IOException {
      Path file = Files.createTempFile(incoming(), "new", "");
      made.add(file);
      return file;
    }

    @Override
    public void close() {
      for (Path file : made) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException left) {
          LOG.log(WARNING, "Could not delete " + file + "; it is tried again later", left);
        }
      }
    }
  }

  /** Moves a finished file to its place. */
  void put(UUID id, Size size, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Path place = place(id, size);
    DataDirectory.create(place.resolveSibling(""));
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    force(place.resolveSibling(""));
  }

  Optional<Stored> find(UUID id, Size size) throws IOException {
    Path place = place(id, size);
    try {
      return Optional.of(new Stored(place, Files.size(place)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /** Deletes a file in all its sizes, as far as they are there. */
  void delete(UUID id) throws IOException {
    for (Size size : Size.values()) {
      Files.deleteIfExists(place(id, size));
    }
  }

  /** The ids of the files in one of the {@link #SLICES} that were put before a time. */
  Set<UUID> list(int slice, Instant before) throws IOException {
    Set<UUID> ids = new LinkedHashSet<>();
    Path directory = root().resolve(String.format(Locale.ROOT, "%02x", slice));
    if (!Files.isDirectory(directory)) {
      return ids;
    }
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory)) {
      for (Path part : parts) {
        for (Path file : filesBefore(part, before)) {
          findId(file).ifPresent(ids::add);
        }
      }
    }
    return ids;
  }

  /** Deletes what a crash has left behind in {@link #incoming}. */
  void deleteIncoming(Instant before) throws IOException {
    for (Path file : filesBefore(incoming(), before)) {
      Files.deleteIfExists(file);
    }
  }

  private static List<Path> filesBefore(Path directory, Instant before) throws IOException {
    List<Path> old = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        // Zero for one that has gone meanwhile: to delete it again does no harm.
        if (Instant.ofEpochMilli(file.toFile().lastModified()).isBefore(before)) {
          old.add(file);
        }
      }
    }
    return old;
  }

  /** Empty for a file that is not ours, which is left alone. */
  private static Optional<UUID> findId(Path file) {
    String name = file.toFile().getName();
    try {
      return name.length() < UUID_LENGTH
          ? Optional.empty()
          : Optional.of(UUID.fromString(name.substring(0, UUID_LENGTH)));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** So that the name, too, outlives a loss of power, where directories can be written through. */
  private static void force(Path directory) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (IOException notOnThisSystem) {
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  private Path place(UUID id, Size size) {
    String name = id.toString();
    return root()
        .resolve(name.substring(0, SLICE_DIGITS))
        .resolve(name.substring(SLICE_DIGITS, 2 * SLICE_DIGITS))
        .resolve(name + size.suffix);
  }

  private Path root() {
    Path opened = root;
    if (opened == null) {
      throw new IllegalStateException("The attachments have not been opened.");
    }
    return opened;
  }
}
