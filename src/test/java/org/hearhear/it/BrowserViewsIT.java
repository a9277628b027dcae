package org.hearhear.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every view at three widths, light and dark: accessible as far as a program can tell, no wider
 * than the window, and full of what hostile people write. The pictures are in {@code
 * target/screenshots}.
 */
@OnEverySharedServer
class BrowserViewsIT {
  private static final String HOSTILE = "\"><img src=x onerror=\"document.title='owned'\">";
  private static final String HOSTILE_LINK = "javascript:document.title='owned'";

  /** The page, and what scrolls up and down in it, must not have to be scrolled sideways. */
  private static final String TOO_WIDE =
      """
      () => {
        const found = [];
        const look = root => {
          for (const element of root.querySelectorAll('html, .scroll, .list-body, dialog[open]'))
            if (element.scrollWidth > element.clientWidth + 1)
              found.push(`${element.localName}.${element.className}`);
          for (const element of root.querySelectorAll('*'))
            if (element.shadowRoot) look(element.shadowRoot);
        };
        look(document);
        return found;
      }\
      """;

  /** Turns what follows from right to left, and never turns it back. */
  private static final String TURNING = "\u2067turned";

  private static final Map<String, List<Integer>> WINDOWS =
      Map.of(
          "phone", List.of(360, 740),
          "tablet", List.of(820, 1180),
          "desktop", List.of(1440, 900));

  @RegisterExtension static final OneChromium CHROMIUM = new OneChromium();

  private final URI address;
  private final Path pictures;
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  BrowserViewsIT(Deployment deployment) {
    this.address = deployment.baseUri();
    this.pictures =
        Path.of("target", "screenshots", deployment.kind().name().toLowerCase(Locale.ROOT));
  }

  @Test
  void viewsAreAccessibleAndFitAndShowTextAsText() {
    Person moderator = Person.moderator(address);
    String board = "Board " + run;
    String item;
    try (TestClient client = moderator.upvote().ignoringRest()) {
      String id =
          client
              .ok("create", Keys.keyed("title", board + HOSTILE, "budget", 3, "downvotes", true))
              .getString("board");
      item =
          client
              .ok("post", Keys.keyed("board", id, "title", HOSTILE, "text", TURNING + HOSTILE_LINK))
              .getString("item");
      client.ok("state", Keys.keyed("item", item, "state", "planned"));
    }
    try (Reader reader = Reader.open(CHROMIUM.browser(), address, 1440, 900);
        Reader other = Reader.open(CHROMIUM.browser(), address, 1440, 900)) {
      reader
          .page()
          .emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
      look(reader, "sign-in");
      reader.signUp("ada-" + run, HOSTILE);
      look(reader, "nobody yet");
      other.signUp("ben-" + run, HOSTILE + TURNING.substring(1));

      other.writeTo("ada-" + run, HOSTILE + " " + HOSTILE_LINK + " https://example.org/" + HOSTILE);
      other
          .page()
          .locator("input[type=file]")
          .setInputFiles(
              new FilePayload(
                  HOSTILE.replace("/", "") + ".txt", "text/html", HOSTILE.getBytes(UTF_8)));
      other.page().locator(".upload.done").waitFor();
      other.button("Send").click();
      other.startGroup(HOSTILE, "ada-" + run);
      other.write(TURNING);
      reader
          .page()
          .locator(".list-body .row")
          .filter(new Locator.FilterOptions().setHasText("@ben-" + run))
          .click();
      reader.awaitMessage(HOSTILE);
      reader.page().locator(".attachments .file").waitFor();
      look(reader, "conversation");
      reader.act(HOSTILE, "Reply");
      look(reader, "reply");
      reader.button("Details").click();
      look(reader, "details");
      reader.page().keyboard().press("Escape");
      for (Locator link : reader.page().locator(".message a[target=_blank]:not(.image)").all()) {
        assertThat(link).hasAttribute("rel", "noopener noreferrer nofollow");
        assertThat(link.getAttribute("href")).startsWith("http");
      }

      open(reader, "board");
      reader
          .page()
          .locator("hearhear-board select")
          .first()
          .selectOption(new SelectOption().setLabel(board + HOSTILE));
      reader.page().locator("[data-item=\"" + item + "\"]").waitFor();
      look(reader, "board");
      for (String view : List.of("settings")) {
        open(reader, view);
        look(reader, view);
      }
      for (Reader each : List.of(reader, other)) {
        assertThat(each.page().locator("img[src=x]")).hasCount(0);
        assertThat(each.page().title()).doesNotContain("owned");
      }
    }
  }

  /** In each window, light and dark. */
  private void look(Reader reader, String view) {
    Page page = reader.page();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      WINDOWS.forEach(
          (name, size) -> {
            page.setViewportSize(size.get(0), size.get(1));
            String what = "%s, %s, %s".formatted(view, name, scheme);
            page.screenshot(
                new Page.ScreenshotOptions()
                    .setPath(pictures.resolve(what.toLowerCase(Locale.ROOT) + ".png")));
            Axe.assertAccessible(page, what);
            assertThat((List<?>) page.evaluate(TOO_WIDE)).as("too wide in %s", what).isEmpty();
          });
    }
    page.setViewportSize(1440, 900);
  }

  private static void open(Reader reader, String fragment) {
    reader.page().evaluate("fragment => { location.hash = fragment; }", fragment);
  }
}
