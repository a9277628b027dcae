package org.hearhear.attachment;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.hearhear.account.AccountStore;
import org.hearhear.attachment.AttachmentFiles.Size;
import org.hearhear.attachment.AttachmentFiles.Stored;
import org.hearhear.attachment.AttachmentFiles.Workspace;
import org.hearhear.attachment.image.FileType;
import org.hearhear.attachment.image.Images;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.AttachmentId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Key;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rules for attachments: what is taken, how much of it is kept for whom, and who gets it. Safe
 * for all threads.
 */
@Singleton
public class Attachments {
  private static final System.Logger LOG = System.getLogger(Attachments.class.getName());
  private static final int MEBIBYTE = 1_048_576;
  private static final int KEY_BYTES_MAX = 36;

  private final Settings settings;
  private final Database database;
  private final AttachmentStore store;
  private final AttachmentFiles files;
  private final Images images;

  @Inject
  public Attachments(
      Settings settings,
      Database database,
      AttachmentStore store,
      AttachmentFiles files,
      Images images) {
    this.settings = settings;
    this.database = database;
    this.store = store;
    this.files = files;
    this.images = images;
  }

  /** What came of an upload: kept now, or known before by its key. */
  record Uploaded(Attachment attachment, boolean repeated) {}

  /** An attachment with the file of the size that was asked for. */
  record Found(Attachment attachment, Stored file) {}

  /** A file that has come in, and what tells it apart from others. */
  private record Received(Path file, String name, String digest) {}

  /**
   * Keeps the part {@code file} of a form, by the key in its part {@code key} or, where there is
   * none, by {@code keyInAddress}; a repeat with the same key, name and content gets the same
   * attachment.
   */
  Uploaded upload(AccountId owner, @Nullable String keyInAddress, MultipartBody form)
      throws IOException {
    String key = keyInAddress;
    Received received = null;
    try (Workspace workspace = files.workspace()) {
      while (form.next()) {
        if (form.name().equals("key")) {
          key = form.text(KEY_BYTES_MAX);
        } else if (form.name().equals("file")) {
          if (received != null) {
            throw Refusal.badRequest("Send one file at a time, as the part 'file'.");
          }
          received = receive(form.fileName(), form.content(), workspace);
        }
      }
      if (received == null) {
        throw Refusal.badRequest("The part 'file' is missing.");
      }
      if (key == null) {
        throw Refusal.badRequest("'key' is missing: a UUID version 7, made once per file.");
      }
      return keep(owner, Key.parse(key), received, workspace);
    }
  }

  /** The same for a file that does not come in a form. */
  Uploaded upload(AccountId owner, Key key, String submittedName, InputStream content)
      throws IOException {
    try (Workspace workspace = files.workspace()) {
      return keep(owner, key, receive(submittedName, content, workspace), workspace);
    }
  }

  private Received receive(String submittedName, InputStream content, Workspace workspace)
      throws IOException {
    // An upload lies there twice for a moment: as it came, and as it is kept.
    if (files.usableBytes() < 2L * settings.get(Settings.ATTACHMENT_BYTES)) {
      throw new IOException("The disk of the data directory is full");
    }
    String name = FileName.clean(submittedName);
    Path file = workspace.newFile();
    String digest = Uploads.receive(content, file, name, settings.get(Settings.ATTACHMENT_BYTES));
    return new Received(file, name, digest);
  }

  private Uploaded keep(AccountId owner, Key key, Received received, Workspace workspace)
      throws IOException {
    Optional<Uploaded> before =
        database.inTransaction(handle -> findBefore(handle, owner, key, received.digest));
    if (before.isPresent()) {
      return before.get();
    }
    Attachment attachment = put(owner, received.name, received.file, workspace);
    return keep(attachment, key, received.digest);
  }

  /** The attachment, if this account may have it and the file is there. */
  Optional<Found> find(AttachmentId id, AccountId viewer, Size size) throws IOException {
    Optional<Attachment> found = database.inTransaction(handle -> store.find(handle, id, viewer));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Attachment attachment = found.get();
    Optional<Stored> file = files.find(id.value(), size);
    if (file.isEmpty() && attachment.isImage()) {
      file = files.find(id.value(), Size.FULL); // So small that it is its own preview.
    }
    if (file.isEmpty() && size == Size.FULL) {
      LOG.log(WARNING, "The file of attachment " + id + " is missing; restore it from a backup");
    }
    return file.map(stored -> new Found(attachment, stored));
  }

  /** Deletes an upload that has not been sent. */
  void delete(AttachmentId id, AccountId owner) throws IOException {
    if (!database.inTransaction(handle -> store.deleteUnsent(handle, id, owner))) {
      throw notFound();
    }
    files.delete(id.value());
  }

  /** The same for whatever there is not, and for whatever one may not know of. */
  static Refusal notFound() {
    return Refusal.of(ErrorCode.NOT_FOUND, "There is no such file for you.");
  }

  /** Puts the file in its place, an image in its new form; there is no row yet. */
  private Attachment put(AccountId owner, String name, Path received, Workspace workspace)
      throws IOException {
    AttachmentId id = new AttachmentId(UUID.randomUUID());
    FileType type = FileType.of(received);
    if (type.isImage()) {
      Path full = workspace.newFile();
      Path preview = workspace.newFile();
      Optional<Images.Encoded> encoded = images.encode(received, type, full, preview);
      if (encoded.isPresent()) {
        return putImage(id, owner, name, full, preview, encoded.get());
      }
      type = FileType.OTHER;
    }
    long bytes = Files.size(received);
    files.put(id.value(), Size.FULL, received);
    return new Attachment(id, owner, name, type.mediaType(), bytes, null, null);
  }

  private Attachment putImage(
      AttachmentId id,
      AccountId owner,
      String name,
      Path full,
      Path preview,
      Images.Encoded encoded)
      throws IOException {
    long bytes = Files.size(full);
    if (encoded.hasPreview()) {
      files.put(id.value(), Size.PREVIEW, preview);
    }
    files.put(id.value(), Size.FULL, full);
    return new Attachment(
        id,
        owner,
        FileName.fitting(name, encoded.type()),
        encoded.type().mediaType(),
        bytes,
        encoded.width(),
        encoded.height());
  }

  /**
   * Writes the row. The files are deleted where it is certain that there will be none; where it is
   * not, because the database is away, that is left to the cleaning.
   */
  private Uploaded keep(Attachment attachment, Key key, String digest) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    AccountId owner = attachment.owner();
    try {
      Uploaded uploaded =
          database.inTransaction(
              handle -> {
                AccountStore.lock(
                    handle, owner); // So that uploads are counted one after the other.
                Optional<Uploaded> before = findBefore(handle, owner, key, digest);
                if (before.isPresent()) {
                  return before.get();
                }
                requireRoom(store.usage(handle, owner), attachment.bytes());
                store.insert(handle, attachment, key, digest, now);
                return new Uploaded(attachment, false);
              });
      if (uploaded.repeated()) {
        files.delete(attachment.id().value());
      }
      return uploaded;
    } catch (Refusal refused) {
      files.delete(attachment.id().value());
      throw refused;
    }
  }

  private Optional<Uploaded> findBefore(Handle handle, AccountId owner, Key key, String digest) {
    Optional<AttachmentStore.Known> known = store.findByKey(handle, owner, key);
    if (known.isPresent() && !known.get().digest().equals(digest)) {
      throw Refusal.of(ErrorCode.KEY_REUSED, "This key was used for another file; make a new one.");
    }
    return known.map(before -> new Uploaded(before.attachment(), true));
  }

  private void requireRoom(AttachmentStore.Usage usage, long bytes) {
    long bytesMax = (long) settings.get(Settings.ATTACHMENT_QUOTA_SIZE) * MEBIBYTE;
    if (usage.files() >= settings.get(Settings.ATTACHMENT_QUOTA_FILES)
        || usage.bytes() + bytes > bytesMax) {
      throw Refusal.of(
          ErrorCode.QUOTA,
          "There is no room left for your files; delete messages with files that you no longer"
              + " need.");
    }
  }
}
