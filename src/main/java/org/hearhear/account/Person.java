package org.hearhear.account;

import jakarta.json.stream.JsonGenerator;
import org.hearhear.wire.AccountId;

/** A person as others see him. */
public record Person(AccountId id, String name, String displayName) {

  /** Writes the fields into an open object. */
  public void write(JsonGenerator generator) {
    generator.write("id", id.toString()).write("name", name).write("displayName", displayName);
  }
}
