package org.hearhear.dm.mark;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.Optional;
import org.hearhear.wire.Payload;

/**
 * What a conversation is to one of its members, at one moment.
 *
 * @param read up to which message he has read
 * @param unread how many messages of others, not deleted, are above that
 * @param asOf the position of his log at that moment: later events count on from here
 */
public record MemberState(
    MemberId member, long read, Optional<Instant> mutedUntil, long unread, long asOf) {

  /** He has read, on one of his devices. */
  public Payload readEvent() {
    return Payload.of("read", this::writeRead);
  }

  /** He has muted the conversation, or no longer. */
  public Payload mutedEvent() {
    return Payload.of(
        "muted",
        generator -> {
          generator.write("conversation", member.conversation().toString());
          writeMuted(generator);
        });
  }

  /** Writes how far he has read into an open object. */
  public void writeRead(JsonGenerator generator) {
    generator
        .write("conversation", member.conversation().toString())
        .write("seq", read)
        .write("unread", unread)
        .write("asOf", asOf);
  }

  /** Writes until when he wants no notices, if he does not. */
  public void writeMuted(JsonGenerator generator) {
    mutedUntil.ifPresent(until -> generator.write("mutedUntil", until.toString()));
  }
}
