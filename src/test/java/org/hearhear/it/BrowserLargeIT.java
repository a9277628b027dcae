package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Long conversations and boards: what is drawn of them, and that the place is kept. The tests are
 * those of {@code src/test/webapp/large/tests.js}; they need a browser and no server. How smooth it
 * is shows {@link PageFrames}.
 */
class BrowserLargeIT {
  @RegisterExtension static final OneChromium CHROMIUM = new OneChromium();

  @ParameterizedTest
  @CsvSource({"1280, 800", "390, 844"})
  void largeConversationsAndBoardsKeepTheirPlace(int width, int height) {
    try (Page page =
        CHROMIUM.browser().newPage(new Browser.NewPageOptions().setViewportSize(width, height))) {
      ProjectFiles.openEmptyPage(page);

      Object results =
          page.evaluate("async () => (await import('/src/test/webapp/large/tests.js')).runLarge()");

      List<Map<?, ?>> tests = ((List<?>) results).stream().<Map<?, ?>>map(Map.class::cast).toList();
      assertThat(tests).isNotEmpty();
      assertThat(tests).allSatisfy(test -> assertThat(test.get("error")).isNull());
    }
  }
}
