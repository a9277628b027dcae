package org.hearhear.it;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * Measures how soon the page of a running server is there for somebody who is signed in and has
 * nothing of it yet, and prints medians: {@code src/test/first-look}. It signs one account up.
 */
public final class FirstLook {
  private static final int LOOKS = 7;
  private static final String PAINT =
      "() => performance.getEntriesByName('first-contentful-paint')[0].startTime";

  /** How much came until something was seen, and until both views were live. */
  private record Look(
      double paintMillis, double liveMillis, int paintBytes, int liveBytes, int liveRequests) {}

  private FirstLook() {}

  /** Argument: the address of the page. */
  public static void main(String[] arguments) {
    URI address = URI.create(arguments[0]);
    try (Chromium chromium = Chromium.start()) {
      String login = signUp(chromium.browser(), address);
      List<Look> looks = new ArrayList<>();
      for (int i = 0; i < LOOKS; i++) {
        looks.add(look(chromium.browser(), address, login));
      }
      System.out.printf(
          Locale.ROOT,
          "something is seen after %.0f ms and %.1f kB; all is live after %.0f ms, %.1f kB and %.0f"
              + " requests%n",
          median(looks, Look::paintMillis),
          median(looks, Look::paintBytes) / 1000,
          median(looks, Look::liveMillis),
          median(looks, Look::liveBytes) / 1000,
          median(looks, Look::liveRequests));
    }
  }

  /** What the browser keeps of it. */
  private static String signUp(Browser browser, URI address) {
    try (Reader reader = Reader.open(browser, address, 1280, 800)) {
      reader.signUp("look-" + UUID.randomUUID().toString().substring(0, 8), "Look");
      return reader.page().context().storageState();
    }
  }

  private static Look look(Browser browser, URI address, String login) {
    try (BrowserContext context =
            browser.newContext(new Browser.NewContextOptions().setStorageState(login));
        Page page = context.newPage()) {
      CDPSession network = context.newCDPSession(page);
      network.send("Network.enable");
      int[] received = new int[2];
      network.on(
          "Network.loadingFinished",
          (JsonObject finished) -> {
            received[0] += finished.get("encodedDataLength").getAsInt();
            received[1]++;
          });
      long start = System.nanoTime();
      page.navigate(address.toString());
      page.locator("hearhear-app .shell, hearhear-app .card").first().waitFor();
      int paintBytes = received[0];
      page.getByText("Live", new Page.GetByTextOptions().setExact(true)).waitFor();
      double live = (System.nanoTime() - start) / 1e6;
      double paint = ((Number) page.evaluate(PAINT)).doubleValue();
      return new Look(paint, live, paintBytes, received[0], received[1]);
    }
  }

  private static double median(List<Look> looks, ToDoubleFunction<Look> figure) {
    return looks.stream().mapToDouble(figure).sorted().skip(LOOKS / 2).findFirst().orElseThrow();
  }
}
