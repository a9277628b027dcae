package org.hearhear.it;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.regex.Pattern;

/** A browser whose server is killed and comes back: nothing that was written is lost. */
class BrowserReconnectIT {
  private static final double RESTART_MILLIS = 180_000;

  @OnEveryServer
  void whatIsWrittenWhileTheServerIsDownArrivesOnceItIsBack(ServerKind kind) {
    try (Chromium chromium = Chromium.start();
        Server server = kind.start(ServerOptions.at("/"));
        Reader ada = Reader.open(chromium.browser(), server.baseUri("/"), 1280, 800);
        Reader ben = Reader.open(chromium.browser(), server.baseUri("/"), 390, 844)) {
      ada.signUp("ada", "Ada");
      ben.signUp("ben", "Ben");
      ada.writeTo("ben", "before the crash");
      ben.button(Pattern.compile("^Ada")).click();
      ben.awaitMessage("before the crash");

      server.kill9();
      PlaywrightAssertions.assertThat(ada.page().getByText("Offline, reconnecting")).isVisible();
      ada.write("during the crash");
      server.restart();

      PlaywrightAssertions.assertThat(bubble(ben.page()))
          .hasText(
              new String[] {"before the crash", "during the crash"},
              new LocatorAssertions.HasTextOptions().setTimeout(RESTART_MILLIS));
      PlaywrightAssertions.assertThat(bubble(ada.page()))
          .hasText(new String[] {"before the crash", "during the crash"});
    }
  }

  private static com.microsoft.playwright.Locator bubble(Page page) {
    return page.locator(".message .bubble");
  }
}
