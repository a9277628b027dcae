package org.hearhear.presence;

import jakarta.json.stream.JsonGenerator;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.hearhear.live.Connection;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.Payload;

/**
 * What one connection has last been told of each person whom it watches. Its lock is held while
 * something is put into the outbox, so that the newest word is also the last. Safe for all threads.
 */
final class Watcher {
  private final Connection connection;

  /** Guarded by this; bounded by how many people a connection may watch. */
  private final Map<AccountId, View> told = new HashMap<>();

  Watcher(Connection connection) {
    this.connection = connection;
  }

  /** What becomes of news. */
  enum Outcome {
    /** It is no news. */
    KNOWN,
    TOLD,
    /** There is no room for it now. */
    DROPPED,
    /** The first word, the reply to watch, is still to be said. */
    EARLY
  }

  /** Answers watch. */
  synchronized void answer(Command command, Collection<AccountId> people, Sight sight) {
    people.forEach(account -> told.put(account, sight.of(connection.account(), account)));
    connection.ok(command, generator -> write(generator, people));
  }

  private void write(JsonGenerator generator, Collection<AccountId> people) {
    generator.writeStartArray("presence");
    for (AccountId account : people) {
      generator.writeStartObject();
      told.getOrDefault(account, View.NOTHING).write(generator, account);
      generator.writeEnd();
    }
    generator.writeEnd();
  }

  synchronized void forget(Collection<AccountId> people) {
    people.forEach(told::remove);
  }

  /** Whether it has been told something else than this. */
  synchronized boolean isNews(AccountId account, View view) {
    View before = told.get(account);
    return before == null || !before.equals(view);
  }

  /** Tells how somebody is now, unless that has been told. */
  synchronized Outcome tell(AccountId account, View view, Payload event) {
    View before = told.get(account);
    if (before == null) {
      return Outcome.EARLY;
    }
    if (before.equals(view)) {
      return Outcome.KNOWN;
    }
    if (!connection.passing(event)) {
      return Outcome.DROPPED;
    }
    told.put(account, view);
    return Outcome.TOLD;
  }
}
