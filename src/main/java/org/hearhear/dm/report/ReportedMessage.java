package org.hearhear.dm.report;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Json;

/**
 * A message as it is when it is reported, or when one near it is.
 *
 * @param attachments as stored: JSON
 */
record ReportedMessage(
    long seq,
    AccountId sender,
    String text,
    Instant at,
    long rev,
    Optional<Instant> editedAt,
    boolean deleted,
    OptionalLong replyTo,
    Optional<String> attachments) {

  /** Writes the fields into an open object. */
  void write(JsonGenerator generator) {
    generator
        .write("seq", seq)
        .write("from", sender.toString())
        .write("text", text)
        .write("at", at.toString())
        .write("rev", rev);
    editedAt.ifPresent(time -> generator.write("editedAt", time.toString()));
    if (deleted) {
      generator.write("deleted", true);
    }
    replyTo.ifPresent(other -> generator.write("replyTo", other));
    attachments.ifPresent(json -> generator.write("attachments", Json.read(json)));
  }

  /** The length of the message in the context of a report. */
  int jsonLength() {
    return Json.object(this::write).length();
  }
}
