package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.stream.JsonGenerator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.live.Page;
import org.hearhear.storage.Database;
import org.hearhear.upvote.UpvoteCommand.Place;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.item.ItemStore.Seen;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.upvote.ranking.Ranking;
import org.hearhear.upvote.ranking.RankingVersion;
import org.hearhear.upvote.ranking.Rankings;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Texts;

/**
 * Reads a board's items page by page: the newest first, where a page is found by the item before
 * it, or as they are ranked, where it is cut from a version of the ranking. Safe for all threads.
 */
@Singleton
public class ItemPages {
  /** What an item's names and numbers take besides its texts. */
  private static final int ITEM_BYTES = 400;

  private final Database database;
  private final UpvoteStores stores;
  private final Rankings rankings;
  private final int pageBytes;

  @Inject
  public ItemPages(Settings settings, Database database, UpvoteStores stores, Rankings rankings) {
    this.database = database;
    this.stores = stores;
    this.rankings = rankings;
    this.pageBytes = settings.get(Settings.PAGE_BYTES);
  }

  void items(Connection connection, Command command, UpvoteCommand.Items wanted) {
    connection.read(
        command,
        () -> {
          database.useTransaction(handle -> stores.boards().require(handle, wanted.board()));
          Consumer<JsonGenerator> page =
              wanted
                  .place()
                  .map(place -> ranked(connection.account(), wanted, place))
                  .orElseGet(() -> newest(connection.account(), wanted));
          connection.ok(
              command,
              generator -> {
                generator.write("board", wanted.board().toString());
                page.accept(generator);
              });
        });
  }

  private Consumer<JsonGenerator> newest(AccountId reader, UpvoteCommand.Items wanted) {
    List<Seen<Item>> found =
        database.inTransaction(
            handle ->
                stores
                    .items()
                    .page(handle, wanted.board(), reader, wanted.before(), wanted.limit() + 1));
    Page<Seen<Item>> page = page(found, wanted.limit());
    return generator -> write(generator, page.rows(), page.more());
  }

  private Consumer<JsonGenerator> ranked(
      AccountId reader, UpvoteCommand.Items wanted, Place place) {
    RankingVersion version =
        rankings.take(new Ranking(wanted.board(), place.order()), place.version());
    List<ItemId> ids = version.page(place.from(), wanted.limit());
    Page<Seen<Item>> page = page(inOrder(ids, reader), wanted.limit());
    int next = place.from() + page.rows().size();
    return generator -> {
      generator
          .write("order", place.order().wireName())
          .write("version", version.name())
          .write("ranked", version.size())
          .write("from", place.from());
      write(generator, page.rows(), next < version.size());
    };
  }

  private List<Seen<Item>> inOrder(List<ItemId> ids, AccountId reader) {
    Map<ItemId, Seen<Item>> found = new HashMap<>();
    database
        .inTransaction(handle -> stores.items().seen(handle, ids, reader))
        .forEach(seen -> found.put(seen.what().id(), seen));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  private Page<Seen<Item>> page(List<Seen<Item>> found, int limit) {
    return Page.of(found, limit, pageBytes, seen -> bytes(seen.what()));
  }

  /** About what an item takes in a reply. */
  static int bytes(Item item) {
    return Texts.utf8Length(item.title()) + Texts.utf8Length(item.text()) + ITEM_BYTES;
  }

  private static void write(JsonGenerator generator, List<Seen<Item>> items, boolean more) {
    generator.writeStartArray("items");
    items.forEach(seen -> UpvotePayloads.write(generator, seen));
    generator.writeEnd().write("more", more);
  }
}
