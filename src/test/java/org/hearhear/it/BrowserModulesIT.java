package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The tests of the page's pure modules, run where the modules run: in a browser, without a server.
 */
class BrowserModulesIT {
  @Test
  void theTestsOfThePureModulesPass() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.browser().newPage();
      ProjectFiles.openEmptyPage(page);

      Object results = page.evaluate("async () => (await import('/src/test/webapp/run.js')).run()");

      List<Map<?, ?>> tests = ((List<?>) results).stream().<Map<?, ?>>map(Map.class::cast).toList();
      assertThat(tests).hasSizeGreaterThan(110);
      assertThat(tests).allSatisfy(test -> assertThat(test.get("error")).isNull());
    }
  }
}
