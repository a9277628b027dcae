package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items as they are ranked, page by page, while people vote. */
@OnEverySharedServer
class RankingIT {
  private final URI base;
  private TestClient moderating;
  private TestClient author;
  private TestClient reader;
  private String board;

  RankingIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @BeforeEach
  void connect() {
    moderating = Person.moderator(base).upvote().ignoringRest();
    author = Person.signUp(base, "ada").upvote().ignoringRest();
    reader = Person.signUp(base, "grace").upvote();
    board =
        moderating
            .ok("create", Keys.keyed("title", "A board", "downvotes", true, "selfVotes", true))
            .getString("board");
  }

  @AfterEach
  void disconnect() {
    Stream.of(moderating, author, reader).forEach(TestClient::close);
  }

  @Test
  void eachOrderPutsOtherItemsFirst() {
    String disliked = post();
    String liked = post();
    String unnoticed = post();
    vote(author, liked, 1);
    vote(moderating, liked, 1);
    vote(author, disliked, -1);

    assertThat(ids(page(Map.of("order", "top")))).containsExactly(liked, unnoticed, disliked);
    assertThat(ids(page(Map.of("order", "hot")))).containsExactly(liked, unnoticed, disliked);
    assertThat(ids(page(Map.of("order", "best"))).get(0)).isEqualTo(liked);
    assertThat(ids(page(Map.of("order", "active")))).containsExactly(disliked, liked, unnoticed);
    assertThat(ids(page(Map.of("order", "new")))).containsExactly(unnoticed, liked, disliked);
  }

  @Test
  void whoPagesSeesEachItemOnceHoweverPeopleVote() {
    List<String> posted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      posted.add(0, post());
    }
    JsonObject first = page(Map.of("order", "top", "limit", 2));
    List<String> seen = new ArrayList<>(ids(first));
    String version = first.getString("version");

    String last = posted.get(4);
    reader.ok("subscribe", Map.of("board", board, "order", "top", "version", version));
    vote(author, last, 1);
    JsonObject news = reader.nextEvent("ranking");
    for (boolean more = first.getBoolean("more"); more; ) {
      JsonObject next =
          page(Map.of("order", "top", "limit", 2, "version", version, "from", seen.size()));
      assertThat(next.getInt("from")).isEqualTo(seen.size());
      assertThat(next.getInt("ranked")).isEqualTo(5);
      seen.addAll(ids(next));
      more = next.getBoolean("more");
    }

    assertThat(seen).containsExactlyElementsOf(posted);
    assertThat(news.getString("version")).isNotEqualTo(version);
    JsonObject newest = page(Map.of("order", "top", "limit", 1));
    assertThat(newest.getString("version")).isEqualTo(news.getString("version"));
    assertThat(ids(newest)).containsExactly(last);
    assertThat(newest.getJsonArray("items").getJsonObject(0).getInt("up")).isEqualTo(1);
  }

  @Test
  void whoHasTheNewestVersionIsNotToldAgainWhenHeComesBack() {
    String item = post();
    String version = page(Map.of("order", "top")).getString("version");

    JsonObject same = reader.ok("subscribe", watching("version", version));
    JsonObject other = reader.ok("subscribe", watching("version", "0123456789abcdef"));
    reader.ok("unsubscribe", Map.of("board", board, "order", "top"));
    reader.ok("unsubscribe", Map.of("board", board));

    assertThat(same).doesNotContainKey("ranking");
    assertThat(other.getJsonObject("ranking").getString("version")).isEqualTo(version);
    assertThat(item).isNotEmpty();
  }

  private Map<String, Object> watching(String name, String value) {
    return Map.of("board", board, "order", "top", name, value);
  }

  @Test
  void itemThatIsGoneMeanwhileSaysSoInItsPlace() {
    String first = post();
    String second = post();
    JsonObject before = page(Map.of("order", "top"));
    moderating.ok("hide", Keys.keyed("item", second));

    JsonObject after = page(Map.of("order", "top", "version", before.getString("version")));

    assertThat(ids(after)).containsExactly(second, first);
    JsonObject hidden = after.getJsonArray("items").getJsonObject(0);
    assertThat(hidden.getString("gone")).isEqualTo("hidden");
    assertThat(hidden).doesNotContainKeys("title", "text", "author");
  }

  @Test
  void whatCannotBeReadIsRefusedWithAReason() {
    post();

    assertThat(refusal(Map.of("order", "loudest"))).isEqualTo("bad_request");
    assertThat(refusal(Map.of("order", "top", "before", "7"))).isEqualTo("bad_request");
    assertThat(refusal(Map.of("order", "top", "from", 1))).isEqualTo("bad_request");
    assertThat(refusal(Map.of("order", "top", "from", -1))).isEqualTo("bad_request");
    assertThat(refusal(Map.of("version", "0123456789abcdef"))).isEqualTo("bad_request");
    assertThat(refusal(Map.of("order", "top", "version", "0123456789abcdef")))
        .isEqualTo("conflict");
    assertThat(reader.refusal("items", Map.of("board", "999999999", "order", "top")))
        .isEqualTo("not_found");
    assertThat(reader.refusal("subscribe", Map.of("board", "999999999", "order", "top")))
        .isEqualTo("not_found");
    assertThat(reader.refusal("subscribe", Map.of("board", board, "order", "new")))
        .isEqualTo("bad_request");
  }

  @Test
  void connectionWatchesAsManyRankingsAsItMay() {
    for (int i = 0; i < 25; i++) {
      String each =
          moderating.ok("create", Keys.keyed("title", "Board " + i)).getString("board");
      for (String order : List.of("top", "hot", "best", "active")) {
        reader.ok("subscribe", Map.of("board", each, "order", order));
      }
    }

    assertThat(reader.refusal("subscribe", Map.of("board", board, "order", "top")))
        .isEqualTo("quota");
  }

  private String post() {
    return author
        .ok("post", Keys.keyed("board", board, "title", "An idea", "text", ""))
        .getString("item");
  }

  private static void vote(TestClient voter, String item, int value) {
    voter.ok("vote", Keys.keyed("item", item, "value", value));
  }

  private JsonObject page(Map<String, Object> wanted) {
    return reader.ok("items", onBoard(wanted));
  }

  private String refusal(Map<String, Object> wanted) {
    return reader.refusal("items", onBoard(wanted));
  }

  private Map<String, Object> onBoard(Map<String, Object> wanted) {
    Map<String, Object> fields = new HashMap<>(wanted);
    fields.put("board", board);
    return fields;
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString("id"))
        .toList();
  }
}
