package org.hearhear.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page asks a browser to load, how much that is, and what its document says. */
class PageFilesTest {
  private static final Path WEBAPP = Path.of("webapp");
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:^|[;}])\\s*(?:import|export)\\b[^;\"'()]*?\"(\\.[^\"]+)\"", Pattern.MULTILINE);
  private static final Pattern PRELOAD =
      Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\">");
  private static final String ENTRY = "app/main.js";
  private static final String MESSAGES = "app/dm/hearhear-dm.js";

  /** Bytes, compressed; what one gets before anything is seen, and before one's messages are. */
  private static final int FRAME_BYTES_MAX = 50_000;

  private static final int MESSAGES_BYTES_MAX = 125_000;

  /** By name, in the order in which they are met. */
  private final Map<String, StaticFile> modules = new LinkedHashMap<>();

  @Test
  void indexNamesAllModulesThatTheFirstLookNeeds() throws IOException {
    List<String> named =
        PRELOAD
            .matcher(Files.readString(WEBAPP.resolve("index.html")))
            .results()
            .map(link -> link.group(1))
            .toList();

    follow(ENTRY);
    follow(MESSAGES);

    assertThat(Stream.concat(Stream.of(ENTRY), named.stream()))
        .containsExactlyElementsOf(modules.keySet());
  }

  @Test
  void firstLookStaysSmall() {
    follow(ENTRY);
    assertThat(compressedBytes()).isLessThan(FRAME_BYTES_MAX);

    follow(MESSAGES);
    assertThat(compressedBytes()).isLessThan(MESSAGES_BYTES_MAX);
  }

  @Test
  void documentShowsTheExampleAsItIsTested() throws IOException {
    assertThat(Files.readString(Path.of("src/docs/CLIENT.md")))
        .contains(Files.readString(Path.of("src/test/webapp/example/chat-with.js")));
  }

  private int compressedBytes() {
    return modules.values().stream().mapToInt(file -> file.variant("gzip").content().length).sum();
  }

  private void follow(String name) {
    if (modules.containsKey(name)) {
      return;
    }
    byte[] content = read(name);
    modules.put(name, new StaticFile(content));
    IMPORT
        .matcher(new String(content, StandardCharsets.UTF_8))
        .results()
        .map(found -> Path.of(name).resolveSibling(found.group(1)).normalize().toString())
        .forEach(this::follow);
  }

  private static byte[] read(String name) {
    try {
      return name.startsWith("webjars/")
          ? readFromJar(name)
          : Files.readAllBytes(WEBAPP.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] readFromJar(String name) throws IOException {
    String resource = "/META-INF/resources/" + name;
    try (InputStream content = PageFilesTest.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(content, resource).readAllBytes();
    }
  }
}
