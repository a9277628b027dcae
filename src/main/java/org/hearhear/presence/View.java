package org.hearhear.presence;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.Locale;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Payload;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is seen. Immutable.
 *
 * @param lastSeen when he was last here; null while he is, and when it is not known
 */
record View(State state, @Nullable Instant lastSeen) {

  /** Of whom one knows nothing: he was never here, does not exist, or is not to be seen. */
  static final View NOTHING = new View(State.OFFLINE, null);

  /** The lower-case names are in the protocol. */
  enum State {
    ONLINE,
    AWAY,
    DND,
    OFFLINE
  }

  static View offline(@Nullable Instant lastSeen) {
    return new View(State.OFFLINE, lastSeen);
  }

  static View here(State state) {
    return new View(state, null);
  }

  /** Writes the fields into an open object. */
  void write(JsonGenerator generator, AccountId account) {
    generator
        .write("account", account.toString())
        .write("state", state.name().toLowerCase(Locale.ROOT));
    if (lastSeen != null) {
      generator.write("lastSeen", lastSeen.toString());
    }
  }

  /** The event that tells it. */
  Payload event(AccountId account) {
    return Payload.of("presence", generator -> write(generator, account));
  }
}
