package org.hearhear.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PROTOCOL.md as tests need it: its sections with their tables and examples. A fenced block is an
 * example when its info string says whose it is, as in {@code json dm command}. Immutable.
 *
 * @param sections in the order of the document
 */
public record ProtocolDocument(List<Section> sections) {
  private static final Path FILE = Path.of("src", "docs", "PROTOCOL.md");
  private static final Pattern HEADING = Pattern.compile("#{1,6} (.+)");
  private static final Pattern NAMED =
      Pattern.compile("`(\\w+)`: (\\w+)(?: on (`/dm`|`/upvote`|both endpoints))?");
  private static final Pattern FENCE = Pattern.compile("```json (\\w+) (\\w+)");

  /**
   * One literal frame or body.
   *
   * @param speaker {@code dm}, {@code upvote} or {@code http}
   * @param kind {@code command} or {@code server}; with {@code http} the name of a definition
   * @param text the JSON
   * @param line where it begins in the document
   */
  public record Example(String speaker, String kind, String text, int line) {}

  /** A command and the reply that follows it at once. */
  public record Exchange(Example command, Example reply) {}

  /** A table: its header, then its rows, with the marks of code taken off the cells. */
  public record Table(List<String> header, List<List<String>> rows) {

    List<String> column(int index) {
      return rows.stream().map(row -> row.get(index)).toList();
    }
  }

  /**
   * What lies between two headings.
   *
   * @param name what it is about, empty when it is about nothing in particular
   * @param kind {@code command}, {@code reply}, {@code event} or {@code object}, else empty
   * @param endpoints those that it holds for
   */
  public record Section(
      String heading,
      String name,
      String kind,
      Set<String> endpoints,
      List<Table> tables,
      List<Example> examples) {

    /** The pairs of a command and its reply, to be tried on a live server in this order. */
    public List<Exchange> exchanges() {
      List<Exchange> exchanges = new ArrayList<>();
      for (int i = 1; i < examples.size(); i++) {
        Example command = examples.get(i - 1);
        Example reply = examples.get(i);
        if (command.kind().equals("command")
            && reply.kind().equals("server")
            && reply.speaker().equals(command.speaker())) {
          exchanges.add(new Exchange(command, reply));
        }
      }
      return exchanges;
    }

    /** The table whose first column has this title. */
    Optional<Table> table(String title) {
      return tables.stream().filter(table -> table.header().get(0).equals(title)).findFirst();
    }

    private static Section named(String heading) {
      Matcher named = NAMED.matcher(heading);
      if (!named.matches()) {
        return new Section(heading, "", "", Set.of(), new ArrayList<>(), new ArrayList<>());
      }
      String where = named.group(3) == null ? "" : named.group(3);
      Set<String> endpoints =
          switch (where) {
            case "" -> Set.of();
            case "`/dm`" -> Set.of("dm");
            case "`/upvote`" -> Set.of("upvote");
            default -> Set.of("dm", "upvote");
          };
      return new Section(
          heading, named.group(1), named.group(2), endpoints, new ArrayList<>(), new ArrayList<>());
    }
  }

  /** Reads the document of this source tree. */
  public static ProtocolDocument read() {
    try {
      return parse(Files.readAllLines(FILE));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The section with this heading. */
  public Section section(String heading) {
    return sections.stream()
        .filter(section -> section.heading().equals(heading))
        .findFirst()
        .orElseThrow(() -> new AssertionError("PROTOCOL.md has no section " + heading));
  }

  private static ProtocolDocument parse(List<String> lines) {
    List<Section> sections = new ArrayList<>();
    sections.add(Section.named(""));
    int next = 0;
    while (next < lines.size()) {
      String line = lines.get(next);
      Section section = sections.get(sections.size() - 1);
      Matcher heading = HEADING.matcher(line);
      if (line.startsWith("```")) {
        next = readFence(lines, next, section);
      } else if (line.startsWith("|")) {
        next = readTable(lines, next, section);
      } else {
        if (heading.matches()) {
          sections.add(Section.named(heading.group(1)));
        }
        next++;
      }
    }
    return new ProtocolDocument(List.copyOf(sections));
  }

  /** Returns the number of the line behind the fence. */
  private static int readFence(List<String> lines, int first, Section section) {
    int last = first + 1;
    while (!lines.get(last).equals("```")) {
      last++;
    }
    Matcher fence = FENCE.matcher(lines.get(first));
    if (!fence.matches()) {
      throw new AssertionError("Line " + (first + 1) + " of PROTOCOL.md does not say whose it is.");
    }
    String text = String.join("\n", lines.subList(first + 1, last));
    section.examples().add(new Example(fence.group(1), fence.group(2), text, first + 1));
    return last + 1;
  }

  /** Returns the number of the line behind the table. */
  private static int readTable(List<String> lines, int first, Section section) {
    List<List<String>> rows = new ArrayList<>();
    int last = first + 2;
    while (last < lines.size() && lines.get(last).startsWith("|")) {
      rows.add(cells(lines.get(last)));
      last++;
    }
    section.tables().add(new Table(cells(lines.get(first)), List.copyOf(rows)));
    return last;
  }

  private static List<String> cells(String line) {
    String inside = line.substring(1, line.lastIndexOf('|'));
    return Pattern.compile("\\|")
        .splitAsStream(inside)
        .map(cell -> cell.strip().replaceAll("^`([^`]*)`$", "$1"))
        .toList();
  }
}
