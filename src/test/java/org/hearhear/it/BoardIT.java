package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Boards with rules, items that change, and what those who watch are told. */
@OnEverySharedServer
class BoardIT {
  private final URI base;
  private Person moderator;
  private Person ada;
  private Person grace;
  private TestClient moderating;
  private TestClient author;
  private TestClient voter;

  BoardIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @BeforeEach
  void connect() {
    moderator = Person.moderator(base);
    ada = Person.signUp(base, "ada");
    grace = Person.signUp(base, "gracewhovotes");
    moderating = moderator.upvote().ignoringRest();
    author = ada.upvote().ignoringRest();
    voter = grace.upvote().ignoringRest();
  }

  @AfterEach
  void disconnect() {
    Stream.of(moderating, author, voter).forEach(TestClient::close);
  }

  @Test
  void watchersOfABoardAreToldOfItsChangesAndItsItems() {
    String board = board(Map.of());
    author.ok("subscribe", Map.of("board", board));

    moderating.ok("change", Keys.keyed("board", board, "budget", 3));
    JsonObject changed = author.nextEvent("board").getJsonObject("board");
    String item = post(board);
    JsonObject posted = author.nextEvent("item").getJsonObject("item");
    moderating.ok("state", Keys.keyed("item", item, "state", "planned"));
    JsonObject planned = author.nextEvent("item").getJsonObject("item");
    moderating.ok("close", Keys.keyed("board", board));
    JsonObject closed = author.nextEvent("board").getJsonObject("board");

    assertThat(changed.getInt("budget")).isEqualTo(3);
    assertThat(posted.getString("id")).isEqualTo(item);
    assertThat(planned.getString("state")).isEqualTo("planned");
    assertThat(planned.getInt("edition")).isGreaterThan(posted.getInt("edition"));
    assertThat(closed.getBoolean("open")).isFalse();
    assertThat(refusal(voter, "vote", Keys.keyed("item", item, "value", 1))).isEqualTo("closed");
  }

  @Test
  void watcherOfAnItemIsToldThatItIsHiddenAndNotWhatItSaid() {
    String item = post(board(Map.of()));
    voter.ok("subscribe", Map.of("items", List.of(Map.of("item", item))));

    moderating.ok("hide", Keys.keyed("item", item));

    JsonObject hidden = voter.nextEvent("item").getJsonObject("item");
    assertThat(hidden.getString("gone")).isEqualTo("hidden");
    assertThat(hidden).doesNotContainKeys("title", "text", "author");
    assertThat(read(voter, item)).doesNotContainKeys("title", "text", "author");
    assertThat(read(author, item)).containsKeys("title", "text", "author");
    assertThat(read(moderating, item)).containsKeys("title", "text", "author");
  }

  @Test
  void mergedItemLeadsToTheOtherAndItsVotersAreToldTheirVoteThere() {
    String board = board(Map.of());
    String from = post(board);
    String into = post(board);
    voter.ok("vote", Keys.keyed("item", from, "value", 1));
    voter.ok("subscribe", Map.of("items", List.of(Map.of("item", into))));

    moderating.ok("merge", Keys.keyed("item", from, "into", into));
    moderating.ok(
        "vote", Keys.keyed("item", into, "value", 1)); // So that no comparison tells of it.

    JsonObject united = voter.nextEvent("item").getJsonObject("item");
    assertThat(united.getString("id")).isEqualTo(into);
    assertThat(united.getInt("up")).isEqualTo(1);
    JsonObject both = voter.ok("item", Map.of("item", from));
    assertThat(both.getJsonObject("item").getString("into")).isEqualTo(into);
    assertThat(both.getJsonObject("into").getInt("mine")).isEqualTo(1);
    assertThat(both.getJsonObject("item")).doesNotContainKeys("title", "text", "author");
    assertThat(read(author, from)).containsKeys("title", "text", "author");
    assertThat(read(moderating, from)).containsKeys("title", "text", "author");
    JsonObject mine = voter.nextEvent("mine"); // Of the vote before.
    JsonObject moved = voter.nextEvent("mine");
    assertThat(List.of(mine.getString("item"), moved.getString("item")))
        .containsExactly(from, into);
    assertThat(moved.getInt("value")).isEqualTo(1);
  }

  @Test
  void whoWaitsForAForeignItemIsToldOfItsFirstVoteAndAllThatFollow() {
    String board = board(Map.of("foreignItems", true));
    Map<String, ?> key = Map.of("board", board, "foreign", "article-42");
    JsonObject awaited = author.ok("subscribe", Map.of("items", List.of(key)));

    JsonObject reply =
        voter.ok("vote", Keys.keyed("board", board, "foreign", "article-42", "value", 1));
    JsonObject item = author.nextEvent("item").getJsonObject("item");
    JsonObject tally = author.nextEvent("tally");

    assertThat(awaited.getJsonArray("awaited")).hasSize(1);
    assertThat(item.getString("foreign")).isEqualTo("article-42");
    assertThat(tally.getString("item")).isEqualTo(reply.getString("item"));
    assertThat(tally.getInt("up")).isEqualTo(1);
    assertThat(author.ok("item", key).getJsonObject("item").getString("id"))
        .isEqualTo(reply.getString("item"));
    JsonObject known = moderating.ok("subscribe", Map.of("items", List.of(key)));
    assertThat(known.getJsonArray("items").getJsonObject(0).getInt("up")).isEqualTo(1);
  }

  @Test
  void whoComesBackGetsTheEditionThatIsNewer() {
    String item = post(board(Map.of()));
    int edition = read(voter, item).getInt("edition");
    author.ok("edit", Keys.keyed("item", item, "text", "In the shade"));

    JsonObject news =
        voter.ok(
            "subscribe",
            Map.of("items", List.of(Map.of("item", item, "rev", 1, "edition", edition))));
    JsonObject none =
        voter.ok(
            "subscribe",
            Map.of(
                "items",
                List.of(
                    Map.of(
                        "item", item, "rev", 1, "edition", read(voter, item).getInt("edition")))));

    assertThat(news.getJsonArray("tallies")).isEmpty();
    assertThat(news.getJsonArray("items").getJsonObject(0).getString("text"))
        .isEqualTo("In the shade");
    assertThat(none).doesNotContainKey("items");
  }

  @Test
  void boardsWithLongTextsComeOnSeveralPages() {
    String text = "x".repeat(8_000);
    List<String> long4 =
        Stream.of("1", "2", "3", "4").map(any -> board(Map.of("description", text))).toList();

    List<List<String>> pages = new ArrayList<>();
    JsonObject page = voter.ok("boards", Map.of("limit", 100));
    pages.add(ids(page));
    while (page.getBoolean("more")) {
      List<String> before = pages.get(pages.size() - 1);
      page = voter.ok("boards", Map.of("after", before.get(before.size() - 1), "limit", 100));
      pages.add(ids(page));
    }

    List<String> all = pages.stream().flatMap(List::stream).toList();
    assertThat(all).containsSubsequence(long4).doesNotHaveDuplicates();
    assertThat(pages).noneMatch(ids -> ids.containsAll(long4));
    assertThat(refusal(voter, "boards", Map.of("after", "999999999"))).isEqualTo("not_found");
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("boards").getValuesAs(JsonObject.class).stream()
        .map(board -> board.getString("id"))
        .toList();
  }

  @Test
  void textsThatHaveNoRoomInTheReplyAreReadOneByOne() {
    String board = board(Map.of());
    String text = "x".repeat(8_000);
    List<String> items =
        Stream.of("1", "2", "3", "4")
            .map(title -> Keys.keyed("board", board, "title", title, "text", text))
            .map(fields -> author.ok("post", fields).getString("item"))
            .toList();

    JsonObject reply =
        voter.ok(
            "subscribe",
            Map.of(
                "items", items.stream().map(item -> Map.of("item", item, "edition", 0)).toList()));

    List<String> told =
        reply.getJsonArray("items").getValuesAs(JsonObject.class).stream()
            .map(item -> item.getString("id"))
            .toList();
    List<String> unread = reply.getJsonArray("unread").getValuesAs(JsonString::getString);
    assertThat(reply.toString().length()).isLessThan(3 * text.length() + 4_000);
    assertThat(Stream.of(told, unread).flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(items);
    assertThat(read(voter, unread.get(0)).getString("text")).isEqualTo(text);
    author.ok("edit", Keys.keyed("item", unread.get(0), "text", "shorter"));
    assertThat(voter.nextEvent("item").getJsonObject("item").getString("text"))
        .isEqualTo("shorter");
  }

  @Test
  void budgetIsToldAndKept() {
    String board = board(Map.of("budget", 1));
    String first = post(board);
    String second = post(board);
    voter.ok("vote", Keys.keyed("item", first, "value", 1));

    assertThat(refusal(voter, "vote", Keys.keyed("item", second, "value", 1))).isEqualTo("quota");
    assertThat(voter.ok("board", Map.of("board", board)).getInt("votesOut")).isEqualTo(1);

    moderating.ok("state", Keys.keyed("item", first, "state", "done"));
    voter.ok("vote", Keys.keyed("item", second, "value", 1));
  }

  @Test
  void nobodyIsToldWhoVotedUnlessTheBoardSaysSo() {
    String item = post(board(Map.of("voters", "moderators")));
    author.ok("subscribe", Map.of("items", List.of(Map.of("item", item))));
    voter.ok("vote", Keys.keyed("item", item, "value", 1));
    JsonObject receipt = voter.ok("receipt", Map.of("item", item));

    JsonObject tally = author.nextEvent("tally");
    String log = ada.http().get("api/items/" + item + "/log").text();

    assertThat(tally.keySet()).containsExactlyInAnyOrder("type", "item", "up", "down", "rev");
    assertThat(log).contains(receipt.getString("voter")).doesNotContain("grace");
    assertThat(author.unread().toString()).doesNotContain("grace");
    assertThat(refusal(author, "voters", Map.of("item", item))).isEqualTo("forbidden");
    assertThat(moderating.ok("voters", Map.of("item", item)).toString()).contains("gracewhovotes");
  }

  @Test
  void logIsExportedAndRecounted() {
    String item = post(board(Map.of()));
    voter.ok("vote", Keys.keyed("item", item, "value", 1));
    moderating.ok("vote", Keys.keyed("item", item, "value", 1));
    voter.ok("vote", Keys.keyed("item", item, "value", 0));

    VoteLogs.of(ada, base, List.of(item)).assertRecountedWith(List.of());

    String log = ada.http().get("api/items/" + item + "/log").text();
    assertThat(log.lines()).contains("item " + item, "up 1", "down 0", "entries 3").hasSize(6 + 3);
    assertThat(ada.http().get("api/items/999999999/log").status()).isEqualTo(404);
  }

  @Test
  void boardIsExportedForModerators() {
    String board = board(Map.of());
    author.ok("post", Keys.keyed("board", board, "title", "=1+1", "text", "a \"b\",\nc"));
    String hidden = post(board);
    moderating.ok("hide", Keys.keyed("item", hidden));
    String withdrawn =
        author
            .ok("post", Keys.keyed("board", board, "title", "Regretted", "text", "in haste"))
            .getString("item");
    author.ok("withdraw", Keys.keyed("item", withdrawn));
    String path = "api/boards/" + board + "/export";

    Http.Answer csv = moderator.http().get(path + "?format=csv");
    Http.Answer json = moderator.http().get(path);

    assertThat(csv.headers().firstValue("Content-Type"))
        .hasValueSatisfying(
            type ->
                assertThat(type.replace(" ", "")).isEqualToIgnoringCase("text/csv;charset=utf-8"));
    assertThat(csv.text()).contains(",'=1+1,\"a \"\"b\"\",\nc\",").contains("hidden");
    assertThat(csv.text()).startsWith("item,foreign,state,");
    List<JsonObject> items = json.array().getValuesAs(JsonObject.class);
    assertThat(items)
        .extracting(item -> item.getString("title", ""))
        .containsExactly("=1+1", "An idea", "");
    assertThat(items.get(2)).doesNotContainKeys("title", "text", "authorId", "author");
    assertThat(csv.text()).contains("withdrawn").doesNotContain("Regretted", "in haste");
    assertThat(ada.http().get(path).status()).isEqualTo(403);
    assertThat(moderator.http().get(path + "?format=xls").status()).isEqualTo(400);
  }

  @Test
  void moderatorsReadWhatWasDone() {
    String board = board(Map.of());
    String item = post(board);
    moderating.ok("hide", Keys.keyed("item", item));
    moderating.ok("unhide", Keys.keyed("item", item));

    JsonObject audit = moderating.ok("audit", Map.of("board", board));

    assertThat(audit.getJsonArray("deeds").getValuesAs(JsonObject.class))
        .extracting(deed -> deed.getString("action"))
        .containsExactly("unhide", "hide", "create");
  }

  private String board(Map<String, ?> rules) {
    Map<String, Object> fields = new HashMap<>(Keys.keyed("title", "A board"));
    fields.putAll(rules);
    return moderating.ok("create", fields).getString("board");
  }

  private String post(String board) {
    return author.ok("post", Keys.keyed("board", board, "title", "An idea")).getString("item");
  }

  private static JsonObject read(TestClient reader, String item) {
    return reader.ok("item", Map.of("item", item)).getJsonObject("item");
  }

  private static String refusal(TestClient client, String command, Map<String, ?> fields) {
    JsonObject answer = client.command(command, fields);
    assertThat(answer.getString("type")).isEqualTo("error");
    return answer.getString("code");
  }
}
