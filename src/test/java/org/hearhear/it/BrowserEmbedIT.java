package org.hearhear.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The elements in a page of another site, whose people never sign in to Hearhear themselves. */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEveryServer.Source.class)
class BrowserEmbedIT {
  private static final int HOST_PORT = Ports.free();
  private static final OwnServers SERVERS =
      new OwnServers(
          ServerOptions.at("/hearhear")
              .settings(
                  Map.of(
                      "HEARHEAR_ADMINISTRATORS",
                      Person.ADMINISTRATOR,
                      "HEARHEAR_API_KEYS",
                      "harbour=" + SharedServers.PORTAL_KEY,
                      "HEARHEAR_ORIGINS",
                      "http://localhost:" + HOST_PORT)));

  @RegisterExtension static final OneChromium CHROMIUM = new OneChromium();

  private final URI hearhear;

  BrowserEmbedIT(ServerKind kind) {
    hearhear = SERVERS.get(kind).baseUri("/hearhear");
  }

  @AfterParameterizedClassInvocation
  static void stopServer(ServerKind kind) {
    SERVERS.stop(kind);
  }

  @Test
  void peopleOfAnotherSiteVoteAndWriteInItsPage() {
    acceptKeysOfOthers();
    try (EmbeddingHost host = EmbeddingHost.start(HOST_PORT, hearhear, SharedServers.PORTAL_KEY);
        Reader desktop = Reader.open(CHROMIUM.browser(), host.address(), 1280, 1600);
        Reader phone = Reader.open(CHROMIUM.browser(), host.address(), 390, 1600)) {
      signIn(desktop, "Ada Byron");
      signIn(phone, "Ben");

      vote(desktop).click();
      assertThat(vote(phone)).hasText("1");
      vote(phone).click();
      assertThat(vote(desktop)).hasText("2");
      vote(desktop).click();
      assertThat(vote(phone)).hasText("1");

      desktop.writeTo("ben", "Hello from the harbour");
      desktop
          .page()
          .locator("input[type=file]")
          .setInputFiles(new FilePayload("bench.png", "image/png", TestPictures.png(300, 200)));
      desktop.page().locator(".upload.done").waitFor();
      desktop.button("Send").click();
      phone.button(Pattern.compile("^Ada Byron")).click();
      phone.awaitMessage("Hello from the harbour");
      phone.awaitPicture(phone.page().locator(".attachments img"));
      Page opened = phone.page().waitForPopup(() -> phone.page().locator("a.image").click());
      opened.waitForLoadState();
      opened.waitForCondition(
          () -> Objects.equals(opened.evaluate("document.images[0]?.naturalWidth"), 300));
    }
  }

  @Test
  void whoIsNotSignedInThereIsToldSo() {
    try (EmbeddingHost host = EmbeddingHost.start(HOST_PORT, hearhear, SharedServers.PORTAL_KEY);
        Reader reader = Reader.open(CHROMIUM.browser(), host.address(), 1280, 1600)) {
      assertThat(reader.page().getByText("You are not signed in.")).hasCount(3);
      // To be opened once it is known whose messages they are; the page goes on until then.
      reader.page().evaluate("document.querySelector('hearhear-dm').place = '1'");
      assertThat(reader.page().getByText("You are not signed in.")).hasCount(3);

      signIn(reader, "Cem");
      reader.page().getByRole(AriaRole.SEARCHBOX).first().waitFor();
      reader.button("Sign out").click();

      assertThat(reader.page().getByText("You are not signed in.")).hasCount(3);
    }
  }

  private static void signIn(Reader reader, String name) {
    reader.box("Your name").fill(name);
    reader.button("Sign in").click();
  }

  private static Locator vote(Reader reader) {
    return reader.page().locator("hearhear-upvote button");
  }

  /** The first board takes votes on what other applications show. */
  private void acceptKeysOfOthers() {
    try (TestClient moderator = Person.administrator(hearhear).upvote()) {
      moderator.ok("change", Map.of("key", Keys.next(), "board", "1", "foreignItems", true));
    }
  }
}
