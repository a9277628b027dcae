package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The tests of the page's pure modules, run where the modules run: in a browser, without a server.
 */
class BrowserModulesIT {
  private static final String ORIGIN = "http://localhost:1";

  @Test
  void theTestsOfThePureModulesPass() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.browser().newPage();
      page.route(ORIGIN + "/**", BrowserModulesIT::serveFromProject);
      page.navigate(ORIGIN + "/");

      Object results = page.evaluate("async () => (await import('/src/test/webapp/run.js')).run()");

      List<Map<?, ?>> tests = ((List<?>) results).stream().<Map<?, ?>>map(Map.class::cast).toList();
      assertThat(tests).hasSizeGreaterThan(110);
      assertThat(tests).allSatisfy(test -> assertThat(test.get("error")).isNull());
    }
  }

  private static void serveFromProject(Route route) {
    String path = route.request().url().substring(ORIGIN.length());
    Path file = Path.of("." + path);
    Route.FulfillOptions answer = new Route.FulfillOptions();
    if (path.equals("/")) {
      answer.setContentType("text/html").setBody("<!doctype html>");
    } else if (Files.isRegularFile(file)) {
      answer.setContentType("text/javascript").setPath(file);
    } else {
      answer.setStatus(404);
    }
    route.fulfill(answer);
  }
}
