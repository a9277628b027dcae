package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The tests of the page's pure modules and of the example in CLIENT.md, run where the modules run:
 * in a browser, without a server.
 */
class BrowserModulesIT {
  @RegisterExtension static final OneChromium CHROMIUM = new OneChromium();

  @Test
  void theTestsOfThePureModulesPass() {
    assertThat(results("import('/src/test/webapp/run.js').then(all => all.run())"))
        .hasSizeGreaterThan(110)
        .allSatisfy(test -> assertThat(test.get("error")).isNull());
  }

  @Test
  void theTestsOfTheExamplePass() {
    assertThat(results("import('/src/test/webapp/example/tests.js').then(all => all.runExample())"))
        .isNotEmpty()
        .allSatisfy(test -> assertThat(test.get("error")).isNull());
  }

  private static List<Map<?, ?>> results(String running) {
    try (Page page = CHROMIUM.browser().newPage()) {
      ProjectFiles.openEmptyPage(page);
      List<?> results = (List<?>) page.evaluate("() => " + running);
      return results.stream().<Map<?, ?>>map(Map.class::cast).toList();
    }
  }
}
