package org.hearhear.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A board with rules, seen and moderated in browsers. */
@OnEverySharedServer
class BrowserBoardIT {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;

  @RegisterExtension static final OneChromium CHROMIUM = new OneChromium();

  private final URI base;
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String title = "Board " + run;
  private Person moderator;
  private TestClient moderating;
  private TestClient author;

  BrowserBoardIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @BeforeEach
  void connect() {
    moderator = Person.moderator(base);
    moderating = moderator.upvote().ignoringRest();
    author = Person.signUp(base, "author").upvote().ignoringRest();
  }

  @AfterEach
  void disconnect() {
    moderating.close();
    author.close();
  }

  @Test
  void rankingStandsStillWhileVotesArrive() {
    String board = board(Map.of());
    String first = post(board, "First");
    post(board, "Second");
    try (Reader reader = reader()) {
      reader.box("Order").selectOption("top");
      assertThat(headings(reader)).hasText(new String[] {"Second", "First"});

      moderating.ok("vote", Keys.keyed("item", first, "value", 1));

      assertThat(reader.button("Upvote First, 1 vote")).isVisible();
      Locator news = reader.button("Show the new order");
      assertThat(news).isVisible();
      assertThat(headings(reader)).hasText(new String[] {"Second", "First"});
      news.click();
      assertThat(headings(reader)).hasText(new String[] {"First", "Second"});

      reader.page().reload();
      reader.box("Choose a board").selectOption(title);
      assertThat(reader.box("Order")).hasValue("top");
      assertThat(headings(reader)).hasText(new String[] {"First", "Second"});
    }
  }

  @Test
  void whatIsPostedWhileARankingIsShownIsCounted() {
    String board = board(Map.of());
    post(board, "First");
    try (Reader reader = reader()) {
      reader.box("Order").selectOption("hot");
      // The same item was shown before: only the list's name says that it is the ranking now.
      assertThat(ranked(reader)).isVisible();

      post(board, "Second");

      Locator news = reader.button(Pattern.compile("1 new idea"));
      assertThat(news).isVisible();
      assertThat(headings(reader)).hasText(new String[] {"First"});
      assertThat(reader.button("Show the new order · 1 new idea")).isVisible();
      news.click();
      assertThat(headings(reader)).hasText(new String[] {"Second", "First"});
    }
  }

  @Test
  void votesAgainstAreCastWhereTheBoardHasThem() {
    String board = board(Map.of("downvotes", true));
    post(board, "Idea");
    try (Reader reader = reader()) {
      Locator against = reader.button(Pattern.compile("^Downvote Idea"));

      against.click();

      assertThat(against).hasAttribute("aria-pressed", "true");
      assertThat(reader.button("Downvote Idea, 1 vote against it")).isVisible();
      reader.button(Pattern.compile("^Upvote Idea")).click();
      assertThat(reader.button("Downvote Idea, 0 votes against it")).isVisible();
      assertThat(reader.button("Upvote Idea, 1 vote")).hasAttribute("aria-pressed", "true");

      moderating.ok("change", Keys.keyed("board", board, "downvotes", false));
      assertThat(against).hasCount(0);
    }
  }

  @Test
  void moderatorSetsAStateAndMergesAndOthersSeeItLive() {
    String board = board(Map.of());
    post(board, "Bench");
    post(board, "Benches");
    try (Reader reader = reader();
        Reader moderating = Reader.open(CHROMIUM.browser(), base, WIDTH, HEIGHT)) {
      moderating.signIn(moderator.name());
      moderating.box("Choose a board").selectOption(title);

      moderating.button("More about Bench").click();
      moderating.button("planned").click();
      assertThat(item(reader, "Bench").locator(".chip")).hasText("State: planned");

      moderating.button("More about Benches").click();
      moderating.button("Merge into…").click();
      moderating.page().getByRole(AriaRole.RADIO).check();
      moderating.button("Merge").click();
      assertThat(moderating.page().getByRole(AriaRole.DIALOG)).hasCount(0);
      Locator merged = item(reader, "Benches");
      assertThat(merged.getByText("Merged into")).isVisible();
      merged
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Bench"))
          .last()
          .click();
      assertThat(item(reader, "Bench").getByRole(AriaRole.HEADING)).isFocused();
    }
  }

  @Test
  void refusedVoteIsToldAndWhatIsLeftIsRight() {
    String board = board(Map.of("budget", 1));
    post(board, "First");
    post(board, "Second");
    try (Reader reader = reader()) {
      assertThat(reader.page().getByText("1 of 1 vote left")).isVisible();
      reader.button(Pattern.compile("^Upvote First")).click();
      assertThat(reader.page().getByText("0 of 1 vote left")).isVisible();

      reader.button(Pattern.compile("^Upvote Second")).click();

      assertThat(reader.page().getByText("Your vote is not counted.")).isVisible();
      assertThat(reader.button("Upvote Second, 0 votes")).hasAttribute("aria-pressed", "false");
      reader.button("Discard").click();
      reader.button("Upvote First, 1 vote").click();
      assertThat(reader.page().getByText("1 of 1 vote left")).isVisible();
      assertThat(reader.button("Upvote First, 0 votes")).isVisible();

      moderating.ok("close", Keys.keyed("board", board));
      assertThat(reader.page().getByText("This board is closed.")).isVisible();
      assertThat(reader.button("Upvote First, 0 votes")).isDisabled();
      assertThat(reader.box("Title")).hasCount(0);
    }
  }

  @Test
  void keyboardAloneVotesAndOpensAReceipt() {
    String board = board(Map.of());
    post(board, "Idea");
    try (Reader reader = reader()) {
      Page page = reader.page();
      reader.box("Order").focus();

      reader.tabTo("Upvote Idea");
      page.keyboard().press("Space");
      assertThat(reader.button("Upvote Idea, 1 vote")).hasAttribute("aria-pressed", "true");
      Locator more = reader.button("More about Idea");
      assertThat(more).isVisible();
      reader.tabTo("More about Idea");
      page.keyboard().press("Enter");
      assertThat(reader.button("My receipt")).isFocused();
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.DIALOG).getByText("Hash")).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
      assertThat(more).isFocused();
    }
  }

  /** A new board of this test's title, of which the author and the moderator know. */
  private String board(Map<String, ?> rules) {
    Map<String, Object> all = new HashMap<>(rules);
    all.put("title", title);
    all.put("key", Keys.next());
    return moderating.ok("create", all).getString("board");
  }

  private String post(String board, String text) {
    return author.ok("post", Keys.keyed("board", board, "title", text)).getString("item");
  }

  /** Somebody new in front of the board. */
  private Reader reader() {
    Reader reader = Reader.open(CHROMIUM.browser(), base, WIDTH, HEIGHT);
    reader.signUp("reader-" + UUID.randomUUID().toString().substring(0, 8), "Reader");
    reader.box("Choose a board").selectOption(title);
    return reader;
  }

  private static Locator headings(Reader reader) {
    return reader.page().locator(".item h3");
  }

  private static Locator ranked(Reader reader) {
    return reader
        .page()
        .getByRole(
            AriaRole.LIST, new Page.GetByRoleOptions().setName(Pattern.compile("^Ideas, order: ")));
  }

  private static Locator item(Reader reader, String title) {
    return reader
        .page()
        .locator(".item")
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    reader
                        .page()
                        .getByRole(
                            AriaRole.HEADING,
                            new Page.GetByRoleOptions().setName(title).setExact(true))));
  }
}
