package org.hearhear.it;

import com.microsoft.playwright.Browser;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Chromium for all tests of a class, as a static field with {@code @RegisterExtension}. */
final class OneChromium implements BeforeAllCallback, AfterAllCallback {
  /** Null before the first test and after the last one. */
  private @Nullable Chromium chromium;

  Browser browser() {
    return Objects.requireNonNull(chromium).browser();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    chromium = Chromium.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Objects.requireNonNull(chromium).close();
    chromium = null;
  }
}
