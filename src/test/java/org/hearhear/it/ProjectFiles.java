package org.hearhear.it;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page's modules and their tests to a browser as they are in the project, and libraries
 * as their WebJars have them: for what needs no server. The page is empty but for its style sheets.
 */
final class ProjectFiles {
  private static final String ORIGIN = "http://localhost:1";
  private static final String WEB_JARS = "/webapp/webjars/";
  private static final String EMPTY_PAGE =
      """
      <!doctype html>
      <meta name="viewport" content="width=device-width">
      <script type="importmap">{"imports": {"hearhear/": "/webapp/app/"}}</script>
      <link rel="stylesheet" href="/webapp/app/page.css">
      <link rel="stylesheet" href="/src/test/webapp/large/page.css">
      """;

  private ProjectFiles() {}

  static void openEmptyPage(Page page) {
    page.route(ORIGIN + "/**", ProjectFiles::serve);
    page.navigate(ORIGIN + "/");
  }

  private static void serve(Route route) {
    String path = route.request().url().substring(ORIGIN.length());
    Route.FulfillOptions answer = new Route.FulfillOptions();
    byte[] content = path.equals("/") ? null : read(path);
    if (path.equals("/")) {
      answer.setContentType("text/html").setBody(EMPTY_PAGE);
    } else if (content == null) {
      answer.setStatus(404);
    } else {
      answer.setContentType(path.endsWith(".css") ? "text/css" : "text/javascript");
      answer.setBodyBytes(content);
    }
    route.fulfill(answer);
  }

  private static byte @Nullable [] read(String path) {
    Path file = Path.of("." + path);
    try {
      if (path.startsWith(WEB_JARS)) {
        return readFromJar("/META-INF/resources/webjars/" + path.substring(WEB_JARS.length()));
      }
      return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte @Nullable [] readFromJar(String name) throws IOException {
    try (InputStream content = ProjectFiles.class.getResourceAsStream(name)) {
      return content == null ? null : content.readAllBytes();
    }
  }
}
