package org.hearhear.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code PATH-OF-A-FRAME.md} says in its fenced blocks, by the words behind the fence. */
final class PathDocument {
  private static final Path FILE = Path.of("src/docs/PATH-OF-A-FRAME.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+ [^\n]*)\n(.*?)^```$");

  /** What differs from run to run, such as {@code <port>}. */
  private static final Pattern OPEN = Pattern.compile("<\\w+>");

  private final List<Block> blocks;

  private record Block(String words, String text) {}

  /**
   * What a thread is in when it comes to the last of these methods.
   *
   * @param thread how the thread's name begins; empty when any thread will do
   * @param methods {@code package.Class.method}, the outermost first
   */
  record Stack(String name, String thread, List<String> methods) {
    @Override
    public String toString() {
      return name;
    }
  }

  private PathDocument(List<Block> blocks) {
    this.blocks = blocks;
  }

  static PathDocument read() throws IOException {
    return new PathDocument(
        BLOCK
            .matcher(Files.readString(FILE))
            .results()
            .map(block -> new Block(block.group(1), block.group(2)))
            .toList());
  }

  /** The stacks that it names for a server. */
  List<Stack> stacks(ServerKind server) {
    String beginning = "stack " + server + " ";
    return blocks.stream()
        .filter(block -> block.words().startsWith(beginning))
        .map(
            block -> {
              String[] words = block.words().substring(beginning.length()).split(" ", 2);
              String thread = words.length > 1 ? words[1] : "";
              return new Stack(words[0], thread, block.text().lines().toList());
            })
        .toList();
  }

  /** A head of HTTP as a regular expression of what {@link #sorted} makes of it. */
  String http(String name) {
    return pattern(sorted(text("http " + name).replace("\n", "\r\n")));
  }

  /** A head of HTTP with its headers in the order of the alphabet, for theirs says nothing. */
  static String sorted(String head) {
    assertThat(head).endsWith("\r\n\r\n");
    List<String> lines = head.lines().toList();
    return Stream.concat(
            lines.stream().limit(1), lines.subList(1, lines.size() - 1).stream().sorted())
        .collect(Collectors.joining("\n"));
  }

  /** Bytes, one character for each, as a regular expression. */
  String bytes(String name) {
    String digits = text("hex " + name);
    Matcher open = OPEN.matcher(digits);
    String known = (open.find() ? digits.substring(0, open.start()) : digits).replaceAll("\\s", "");
    long unknown = OPEN.matcher(digits).results().count();
    String bytes = new String(HexFormat.of().parseHex(known), ISO_8859_1);
    return Pattern.quote(bytes) + "(?s:.){" + unknown + "}";
  }

  private static String pattern(String text) {
    StringBuilder pattern = new StringBuilder();
    int from = 0;
    Matcher open = OPEN.matcher(text);
    while (open.find()) {
      pattern.append(Pattern.quote(text.substring(from, open.start()))).append("[^\r\n]+");
      from = open.end();
    }
    return pattern.append(Pattern.quote(text.substring(from))).toString();
  }

  private String text(String words) {
    return blocks.stream()
        .filter(block -> block.words().equals(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No block '" + words + "' in " + FILE))
        .text();
  }
}
