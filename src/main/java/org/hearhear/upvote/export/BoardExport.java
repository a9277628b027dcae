package org.hearhear.upvote.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearhear.account.Person;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.upvote.item.Gone;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Json;

/**
 * All items of a board, also those that are gone, in the order in which they were posted; what was
 * withdrawn without its texts and its author, for only he reads them. Each is as it was when its
 * page was read: together they are no snapshot. Safe for all threads.
 */
@Singleton
public class BoardExport {
  private static final List<String> NAMES =
      List.of(
          "item",
          "foreign",
          "state",
          "gone",
          "into",
          "title",
          "text",
          "authorId",
          "author",
          "createdAt",
          "editedAt",
          "up",
          "down",
          "score",
          "rev",
          "edition");

  private final Database database;
  private final UpvoteStores stores;
  private final int pageRows;

  @Inject
  public BoardExport(Settings settings, Database database, UpvoteStores stores) {
    this.database = database;
    this.stores = stores;
    this.pageRows = settings.get(Settings.EXPORTED_ROWS);
  }

  void requireBoard(BoardId id) {
    database.useTransaction(handle -> stores.boards().require(handle, id));
  }

  /** Writes RFC 4180 with a line of names, in UTF-8. */
  void writeCsv(BoardId board, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvWriter csv = CsvWriter.builder().build(text);
    csv.writeRecord(NAMES);
    forEachPage(
        board,
        page -> {
          page.forEach(
              item -> csv.writeRecord(row(item).values().stream().map(BoardExport::cell).toList()));
          csv.flush();
        });
    csv.flush();
  }

  /** Writes an array of objects. */
  void writeJson(BoardId board, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write("[");
    boolean[] first = {true};
    forEachPage(
        board,
        page -> {
          for (Item item : page) {
            text.write(first[0] ? "\n" : ",\n");
            first[0] = false;
            text.write(Json.object(generator -> write(generator, item)));
          }
          text.flush();
        });
    text.write("\n]\n");
    text.flush();
  }

  private interface PageWriter {
    void write(List<Item> page) throws IOException;
  }

  private void forEachPage(BoardId board, PageWriter writer) throws IOException {
    ItemId after = new ItemId(0);
    List<Item> page;
    do {
      ItemId last = after;
      page = database.inTransaction(handle -> stores.items().posted(handle, board, last, pageRows));
      if (!page.isEmpty()) {
        writer.write(page);
        after = page.get(page.size() - 1).id();
      }
    } while (page.size() == pageRows);
  }

  private static Map<String, Object> row(Item item) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("item", item.id().toString());
    row.put("foreign", item.foreign().orElse(""));
    row.put("state", item.state());
    row.put("gone", item.gone().map(gone -> gone.wireName()).orElse(""));
    row.put("into", item.into().map(ItemId::toString).orElse(""));
    boolean told = item.gone().filter(gone -> gone == Gone.WITHDRAWN).isEmpty();
    Optional<Person> author = item.author().filter(any -> told);
    row.put("title", told ? item.title() : "");
    row.put("text", told ? item.text() : "");
    row.put("authorId", author.map(person -> person.id().toString()).orElse(""));
    row.put("author", author.map(Person::name).orElse(""));
    row.put("createdAt", item.createdAt().toString());
    row.put("editedAt", item.editedAt().map(Object::toString).orElse(""));
    row.put("up", item.tally().up());
    row.put("down", item.tally().down());
    row.put("score", item.tally().up() - item.tally().down());
    row.put("rev", item.tally().rev());
    row.put("edition", item.edition());
    return row;
  }

  /** What is empty in a table is left out of an object. */
  private static void write(JsonGenerator generator, Item item) {
    row(item)
        .forEach(
            (name, value) -> {
              if (value instanceof Long number) {
                generator.write(name, number);
              } else if (!value.equals("")) {
                generator.write(name, value.toString());
              }
            });
  }

  /**
   * A cell that no spreadsheet takes for a formula.
   *
   * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
   */
  private static String cell(Object value) {
    String text = value.toString();
    boolean isFormula =
        value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return isFormula ? "'" + text : text;
  }
}
