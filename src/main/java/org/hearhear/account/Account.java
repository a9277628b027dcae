package org.hearhear.account;

import jakarta.json.stream.JsonGenerator;
import org.hearhear.wire.AccountId;

/** A person who can sign in, as he is seen by himself. */
public record Account(AccountId id, String name, String displayName, Role role, boolean disabled) {

  /** Writes the fields into an open object. */
  public void write(JsonGenerator generator) {
    person().write(generator);
    generator.write("role", role.wireName());
  }

  /** The same person as others see him. */
  public Person person() {
    return new Person(id, name, displayName);
  }

  /** Whether it may do what moderators may; so may administrators. */
  public boolean isModerator() {
    return role != Role.MEMBER;
  }
}
