package org.hearhear.account;

import jakarta.json.stream.JsonGenerator;
import java.util.Optional;
import java.util.UUID;

/**
 * A person with what others may know besides the names.
 *
 * @param picture names the file of the picture, and so changes with it
 */
public record Profile(Person person, Optional<UUID> picture) {

  /** Writes the fields into an open object. */
  public void write(JsonGenerator generator) {
    person.write(generator);
    picture.ifPresent(id -> generator.write("picture", id.toString()));
  }
}
