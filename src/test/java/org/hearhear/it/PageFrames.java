package org.hearhear.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how smooth the page is with 10,000 messages and 1,000 items, on a desktop and on a
 * phone's screen, and prints a table: {@code src/test/frames}. It asserts nothing, for a time says
 * as much of the machine as of the page.
 */
public final class PageFrames {
  private static final String CALL =
      "([what, options]) => import('/src/test/webapp/large/frames.js').then(all => all[what](options))";

  private PageFrames() {}

  /** Arguments: numbers of messages and of items, else 10,000 and 1,000. */
  public static void main(String[] arguments) {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int items = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    try (Chromium chromium = Chromium.startForMeasuring()) {
      System.out.printf("| | p50 | p95 | max, ms | over 50 ms | elements | heap, MiB |%n");
      System.out.printf("|---|---|---|---|---|---|---|%n");
      measure(chromium.browser(), 1280, 800, "conversation", Map.of("messages", messages));
      measure(chromium.browser(), 1280, 800, "board", Map.of("items", items));
      measure(chromium.browser(), 390, 844, "conversation", Map.of("messages", messages));
      measure(chromium.browser(), 390, 844, "board", Map.of("items", items));
    }
  }

  private static void measure(
      Browser browser, int width, int height, String what, Map<String, Integer> options) {
    try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, height))) {
      ProjectFiles.openEmptyPage(page);
      Object rows = page.evaluate(CALL, List.of(what, options));
      for (Object row : (List<?>) rows) {
        print(width, (Map<?, ?>) row);
      }
    }
  }

  private static void print(int width, Map<?, ?> row) {
    System.out.printf(
        Locale.ROOT,
        "| %d px wide, %s | %s | %s | %s | %s | %s | %s |%n",
        width,
        row.get("name"),
        row.get("p50"),
        row.get("p95"),
        row.get("max"),
        row.get("long"),
        row.get("elements"),
        row.get("heapMiB"));
  }
}
