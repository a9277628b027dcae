package org.hearhear.load.nothing;

import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Items and who watches them. Like the real one it sends each watcher at most ten frames a second,
 * with the newest tallies. For the event loop only.
 */
final class Board {
  private static final long INTERVAL_MILLIS = 100;

  private final List<Item> items = new ArrayList<>();
  private final List<NullConnection> watchers = new ArrayList<>();

  /** One of them. */
  private static final class Item {
    private long up;
    private long rev = 1;
    private boolean isNew;
  }

  Board(EventLoopGroup group) {
    var unused =
        group
            .next()
            .scheduleAtFixedRate(
                this::tell, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  void watch(NullConnection connection) {
    watchers.add(connection);
  }

  void leave(NullConnection connection) {
    watchers.remove(connection);
  }

  /** Adds an item and returns its id. */
  int post() {
    items.add(new Item());
    return items.size();
  }

  /** Changes the count, and says what it is now, as fields of a reply. */
  String vote(int id, int change) {
    Item item = items.get(id - 1);
    item.up += change;
    item.rev++;
    item.isNew = true;
    return ",\"up\":%d,\"down\":0,\"rev\":%d".formatted(item.up, item.rev);
  }

  /** The newest hundred, as the value of a field. */
  String list() {
    List<String> listed = new ArrayList<>();
    for (int id = items.size(); id > Math.max(0, items.size() - 100); id--) {
      Item item = items.get(id - 1);
      listed.add(
          "{\"id\":\"%d\",\"up\":%d,\"down\":0,\"rev\":%d}".formatted(id, item.up, item.rev));
    }
    return "[" + String.join(",", listed) + "]";
  }

  private void tell() {
    List<String> tallies = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (item.isNew) {
        item.isNew = false;
        tallies.add(
            "{\"type\":\"tally\",\"item\":\"%d\",\"up\":%d,\"down\":0,\"rev\":%d}"
                .formatted(i + 1, item.up, item.rev));
      }
    }
    if (!tallies.isEmpty()) {
      String frame = "[" + String.join(",", tallies) + "]";
      watchers.forEach(watcher -> watcher.frame(frame));
    }
  }
}
