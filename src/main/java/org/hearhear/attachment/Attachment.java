package org.hearhear.attachment;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.AttachmentId;
import org.hearhear.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded, as people are told of it. Immutable.
 *
 * @param owner who uploaded it
 * @param type its media type, found by its content
 * @param bytes its length as it is served, which for an image is not that of the upload
 * @param width in pixels; null for all but images
 * @param height likewise
 */
public record Attachment(
    AttachmentId id,
    AccountId owner,
    String name,
    String type,
    long bytes,
    @Nullable Integer width,
    @Nullable Integer height) {

  /** The object that a message carries, and that an upload is answered with. */
  public JsonObject toJson() {
    JsonObjectBuilder json =
        Json.builder()
            .add("id", id.toString())
            .add("name", name)
            .add("type", type)
            .add("bytes", bytes);
    if (width != null && height != null) {
      json.add("width", width).add("height", height);
    }
    return json.build();
  }

  /** Whether it was decoded and encoded anew here, so that a browser may show it. */
  boolean isImage() {
    return width != null;
  }
}
