package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Asks axe-core what of a page is not accessible: it knows the rules of WCAG that a program can
 * check, and good practice besides. That it finds nothing proves little; what it finds is wrong.
 */
final class Axe {
  private static final String SCRIPT = script();

  private static final String RUN =
      """
      async () => {
        const { violations } = await axe.run(document, { resultTypes: ['violations'] });
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id} at ${target.flat().join(' ')}: ${failureSummary}`));
      }\
      """;

  private Axe() {}

  static void assertAccessible(Page page, String what) {
    page.evaluate(SCRIPT);
    assertThat((List<?>) page.evaluate(RUN)).as("what is not accessible of " + what).isEmpty();
  }

  private static String script() {
    try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
