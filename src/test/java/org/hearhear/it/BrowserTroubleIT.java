package org.hearhear.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Browsers whose network or server goes away and comes back: nothing is lost, or said twice. */
class BrowserTroubleIT {
  private static final double BACK_WITHIN_MILLIS = 60_000;
  private static final int RECONNECT_WITHIN = 2_000;

  @RegisterExtension static final OneChromium CHROMIUM = new OneChromium();

  @OnEveryServer
  void threeTabsWriteWithoutANetworkAndEachMessageArrivesOnce(ServerKind kind) {
    try (Server server = kind.start(options());
        Reader ada = Reader.open(CHROMIUM.browser(), server.baseUri("/"), 1280, 800);
        Reader ben = Reader.open(CHROMIUM.browser(), server.baseUri("/"), 390, 844)) {
      ada.signUp("ada", "Ada");
      ben.signUp("ben", "Ben");
      ada.writeTo("ben", "one");
      ben.button(Pattern.compile("^Ada")).click();
      ben.awaitMessage("one");
      BrowserContext profile = ada.page().context();
      List<Page> tabs = new ArrayList<>(List.of(ada.page()));
      for (int i = 0; i < 2; i++) {
        Page tab = profile.newPage();
        tab.navigate(ada.page().url());
        assertThat(bubbles(tab)).hasText(new String[] {"one"});
        tabs.add(tab);
      }

      profile.setOffline(true);
      for (Page tab : tabs) {
        assertThat(tab.getByText("Offline, reconnecting")).isVisible(within(BACK_WITHIN_MILLIS));
      }
      for (int i = 0; i < tabs.size(); i++) {
        tabs.get(i).locator(".composer textarea").fill("from tab " + i);
        tabs.get(i).locator(".composer textarea").press("Enter");
        for (Page tab : tabs) {
          assertThat(bubbles(tab).last()).hasText("from tab " + i);
        }
      }
      tabs.remove(2).close();
      profile.setOffline(false);

      String[] all = {"one", "from tab 0", "from tab 1", "from tab 2"};
      assertThat(bubbles(ben.page())).hasText(all, texts(BACK_WITHIN_MILLIS));
      for (Page tab : tabs) {
        assertThat(bubbles(tab)).hasText(all);
        assertThat(tab.locator(".message.waiting, .message.sending")).hasCount(0);
      }
    }
  }

  @OnEveryServer
  void conversationGoesOnAfterARedeploy(ServerKind kind) {
    try (Server server = kind.startForRedeploys(options());
        Reader ada = Reader.open(CHROMIUM.browser(), server.baseUri("/"), 1280, 800);
        Reader ben = Reader.open(CHROMIUM.browser(), server.baseUri("/"), 390, 844)) {
      ada.signUp("ada", "Ada");
      ben.signUp("ben", "Ben");
      ada.writeTo("ben", "before");
      ben.button(Pattern.compile("^Ada")).click();
      ben.awaitMessage("before");

      server.undeploy("/");
      assertThat(ada.page().getByText("Offline, reconnecting")).isVisible();
      ada.write("meanwhile");
      ben.write("meanwhile too");
      server.deploy("/");

      for (Reader reader : List.of(ada, ben)) {
        assertThat(bubbles(reader.page())).hasCount(3, count(BACK_WITHIN_MILLIS));
        assertThat(bubbles(reader.page()).first()).hasText("before");
        assertThat(reader.page().locator(".message.waiting, .message.sending"))
            .hasCount(0, count(BACK_WITHIN_MILLIS));
      }
      ben.write("after");
      ada.awaitMessage("after");
    }
  }

  private static ServerOptions options() {
    return ServerOptions.at("/")
        .setting("HEARHEAR_RECONNECT_WITHIN", Integer.toString(RECONNECT_WITHIN));
  }

  private static Locator bubbles(Page page) {
    return page.locator(".message .bubble");
  }

  private static LocatorAssertions.IsVisibleOptions within(double millis) {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(millis);
  }

  private static LocatorAssertions.HasTextOptions texts(double millis) {
    return new LocatorAssertions.HasTextOptions().setTimeout(millis);
  }

  private static LocatorAssertions.HasCountOptions count(double millis) {
    return new LocatorAssertions.HasCountOptions().setTimeout(millis);
  }
}
