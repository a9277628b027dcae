package org.hearhear.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Verifies the exported log of an item's votes: that each entry is bound to all before it, that the
 * stated count is what the entries add up to, that receipts and heads noted earlier are in the log,
 * and that votes which came with a merge are those of the item that was merged. It trusts nothing
 * in the file, keeps in memory the last value of each voter and who was moved, and stops at the
 * first entry that does not hold. It cannot tell whether voters are people, or whether everybody
 * was shown the same log.
 *
 * <p>One file without dependencies, so that it can be read, kept and run apart from the server:
 * {@code java VerifyVotes.java votes-7.txt}. For one thread.
 */
public final class VerifyVotes {
  private static final String HELP =
      """
      Verifies an exported vote log. Needs Java 17 or later and nothing else.

        java VerifyVotes.java votes-7.txt [--receipt N:HASH]... [--origin FILE]...

        --receipt N:HASH  a receipt for entry N, or a head that was noted when the log had
                          N entries: it must be in the log; may be repeated
        --origin FILE     the log of an item that was merged into this one: it must hold too,
                          and the votes that were moved must be those; may be repeated
        --help            this text

      Exit code 0: everything that was checked holds. 1: something does not; the message says what.
      2: it cannot tell; the arguments are wrong, or a file cannot be read or is not such a log.
      """;

  private static final int HOLDS = 0;
  private static final int DOES_NOT_HOLD = 1;
  private static final int CANNOT_TELL = 2;

  private static final int SHOWN_CHARACTERS_MAX = 120;
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final PrintStream out;
  private boolean isSound = true;

  private VerifyVotes(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out));
  }

  /** Verifies what the arguments name, prints what came of it, and returns the exit code. */
  public static int run(String[] arguments, PrintStream out) {
    List<String> all = List.of(arguments);
    if (all.contains("--help")) {
      out.print(HELP);
      return HOLDS;
    }
    return new VerifyVotes(out).verify(all);
  }

  private int verify(List<String> arguments) {
    try {
      Request request = Request.parse(arguments);
      Map<Long, Log> origins = readOrigins(request);
      verify(request, origins);
    } catch (CannotTell e) {
      out.println(e.getMessage());
      return isSound ? CANNOT_TELL : DOES_NOT_HOLD;
    } catch (OutOfMemoryError e) {
      out.println("There are more voters than fit into memory: give Java more, java -Xmx8g ...");
      return isSound ? CANNOT_TELL : DOES_NOT_HOLD;
    }
    out.println(
        isSound ? "Everything that was checked holds." : "Not everything that was checked holds.");
    return isSound ? HOLDS : DOES_NOT_HOLD;
  }

  /** The origins that hold, by item. */
  private Map<Long, Log> readOrigins(Request request) throws CannotTell {
    Map<Long, Log> origins = new HashMap<>();
    Set<Long> items = new HashSet<>();
    for (String file : request.origins) {
      Log origin = new Log(Set.of(), Map.of());
      boolean holds = read(file, origin, file + ": ");
      // Of a header that does not hold the item may be unknown, and 0.
      if (origin.item != 0 && !items.add(origin.item)) {
        throw new CannotTell("Two of the origins are logs of item " + origin.item + ".");
      }
      if (holds) {
        origins.put(origin.item, origin);
        origin.uncompared.forEach(
            (item, count) ->
                out.printf(
                    "%s: %s from item %d; to compare them, verify this log by itself.%n",
                    file, count(count, "vote was", "votes were") + " moved", item));
      }
    }
    return origins;
  }

  private void verify(Request request, Map<Long, Log> origins) throws CannotTell {
    Log log = new Log(request.receiptNumbers(), origins);
    boolean holds = read(request.file, log, "");
    if (origins.containsKey(log.item)) {
      throw new CannotTell("An origin is a log of item " + log.item + " itself.");
    }
    request.receipts.forEach(receipt -> tell(receipt, log, holds));
    if (holds) {
      origins.forEach((item, origin) -> tell(item, origin, log));
      log.uncompared.forEach(
          (item, count) ->
              out.printf(
                  "%s from item %d and not compared with its log: give it with --origin.%n",
                  count(count, "vote was", "votes were") + " moved", item));
    }
  }

  /** Reads the log to its end, says what came of it, and returns whether it holds. */
  private boolean read(String file, Log log, String prefix) throws CannotTell {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      log.read(new Lines(in));
      out.println(prefix + log.summary());
      return true;
    } catch (DoesNotHold e) {
      isSound = false;
      out.println(prefix + e.getMessage());
      return false;
    } catch (CannotTell e) {
      throw new CannotTell(file + ": " + e.getMessage());
    } catch (InvalidPathException e) {
      throw new CannotTell("Not the name of a file: " + printable(file));
    } catch (NoSuchFileException e) {
      throw new CannotTell(file + ": there is no such file.");
    } catch (AccessDeniedException e) {
      throw new CannotTell(file + ": you may not read it.");
    } catch (IOException e) {
      throw new CannotTell(file + ": cannot be read: " + e.getMessage());
    }
  }

  private void tell(Receipt receipt, Log log, boolean logHolds) {
    Optional<Seen> found = Optional.ofNullable(log.seen.get(receipt.n));
    if (found.isEmpty()) {
      isSound = false;
      out.println(
          logHolds
              ? "Receipt %d is not in the log, which has %s."
                  .formatted(receipt.n, count(log.n, "entry", "entries"))
              : "Receipt %d was not reached.".formatted(receipt.n));
    } else if (!found.get().hash.equals(receipt.hash)) {
      isSound = false;
      out.printf(
          "Receipt %d is not in the log: the hash of entry %d is \"%s\", the receipt says \"%s\"."
              + " The log is another one, or was changed at this entry or before it.%n",
          receipt.n, receipt.n, found.get().hash, receipt.hash);
    } else {
      out.printf("Receipt %d is in the log: %s.%n", receipt.n, found.get().text);
      Optional<Integer> last = Optional.ofNullable(log.values.get(found.get().voter));
      if (logHolds && last.isPresent()) {
        out.printf("At the end of the log this voter's vote is %d.%n", last.get());
      }
    }
  }

  private void tell(long item, Log origin, Log log) {
    if (origin.mergedInto != log.item) {
      isSound = false;
      String end = origin.mergedInto == 0 ? "without a merge" : "merged into " + origin.mergedInto;
      out.printf(
          "The log of item %d does not hold as an origin: it ends %s, and should end merged into"
              + " item %d.%n",
          item, end, log.item);
      return;
    }
    long moved = log.compared.getOrDefault(item, 0L);
    out.printf(
        "Item %d: of %s at its end, %d came here, each as it was there.%n",
        item, count(origin.ups + origin.downs, "vote", "votes"), moved);
  }

  private static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private static String quoted(String text) {
    return '"' + printable(text) + '"';
  }

  /** What a file says, fit for a terminal. */
  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    for (char c : text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS_MAX)).toCharArray()) {
      shown.append(c >= ' ' && c <= '~' ? String.valueOf(c) : "\\x%02x".formatted((int) c));
    }
    return text.length() > SHOWN_CHARACTERS_MAX ? shown + "..." : shown.toString();
  }

  private static OptionalLong findNumber(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean isHash(String text) {
    return HASH.matcher(text).matches();
  }

  /** What the arguments ask for. */
  private record Request(String file, List<Receipt> receipts, List<String> origins) {
    static Request parse(List<String> arguments) throws CannotTell {
      List<String> files = new ArrayList<>();
      List<Receipt> receipts = new ArrayList<>();
      List<String> origins = new ArrayList<>();
      for (int i = 0; i < arguments.size(); i++) {
        String argument = arguments.get(i);
        if (argument.equals("--receipt") || argument.equals("--origin")) {
          if (++i == arguments.size()) {
            throw new CannotTell(argument + " needs a value; see --help.");
          }
          if (argument.equals("--receipt")) {
            receipts.add(Receipt.parse(arguments.get(i)));
          } else {
            origins.add(arguments.get(i));
          }
        } else if (argument.startsWith("-")) {
          throw new CannotTell("Not an option: " + printable(argument) + "; see --help.");
        } else {
          files.add(argument);
        }
      }
      if (files.size() != 1) {
        throw new CannotTell("Name one log, not " + files.size() + "; see --help.");
      }
      return new Request(files.get(0), receipts, origins);
    }

    Set<Long> receiptNumbers() {
      Set<Long> numbers = new HashSet<>();
      receipts.forEach(receipt -> numbers.add(receipt.n));
      return numbers;
    }
  }

  /** The hash that an entry must have. */
  private record Receipt(long n, String hash) {
    static Receipt parse(String text) throws CannotTell {
      int colon = text.indexOf(':');
      OptionalLong n = findNumber(text.substring(0, Math.max(colon, 0)));
      String hash = text.substring(colon + 1);
      if (n.isEmpty() || !isHash(hash)) {
        throw new CannotTell(
            "Not a receipt: \"%s\"; it should be the entry's number, a colon, and 64 of 0-9a-f."
                .formatted(printable(text)));
      }
      return new Receipt(n.getAsLong(), hash);
    }
  }

  /** An entry that a receipt asks for. */
  private record Seen(String hash, String voter, String text) {}

  /** One log while it is read, and what it came to. */
  private static final class Log {
    private static final String TITLE = "hearhear-votes 1";
    private static final String ZEROS = "0".repeat(64);
    private static final String NOBODY = "-";
    private static final int FIELDS = 7;
    private static final String AT_MOST = "at most " + Lines.MAX + " characters and a line feed";
    private static final Pattern HOUR =
        Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3])Z");
    private static final int DATE_CHARACTERS = 10;

    private final Set<Long> wanted;
    private final Map<Long, Log> origins;
    private final MessageDigest sha256 = sha256();
    private final Map<Long, Seen> seen = new HashMap<>();
    private final Map<String, Integer> values = new HashMap<>();
    private final Set<String> moved = new HashSet<>();
    private final Map<Long, Long> compared = new TreeMap<>();
    private final Map<Long, Long> uncompared = new TreeMap<>();

    // What has been read so far.
    private long lineNumber;
    private long n;
    private String hash = ZEROS;
    private long ups;
    private long downs;

    /** 0 until an entry says it. */
    private long mergedInto;

    /** 0 until the header has said it. */
    private long item;

    /**
     * @param wanted the entries to keep for receipts
     * @param origins the logs, read to their ends, that moved votes are compared with
     */
    Log(Set<Long> wanted, Map<Long, Log> origins) {
      this.wanted = wanted;
      this.origins = origins;
    }

    void read(Lines lines) throws IOException, CannotTell, DoesNotHold {
      Optional<Line> title = lines.next();
      if (title.isEmpty() || !title.get().isWhole || !title.get().text.equals(TITLE)) {
        throw new CannotTell(
            "not such a log: the first line is \"%s\", and should be \"%s\" with a line feed."
                .formatted(printable(title.map(Line::text).orElse("")), TITLE));
      }
      lineNumber = 1;
      long statedItem = header(lines, "item");
      expect(statedItem != 0, "the item", "0", "1 or more");
      item = statedItem;
      long statedUps = header(lines, "up");
      long statedDowns = header(lines, "down");
      long entries = header(lines, "entries");
      String head = headerText(lines, "head");
      expect(isHash(head), "the head", head, "64 of 0-9a-f");

      keep(NOBODY, "the empty log");
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        lineNumber++;
        n++;
        readEntry(line.get(), entries);
      }
      if (n < entries) {
        throw new DoesNotHold(
            "Entry %d does not hold: it is missing; the log ends at line %d, the header says %s."
                .formatted(n + 1, lineNumber, count(entries, "entry", "entries")));
      }
      expectStated("head", head, hash);
      expectStated("count of up", statedUps, ups);
      expectStated("count of down", statedDowns, downs);
    }

    private long header(Lines lines, String name) throws IOException, DoesNotHold {
      String text = headerText(lines, name);
      OptionalLong number = findNumber(text);
      expect(number.isPresent(), name, text, "a whole number");
      return number.orElseThrow();
    }

    private String headerText(Lines lines, String name) throws IOException, DoesNotHold {
      lineNumber++;
      Line line = lines.next().orElse(new Line("", false));
      String prefix = name + " ";
      expect(
          line.isWhole && line.text.startsWith(prefix),
          "the line",
          line.text,
          prefix + "and its value, with a line feed");
      return line.text.substring(prefix.length());
    }

    private void readEntry(Line line, long entries) throws DoesNotHold {
      expect(n <= entries, "the line", line.text, "absent: the header says " + entries);
      expect(line.isWhole, "the line", line.text, AT_MOST);
      String[] fields = line.text.split(" ", -1);
      expect(fields.length == FIELDS, "the line", line.text, FIELDS + " fields, one space apart");
      String number = Long.toString(n);
      expect(fields[0].equals(number), "the number", fields[0], number);
      expect(isHour(fields[1]), "the hour", fields[1], "an hour such as 2026-11-24T12Z");

      String kind = fields[2];
      String voter = fields[3];
      String value = fields[4];
      String origin = fields[5];
      Optional<Origin> from = checkFields(kind, voter, value, origin);

      // The line without its hash and the space before that is, word for word, what was hashed.
      String unhashed = line.text.substring(0, line.text.length() - fields[6].length() - 1);
      hash = hash(hash + " " + item + " " + unhashed);
      expect(fields[6].equals(hash), "the hash", fields[6], quoted(hash));

      expect(mergedInto == 0, "the line", line.text, "absent: nothing comes after a merge");
      if (kind.equals("merged")) {
        mergedInto = from.orElseThrow().item;
      } else {
        if (from.isPresent()) {
          checkMove(voter, Integer.parseInt(value), from.get(), origin);
        }
        fold(voter, Integer.parseInt(value));
      }
      keep(voter, line.text);
    }

    private boolean isHour(String text) {
      if (!HOUR.matcher(text).matches()) {
        return false;
      }
      try {
        LocalDate.parse(text.substring(0, DATE_CHARACTERS));
        return true;
      } catch (DateTimeParseException e) {
        return false;
      }
    }

    private Optional<Origin> checkFields(String kind, String voter, String value, String origin)
        throws DoesNotHold {
      boolean isUpOrDown = value.equals("1") || value.equals("-1");
      boolean isMerged = kind.equals("merged");
      if (isMerged) {
        expect(voter.equals(NOBODY), "the voter", voter, quoted(NOBODY));
        expect(value.equals("0"), "the value", value, quoted("0"));
      } else {
        expect(
            kind.equals("vote") || kind.equals("moved"), "the kind", kind, "vote, moved or merged");
        expect(isHash(voter), "the voter", voter, "64 of 0-9a-f");
      }
      if (kind.equals("vote")) {
        expect(isUpOrDown || value.equals("0"), "the value", value, "1, 0 or -1");
        expect(origin.equals(NOBODY), "the origin", origin, quoted(NOBODY));
        return Optional.empty();
      }
      expect(isMerged || isUpOrDown, "the value", value, "1 or -1");
      Optional<Origin> from = Origin.find(origin).filter(found -> found.hasVoter() != isMerged);
      expect(
          from.isPresent() && from.get().item != item,
          "the origin",
          origin,
          isMerged ? "the number of another item" : "the number of another item, a colon, a voter");
      return from;
    }

    private void checkMove(String voter, int value, Origin from, String text) throws DoesNotHold {
      int before = values.getOrDefault(voter, 0);
      expect(before == 0, "the voter", voter, "one without a vote here; this one's is " + before);
      expect(moved.add(text), "the origin", text, "one whose vote was not moved before");
      Optional<Log> log = Optional.ofNullable(origins.get(from.item));
      if (log.isPresent()) {
        int there = log.get().values.getOrDefault(from.voter, 0);
        expect(
            value == there,
            "the value",
            Integer.toString(value),
            there + ", as in the log of item " + from.item);
      }
      (log.isPresent() ? compared : uncompared).merge(from.item, 1L, Long::sum);
    }

    private void fold(String voter, int value) {
      int before = Optional.ofNullable(values.put(voter, value)).orElse(0);
      ups += (value == 1 ? 1 : 0) - (before == 1 ? 1 : 0);
      downs += (value == -1 ? 1 : 0) - (before == -1 ? 1 : 0);
    }

    private void keep(String voter, String text) {
      if (wanted.contains(n)) {
        seen.put(n, new Seen(hash, voter, text));
      }
    }

    private String hash(String text) {
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(UTF_8)));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java has SHA-256.", e);
      }
    }

    private void expect(boolean holds, String what, String says, String shouldBe)
        throws DoesNotHold {
      if (!holds) {
        throw new DoesNotHold(
            "%s does not hold: in line %d %s is %s, and should be %s. What follows was not checked."
                .formatted(
                    n == 0 ? "The header" : "Entry " + n,
                    lineNumber,
                    what,
                    quoted(says),
                    shouldBe));
      }
    }

    private static void expectStated(String what, Object stated, Object found) throws DoesNotHold {
      if (!stated.equals(found)) {
        throw new DoesNotHold(
            "The header does not hold: the %s is stated as %s, and the entries give %s."
                .formatted(what, stated, found));
      }
    }

    /** Once the log has been read and holds. */
    String summary() {
      return ("Item %d: %s, the chain holds; the recount gives %d up and %d down, as stated%s."
              + " Head %d:%s")
          .formatted(
              item,
              count(n, "entry", "entries"),
              ups,
              downs,
              mergedInto == 0 ? "" : "; merged into item " + mergedInto,
              n,
              hash);
    }
  }

  /** Where a vote came from or an item went; the voter is empty where there is none. */
  private record Origin(long item, String voter) {
    static Optional<Origin> find(String text) {
      int colon = text.indexOf(':');
      OptionalLong item = findNumber(colon < 0 ? text : text.substring(0, colon));
      String voter = colon < 0 ? "" : text.substring(colon + 1);
      return item.isPresent() && item.getAsLong() != 0 && (colon < 0 || isHash(voter))
          ? Optional.of(new Origin(item.getAsLong(), voter))
          : Optional.empty();
    }

    boolean hasVoter() {
      return !voter.isEmpty();
    }
  }

  /** A line without its line feed; not whole when that did not come in time. */
  private record Line(String text, boolean isWhole) {}

  /** The lines of a file, by line feeds alone: what a carriage return would hide must show. */
  private static final class Lines {
    /** Far more than the longest entry has. */
    static final int MAX = 1_024;

    private static final int READ_BYTES = 65_536;

    private final InputStream in;
    private final byte[] read = new byte[READ_BYTES];
    private final byte[] line = new byte[MAX];

    // What of the last read has not been taken yet: from position up to, not including, end.
    private int position;
    private int end;

    Lines(InputStream in) {
      this.in = in;
    }

    Optional<Line> next() throws IOException {
      int length = 0;
      int next = take();
      if (next < 0) {
        return Optional.empty();
      }
      while (next >= 0 && next != '\n' && length < MAX) {
        line[length++] = (byte) next;
        next = take();
      }
      // Every field of an entry is checked to be ASCII; other bytes only have to be shown.
      return Optional.of(new Line(new String(line, 0, length, ISO_8859_1), next == '\n'));
    }

    /** The next byte, or -1 at the end of the file. */
    private int take() throws IOException {
      if (position == end) {
        position = 0;
        end = Math.max(0, in.read(read));
        if (end == 0) {
          return -1;
        }
      }
      return Byte.toUnsignedInt(read[position++]);
    }
  }

  /** Something in a log is not as it should be. */
  private static final class DoesNotHold extends Exception {
    private static final long serialVersionUID = 1L;

    DoesNotHold(String message) {
      super(message);
    }
  }

  /** There is nothing to verify, or no way to. */
  private static final class CannotTell extends Exception {
    private static final long serialVersionUID = 1L;

    CannotTell(String message) {
      super(message);
    }
  }
}
