package org.hearhear.account;

import jakarta.json.stream.JsonGenerator;
import org.hearhear.wire.Payload;

/**
 * What a person has decided for himself.
 *
 * @param accepts from whom he takes messages
 * @param receipts whether others learn how far he has got, and he how far they have
 */
public record Preferences(Accepts accepts, boolean receipts) {

  /** They have changed, on one of his devices. */
  public Payload event() {
    return Payload.of("settings", this::write);
  }

  /** Writes the fields into an open object. */
  public void write(JsonGenerator generator) {
    generator.write("accepts", accepts.wireName()).write("receipts", receipts);
  }
}
