package org.hearhear.attachment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.hearhear.attachment.AttachmentFiles.Size;
import org.hearhear.attachment.AttachmentFiles.Stored;
import org.hearhear.attachment.AttachmentFiles.Workspace;
import org.hearhear.attachment.image.FileType;
import org.hearhear.attachment.image.Images;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/** The pictures of people: small squares, one for each account or none. Safe for all threads. */
@Singleton
public class Pictures {
  private final Settings settings;
  private final Database database;
  private final PictureStore store;
  private final AttachmentFiles files;
  private final Images images;

  @Inject
  Pictures(
      Settings settings,
      Database database,
      PictureStore store,
      AttachmentFiles files,
      Images images) {
    this.settings = settings;
    this.database = database;
    this.store = store;
    this.files = files;
    this.images = images;
  }

  /** A picture; a new one has a new id. */
  record Picture(UUID id, FileType type, Stored file) {}

  /** Makes an image the picture of somebody and returns its id. */
  UUID set(AccountId account, InputStream body) throws IOException {
    try (Workspace workspace = files.workspace()) {
      Path received = workspace.newFile();
      String unused =
          Uploads.receive(body, received, "picture", settings.get(Settings.PICTURE_BYTES));
      FileType type = FileType.of(received);
      if (!type.isImage()) {
        throw Refusal.badRequest("A picture is a PNG, JPEG, GIF or BMP file; send one of these.");
      }
      Path square = workspace.newFile();
      images.encodeSquare(received, type, square);
      UUID id = UUID.randomUUID();
      files.put(id, Size.FULL, square);
      replace(account, id);
      return id;
    }
  }

  void remove(AccountId account) throws IOException {
    replace(account, null);
  }

  Optional<Picture> find(AccountId account) throws IOException {
    Optional<UUID> id = database.inTransaction(handle -> store.find(handle, account));
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<Stored> file = files.find(id.get(), Size.FULL);
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(new Picture(id.get(), FileType.of(file.get().path()), file.get()));
  }

  private void replace(AccountId account, @Nullable UUID id) throws IOException {
    Optional<UUID> before = database.inTransaction(handle -> store.replace(handle, account, id));
    if (before.isPresent()) {
      files.delete(before.get());
    }
  }
}
