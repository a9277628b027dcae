package org.hearhear.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The installed Chromium, driven by Playwright; closing it ends both. Not safe for all threads. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> OPTIONS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** A page can ask for a garbage collection and learns how much memory is in use. */
  private static final List<String> MEASURING_OPTIONS =
      List.of("--js-flags=--expose-gc", "--enable-precise-memory-info");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium start() {
    return start(OPTIONS);
  }

  static Chromium startForMeasuring() {
    return start(Stream.concat(OPTIONS.stream(), MEASURING_OPTIONS.stream()).toList());
  }

  private static Chromium start(List<String> options) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program()).setArgs(options));
    return new Chromium(playwright, browser);
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Path program() {
    String named = System.getenv("CHROMIUM");
    Stream<String> names = named == null ? NAMES.stream() : Stream.of(named);
    return names
        .flatMap(name -> find(name).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No Chromium: run src/test/install-chromium, or set CHROMIUM."));
  }

  private static Optional<Path> find(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(directory -> Path.of(directory).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
