package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.live.Page;
import org.hearhear.storage.Database;
import org.hearhear.upvote.UpvoteCommand.Known;
import org.hearhear.upvote.item.ForeignKey;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.ItemStore.Seen;
import org.hearhear.upvote.item.Tally;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.upvote.ranking.Ranking;
import org.hearhear.upvote.ranking.RankingFeed;
import org.hearhear.upvote.ranking.RankingVersion;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * Begins to watch boards and items. It follows first and reads then, so that no change is missed in
 * between; what arrives twice carries its rev or its edition. Safe for all threads.
 */
@Singleton
public class Subscribing {
  private final Settings settings;
  private final Database database;
  private final UpvoteStores stores;
  private final Hub hub;
  private final TallyFeed tallies;
  private final ForeignWatches foreign;
  private final RankingFeed rankings;

  @Inject
  public Subscribing(
      Settings settings,
      Database database,
      UpvoteStores stores,
      Hub hub,
      TallyFeed tallies,
      ForeignWatches foreign,
      RankingFeed rankings) {
    this.settings = settings;
    this.database = database;
    this.stores = stores;
    this.hub = hub;
    this.tallies = tallies;
    this.foreign = foreign;
    this.rankings = rankings;
  }

  /** What a client is told of what it watches now; the unread items have no room in the reply. */
  private record Answer(
      List<Seen<Tally>> tallies,
      List<Seen<Item>> items,
      List<Seen<Item>> unread,
      Missing missing) {}

  /** What is not there; foreign keys may still become items. */
  private record Missing(Set<ItemId> items, Set<ForeignKey> foreign) {}

  void subscribe(Connection connection, Command command, UpvoteCommand.Subscribe wanted) {
    connection.read(
        command,
        () -> {
          requireRoom(connection, wanted);
          wanted.board().ifPresent(board -> follow(connection, board));
          wanted.items().keySet().forEach(item -> hub.follow(connection, Subject.item(item)));
          wanted.foreign().keySet().forEach(key -> foreign.await(connection, key));
          Map<ItemId, Known> known = new HashMap<>(wanted.items());
          Set<ForeignKey> absent = findForeign(connection, wanted, known);
          Answer answer = database.inTransaction(handle -> read(handle, connection, known, absent));
          answer.tallies.forEach(seen -> tallies.watch(seen.what().item(), seen.what().rev()));
          answer.missing.items.forEach(item -> hub.unfollow(connection, Subject.item(item)));
          Optional<RankingVersion> ranking =
              wanted
                  .ranking()
                  .map(watched -> rankings.watch(connection, watched))
                  .filter(newest -> !wanted.version().equals(Optional.of(newest.name())));
          connection.ok(
              command,
              generator -> {
                write(generator, known, answer);
                ranking.ifPresent(newest -> write(generator, newest));
              });
        });
  }

  private void requireRoom(Connection connection, UpvoteCommand.Subscribe wanted) {
    List<Subject> subjects = new ArrayList<>();
    wanted.items().keySet().forEach(item -> subjects.add(Subject.item(item)));
    wanted.foreign().keySet().forEach(key -> subjects.add(key.subject()));
    long more = subjects.stream().filter(subject -> !connection.isFollowing(subject)).count();
    int now =
        connection.countFollowing(Subject.Kind.ITEM)
            + connection.countFollowing(Subject.Kind.FOREIGN);
    int most = settings.get(Settings.WATCHED_ITEMS);
    if (now + more > most) {
      throw Refusal.of(
          ErrorCode.QUOTA,
          "A connection watches at most " + most + " items; unsubscribe from others first.");
    }
    wanted.ranking().ifPresent(ranking -> requireRoom(connection, ranking));
  }

  private void requireRoom(Connection connection, Ranking ranking) {
    int most = settings.get(Settings.WATCHED_RANKINGS);
    if (!connection.isFollowing(ranking.subject())
        && connection.countFollowing(Subject.Kind.RANKING) >= most) {
      throw Refusal.of(
          ErrorCode.QUOTA,
          "A connection watches at most " + most + " rankings; unsubscribe from others first.");
    }
  }

  private void follow(Connection connection, BoardId board) {
    database.useTransaction(handle -> stores.boards().require(handle, board));
    hub.follow(connection, Subject.board(board));
  }

  /** Watches the items that foreign keys stand for; returns the keys that stand for none. */
  private Set<ForeignKey> findForeign(
      Connection connection, UpvoteCommand.Subscribe wanted, Map<ItemId, Known> known) {
    Set<ForeignKey> absent = new HashSet<>(wanted.foreign().keySet());
    if (!absent.isEmpty()) {
      for (ItemStore.Foreign found :
          database.inTransaction(
              handle -> stores.items().foreign(handle, wanted.foreign().keySet()))) {
        absent.remove(found.key());
        foreign.forget(connection, found.key());
        hub.follow(connection, Subject.item(found.item()));
        known.put(found.item(), Known.NO_ITEM);
      }
    }
    return absent;
  }

  private Answer read(
      Handle handle, Connection connection, Map<ItemId, Known> known, Set<ForeignKey> absent) {
    List<Seen<Tally>> found = stores.items().tallies(handle, known.keySet(), connection.account());
    Set<ItemId> missing = new HashSet<>(known.keySet());
    found.forEach(seen -> missing.remove(seen.what().item()));
    Set<ItemId> withText = new HashSet<>(known.keySet());
    withText.removeIf(item -> !known.getOrDefault(item, Known.NOTHING).wantsText());
    List<Seen<Item>> items =
        withText.isEmpty()
            ? List.of()
            : stores.items().seen(handle, withText, connection.account()).stream()
                .filter(seen -> isNews(seen.what(), known))
                .toList();
    List<Seen<Item>> told =
        Page.of(
                items,
                items.size(),
                settings.get(Settings.PAGE_BYTES),
                seen -> ItemPages.bytes(seen.what()))
            .rows();
    return new Answer(
        found, told, items.subList(told.size(), items.size()), new Missing(missing, absent));
  }

  private static boolean isNews(Item item, Map<ItemId, Known> known) {
    return item.edition() > known.getOrDefault(item.id(), Known.NOTHING).edition().orElse(0);
  }

  private static void write(JsonGenerator generator, Map<ItemId, Known> known, Answer answer) {
    generator.writeStartArray("tallies");
    for (Seen<Tally> seen : answer.tallies) {
      if (seen.what().rev() > known.getOrDefault(seen.what().item(), Known.NOTHING).rev()) {
        generator.writeStartObject();
        UpvotePayloads.write(generator, seen.what());
        generator.write("mine", seen.mine()).writeEnd();
      }
    }
    generator.writeEnd();
    if (!answer.items.isEmpty()) {
      generator.writeStartArray("items");
      for (Seen<Item> seen : answer.items) {
        UpvotePayloads.write(generator, seen);
      }
      generator.writeEnd();
    }
    if (!answer.unread.isEmpty()) {
      generator.writeStartArray("unread");
      answer.unread.forEach(seen -> generator.write(seen.what().id().toString()));
      generator.writeEnd();
    }
    write(generator, answer.missing);
  }

  private static void write(JsonGenerator generator, RankingVersion newest) {
    generator
        .writeStartObject("ranking")
        .write("order", newest.ranking().order().wireName())
        .write("version", newest.name())
        .writeEnd();
  }

  private static void write(JsonGenerator generator, Missing missing) {
    if (!missing.items.isEmpty()) {
      generator.writeStartArray("missing");
      missing.items.forEach(item -> generator.write(item.toString()));
      generator.writeEnd();
    }
    if (!missing.foreign.isEmpty()) {
      generator.writeStartArray("awaited");
      for (ForeignKey key : missing.foreign) {
        generator
            .writeStartObject()
            .write("board", key.board().toString())
            .write("foreign", key.key())
            .writeEnd();
      }
      generator.writeEnd();
    }
  }
}
