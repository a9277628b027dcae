package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.storage.Database;
import org.hearhear.upvote.item.ForeignKey;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.wire.ItemId;

/**
 * Who waits for the first vote on something that a host application shows: once it is an item, they
 * watch that. Safe for all threads.
 */
@Singleton
public class ForeignWatches {
  private final Database database;
  private final ItemStore items;
  private final Hub hub;
  private final int keysMax;

  /** What is waited for, to be looked for in the database; as many as connections may watch. */
  private final Map<Subject, ForeignKey> awaited = new ConcurrentHashMap<>();

  @Inject
  public ForeignWatches(Settings settings, Database database, ItemStore items, Hub hub) {
    this.keysMax = settings.get(Settings.COMPARED_ITEMS);
    this.database = database;
    this.items = items;
    this.hub = hub;
  }

  /** Waits for a key; whoever asks looks afterwards whether it has become an item meanwhile. */
  void await(Connection connection, ForeignKey key) {
    hub.follow(connection, key.subject());
    awaited.put(key.subject(), key);
  }

  /** Waits no longer. */
  void forget(Connection connection, ForeignKey key) {
    hub.unfollow(connection, key.subject());
  }

  /** Lets those who wait for one of these subjects watch the item among them; who they are. */
  Set<Connection> arrived(List<Subject> concerned) {
    Set<Connection> waiting = new HashSet<>();
    for (Subject subject : concerned) {
      if (subject.kind() == Subject.Kind.FOREIGN) {
        concerned.stream()
            .filter(other -> other.kind() == Subject.Kind.TEXT)
            .forEach(text -> waiting.addAll(watch(subject, new ItemId(text.id()))));
      }
    }
    return waiting;
  }

  private Collection<Connection> watch(Subject awaitedKey, ItemId item) {
    Collection<Connection> waiting = List.copyOf(hub.followers(awaitedKey));
    for (Connection connection : waiting) {
      hub.follow(connection, Subject.item(item));
      hub.unfollow(connection, awaitedKey);
    }
    return waiting;
  }

  /** Looks for what no hint told of. */
  void compare() {
    awaited.keySet().removeIf(subject -> hub.followers(subject).isEmpty());
    List<ForeignKey> keys = List.copyOf(awaited.values());
    for (int from = 0; from < keys.size(); from += keysMax) {
      compare(keys.subList(from, Math.min(keys.size(), from + keysMax)));
    }
  }

  private void compare(List<ForeignKey> keys) {
    for (ItemStore.Foreign found : database.inTransaction(handle -> items.foreign(handle, keys))) {
      Item item = database.inTransaction(handle -> items.find(handle, found.item())).orElseThrow();
      for (Connection connection : watch(found.key().subject(), found.item())) {
        connection.event(UpvotePayloads.item(item));
      }
    }
  }
}
