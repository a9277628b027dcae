package org.hearhear.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hearhear.verify.WrittenLog.voter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds is said to hold, and each lie is found where it begins. */
class VerifyVotesTest {
  private static final int HOLDS = 0;
  private static final int DOES_NOT_HOLD = 1;
  private static final int CANNOT_TELL = 2;

  private static final long ITEM = 7;
  private static final long ORIGIN = 3;
  private static final long LAUNCH_SECONDS = 60;
  private static final Path SOURCE = Path.of("src/main/java/org/hearhear/verify/VerifyVotes.java");

  @TempDir private Path directory;

  private record Verdict(int code, String text) {}

  @Test
  void honestLogHoldsAndItsCountIsTold() throws IOException {
    WrittenLog log = new WrittenLog(ITEM).vote(1, 1).vote(2, 1).vote(3, -1).vote(2, 0).vote(1, -1);

    Verdict verdict = verify(log.text());

    assertThat(verdict.text)
        .isEqualTo(
            "Item 7: 5 entries, the chain holds; the recount gives 0 up and 2 down, as stated."
                + lines(" Head " + log.receipt(5), "Everything that was checked holds."));
    assertThat(verdict.code).isEqualTo(HOLDS);
  }

  @Test
  void emptyLogHolds() throws IOException {
    WrittenLog log = new WrittenLog(ITEM);

    Verdict verdict = verify(log.text(), "--receipt", log.receipt(0));

    assertThat(verdict.code).isEqualTo(HOLDS);
    assertThat(verdict.text).contains("Item 7: 0 entries", "Receipt 0 is in the log");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anyTamperingIsFoundAtItsEntry(long seed) throws IOException {
    WrittenLog log = randomLog(new Random(seed), true);
    assertThat(verify(log.text()).code).isEqualTo(HOLDS);

    assertFails(log.text(log.with(log.unhashed()).vote(99, 1).entries()), log.entries().size() + 1);
    for (int n = 1; n <= log.entries().size(); n++) {
      for (String tampered : tamperings(log.entries().get(n - 1))) {
        List<String> entries = log.entries();
        entries.set(n - 1, tampered);
        assertFails(log.text(entries), n);
      }
      List<String> removed = log.entries();
      removed.remove(n - 1);
      assertFails(log.text(removed), n);
      List<String> doubled = log.entries();
      doubled.add(n, doubled.get(n - 1));
      assertFails(log.text(doubled), n + 1);
      for (int other = n + 1; other <= log.entries().size(); other++) {
        List<String> swapped = log.entries();
        Collections.swap(swapped, n - 1, other - 1);
        assertFails(log.text(swapped), n);
      }
    }
  }

  /** Who makes the hash of what he changes anew breaks the chain where his work ends. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void changedEntryWithAHashThatFitsIsFoundAtTheNext(long seed) throws IOException {
    WrittenLog log = randomLog(new Random(seed), false);
    int last = log.entries().size();
    for (int n = 1; n <= last; n++) {
      for (String other : rewritings(log.unhashed().get(n - 1))) {
        List<String> changed = new ArrayList<>(log.unhashed());
        changed.set(n - 1, other);
        List<String> entries = log.entries();
        entries.set(n - 1, log.with(changed).entries().get(n - 1));

        if (n < last) {
          assertFails(log.text(entries), n + 1);
        } else {
          assertDoesNotHold(log.text(entries), "The header does not hold: the head is stated as ");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void insertedEntryIsFoundThereOrAtTheNext(long seed) throws IOException {
    WrittenLog log = randomLog(new Random(seed), true);
    int size = log.entries().size();
    for (int n = 1; n <= size; n++) {
      String inserted = n + " " + WrittenLog.HOUR + " vote " + voter(ITEM, 99) + " 1 -";
      List<String> before = new ArrayList<>(log.unhashed().subList(0, n - 1));
      before.add(inserted);

      List<String> unfitting = log.entries();
      unfitting.add(n - 1, inserted + " " + "0".repeat(64));
      assertFails(log.text(unfitting), n);
      List<String> fitting = log.entries();
      fitting.add(n - 1, log.with(before).entries().get(n - 1));
      assertFails(log.text(fitting), n + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void tailThatIsMissingIsFoundAtItsFirstEntry(long seed) throws IOException {
    WrittenLog log = randomLog(new Random(seed), true);
    for (int kept = 0; kept < log.entries().size(); kept++) {
      List<String> cut = log.entries().subList(0, kept);
      String forged = log.text(cut).replace("entries " + log.entries().size(), "entries " + kept);

      assertDoesNotHold(
          log.text(cut), "Entry " + (kept + 1) + " does not hold: it is missing; the log ends");
      assertDoesNotHold(forged, "The header does not hold: the head is stated as ");
    }
  }

  /** Each field changed by itself: to something that could stand there, and to nonsense. */
  private static List<String> tamperings(String entry) {
    List<List<String>> others =
        List.of(
            List.of("0", "01", "+1", "9999", "x", ""),
            List.of("2026-11-24T13Z", "2026-02-30T12Z", "2026-11-24T24Z", "2026-11-24", ""),
            List.of("vote", "moved", "merged", "Vote", ""),
            List.of(voter(ITEM, 99), "-", "x", voter(ITEM, 1).toUpperCase(Locale.ROOT)),
            List.of("1", "0", "-1", "2", "+1", "-0", "01", ""),
            List.of("-", "4", "3:" + voter(ORIGIN, 99), "3:", "7", ":", "0", ""),
            List.of("0".repeat(64), "0".repeat(63), "\u00e9".repeat(32), "%s%n", "", "x y"));
    List<String> tampered = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      String[] fields = entry.split(" ", -1);
      String was = fields[i];
      for (String other : others.get(i)) {
        fields[i] = other;
        if (!other.equals(was)) {
          tampered.add(String.join(" ", fields));
        }
      }
    }
    tampered.addAll(List.of(entry + " ", " " + entry, entry + "\r", entry + "x".repeat(2_000)));
    tampered.addAll(List.of("", "\t", entry.replaceFirst(" ", "  "), entry + "\u0000"));
    return tampered;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void rewrittenLogIsFoundByAReceiptForALaterEntryOnly(long seed) throws IOException {
    Random random = new Random(seed);
    WrittenLog honest = randomLog(random, false);
    for (int n = 1; n <= honest.entries().size(); n++) {
      for (String other : rewritings(honest.unhashed().get(n - 1))) {
        List<String> entries = new ArrayList<>(honest.unhashed());
        entries.set(n - 1, other);
        WrittenLog rewritten = honest.with(entries);

        assertThat(verify(rewritten.text()).code).as("without a receipt").isEqualTo(HOLDS);
        for (int receipt = 0; receipt <= honest.entries().size(); receipt++) {
          Verdict verdict = verify(rewritten.text(), "--receipt", honest.receipt(receipt));
          boolean isLater = receipt >= n;
          assertThat(verdict.code).isEqualTo(isLater ? DOES_NOT_HOLD : HOLDS);
          assertThat(verdict.text)
              .contains("Receipt " + receipt + (isLater ? " is not in" : " is in") + " the log");
        }
      }
    }
  }

  private static List<String> rewritings(String unhashed) {
    String[] fields = unhashed.split(" ", -1);
    String value = fields[4].equals("1") ? "-1" : "1";
    return List.of(
        String.join(" ", fields[0], fields[1], fields[2], fields[3], value, fields[5]),
        String.join(" ", fields[0], fields[1], fields[2], voter(ITEM, 99), fields[4], fields[5]),
        String.join(" ", fields[0], "2026-11-24T13Z", fields[2], fields[3], fields[4], fields[5]));
  }

  @Test
  void receiptBeyondTheEndIsNotInTheLog() throws IOException {
    WrittenLog log = new WrittenLog(ITEM).vote(1, 1).vote(2, 1);
    WrittenLog cut = new WrittenLog(ITEM).vote(1, 1);

    Verdict verdict = verify(cut.text(), "--receipt", log.receipt(1), "--receipt", log.receipt(2));

    assertThat(verdict.code).isEqualTo(DOES_NOT_HOLD);
    assertThat(verdict.text)
        .contains("Receipt 1 is in the log", "Receipt 2 is not in the log, which has 1 entry.");
  }

  @Test
  void receiptSaysWhatWasVotedAndWhatCountsAtTheEnd() throws IOException {
    WrittenLog log = new WrittenLog(ITEM).vote(1, 1).vote(2, 1).vote(1, -1);

    Verdict verdict = verify(log.text(), "--receipt", log.receipt(1));

    assertThat(verdict.code).isEqualTo(HOLDS);
    assertThat(verdict.text)
        .contains(
            "Receipt 1 is in the log: " + log.entries().get(0) + ".",
            "At the end of the log this voter's vote is -1.");
  }

  @Test
  void headerThatDoesNotFitTheEntriesDoesNotHold() throws IOException {
    String text = new WrittenLog(ITEM).vote(1, 1).vote(2, -1).vote(3, 1).text();

    assertDoesNotHold(text.replace("up 2", "up 3"), "count of up is stated as 3");
    assertDoesNotHold(text.replace("down 1", "down 0"), "count of down is stated as 0");
    assertDoesNotHold(text.replace("entries 3", "entries 2"), "Entry 3 does not hold");
    assertDoesNotHold(
        text.replace("entries 3", "entries 4"), "Entry 4 does not hold: it is missing");
    assertDoesNotHold(
        text.replace("item 7", "item 8"), "Entry 1 does not hold: in line 7 the hash");
    assertDoesNotHold(
        text.replaceFirst("head .{64}", "head " + "0".repeat(64)), "the head is stated");
    assertDoesNotHold(text.replace("item 7", "item 0"), "The header does not hold: in line 2");
    assertDoesNotHold(text.replace("up 2", "up 02"), "The header does not hold: in line 3");
    assertDoesNotHold(text.replace("up 2", "up -2"), "The header does not hold: in line 3");
    assertDoesNotHold(text.replace("down 1\n", ""), "The header does not hold: in line 4");
    assertDoesNotHold(
        text.replace("entries 3", "entries 9999999999999999999"), "The header does not hold");
  }

  @Test
  void logThatIsCutAnywhereDoesNotHold() throws IOException {
    String text = new WrittenLog(ITEM).vote(1, 1).vote(2, -1).merged(9).text();

    for (int length = 0; length < text.length(); length++) {
      Verdict verdict = verify(text.substring(0, length));

      boolean hasTitle = length > "hearhear-votes 1".length();
      assertThat(verdict.code)
          .as("cut to %d characters: %s", length, verdict.text)
          .isEqualTo(hasTitle ? DOES_NOT_HOLD : CANNOT_TELL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "x", "hearhear-votes 2\n", "hearhear-votes 1\r\n", "\u0000"})
  void whatIsNoLogCannotBeJudged(String text) throws IOException {
    Verdict verdict = verify(text);

    assertThat(verdict.code).isEqualTo(CANNOT_TELL);
    assertThat(verdict.text).contains("not such a log");
  }

  @Test
  void randomBytesNeverBreakIt() throws IOException {
    Random random = new Random(1);
    byte[] honest = randomLog(random, true).text().getBytes(UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = honest.clone();
      bytes[random.nextInt(bytes.length)] += (byte) (1 + random.nextInt(255));
      Path file = Files.write(directory.resolve("bytes"), bytes);

      Verdict verdict = verify(List.of(file.toString()));

      assertThat(verdict.code).isIn(DOES_NOT_HOLD, CANNOT_TELL);
      assertThat(verdict.text).matches("[\\n -~]+");
    }
  }

  @Test
  void movedVotesAreComparedWithTheirOrigin() throws IOException {
    WrittenLog origin =
        new WrittenLog(ORIGIN).vote(1, 1).vote(2, -1).vote(3, 1).vote(4, 1).vote(4, 0).merged(ITEM);
    WrittenLog log =
        new WrittenLog(ITEM).vote(5, 1).vote(1, -1).vote(2, 0).moved(2, -1, 3).moved(3, 1, 3);

    Verdict verdict = verify(log.text(), "--origin", file("origin", origin.text()));

    assertThat(verdict.text)
        .contains("2 up and 2 down", "merged into item 7")
        .contains("Item 3: of 3 votes at its end, 2 came here, each as it was there.")
        .doesNotContain("not compared");
    assertThat(verdict.code).isEqualTo(HOLDS);
  }

  @Test
  void movedVotesWithoutTheirOriginAreCountedAndToldSo() throws IOException {
    WrittenLog log = new WrittenLog(ITEM).moved(1, 1, 3).moved(2, 1, 3).moved(3, 1, 4);

    Verdict verdict = verify(log.text());

    assertThat(verdict.code).isEqualTo(HOLDS);
    assertThat(verdict.text)
        .contains("2 votes were moved from item 3 and not compared with its log")
        .contains("1 vote was moved from item 4 and not compared with its log");
  }

  @Test
  void moveThatDoesNotFitItsOriginDoesNotHold() throws IOException {
    String origin =
        file("origin", new WrittenLog(ORIGIN).vote(1, 1).vote(2, 1).vote(2, 0).merged(ITEM).text());

    String otherValue = new WrittenLog(ITEM).moved(1, -1, ORIGIN).text();
    String takenBack = new WrittenLog(ITEM).moved(2, 1, ORIGIN).text();
    String unknown = new WrittenLog(ITEM).moved(3, 1, ORIGIN).text();

    assertDoesNotHold(otherValue, "Entry 1 does not hold", "--origin", origin);
    assertDoesNotHold(takenBack, "should be 0, as in the log of item 3", "--origin", origin);
    assertDoesNotHold(unknown, "should be 0, as in the log of item 3", "--origin", origin);
  }

  @Test
  void moveIsRefusedWhereOneVotedOrWasMovedBefore() throws IOException {
    assertFails(new WrittenLog(ITEM).vote(1, 1).moved(1, 1, ORIGIN).text(), 2);
    assertFails(new WrittenLog(ITEM).moved(1, 1, 3).moved(1, 1, 4).text(), 2);
    assertFails(new WrittenLog(ITEM).moved(1, 1, 3, 1).moved(2, 1, 3, 1).text(), 2);
    assertFails(new WrittenLog(ITEM).moved(1, 0, ORIGIN).text(), 1);
    assertFails(new WrittenLog(ITEM).moved(1, 1, ITEM).text(), 1);
    assertThat(verify(new WrittenLog(ITEM).moved(1, 1, 3).vote(1, 0).moved(1, 1, 4).text()).code)
        .isEqualTo(HOLDS);
  }

  @Test
  void nothingComesAfterAMerge() throws IOException {
    assertFails(new WrittenLog(ITEM).vote(1, 1).merged(9).vote(2, 1).text(), 3);
    assertFails(new WrittenLog(ITEM).merged(9).merged(9).text(), 2);
    assertFails(new WrittenLog(ITEM).merged(ITEM).text(), 1);
  }

  @Test
  void originThatDoesNotEndHereDoesNotHold() throws IOException {
    String log = new WrittenLog(ITEM).moved(1, 1, ORIGIN).text();
    WrittenLog open = new WrittenLog(ORIGIN).vote(1, 1);
    WrittenLog elsewhere = new WrittenLog(ORIGIN).vote(1, 1).merged(9);

    assertDoesNotHold(log, "ends without a merge", "--origin", file("a", open.text()));
    assertDoesNotHold(log, "ends merged into 9", "--origin", file("b", elsewhere.text()));
  }

  @Test
  void originMustHoldItself() throws IOException {
    String log = new WrittenLog(ITEM).moved(1, 1, ORIGIN).text();
    String origin = new WrittenLog(ORIGIN).vote(1, 1).merged(ITEM).text().replace(" 1 - ", " 0 - ");

    assertDoesNotHold(log, "origin: Entry 1 does not hold", "--origin", file("origin", origin));
    assertDoesNotHold(log, "and not compared with its log", "--origin", file("origin", origin));
  }

  @Test
  void originsOfOneItemAreRefused() throws IOException {
    String log = new WrittenLog(ITEM).text();
    String origin = file("origin", new WrittenLog(ORIGIN).merged(ITEM).text());

    assertThat(verify(log, "--origin", origin, "--origin", origin).code).isEqualTo(CANNOT_TELL);
    assertThat(verify(log, "--origin", file("itself", log)).code).isEqualTo(CANNOT_TELL);
  }

  @Test
  void wrongArgumentsAreRefused() throws IOException {
    String log = file("log", new WrittenLog(ITEM).text());
    String zeros = "0".repeat(64);

    List<List<String>> wrong =
        List.of(
            List.of(),
            List.of(log, log),
            List.of(log, "--receipt"),
            List.of(log, "--origin"),
            List.of(log, "--other"),
            List.of(log, "--receipt", zeros),
            List.of(log, "--receipt", ":" + zeros),
            List.of(log, "--receipt", "1:"),
            List.of(log, "--receipt", ""),
            List.of(log, "--receipt", "01:" + zeros),
            List.of(log, "--receipt", "99999999999999999999:" + zeros),
            List.of(log, "--origin", directory.resolve("absent").toString()),
            List.of(directory.resolve("absent").toString()),
            List.of(directory.toString()),
            List.of("\u0000"),
            List.of(""));

    assertThat(wrong)
        .allSatisfy(arguments -> assertThat(verify(arguments).code).isEqualTo(CANNOT_TELL));
  }

  @Test
  void helpIsGiven() {
    Verdict verdict = verify(List.of("--help"));

    assertThat(verdict.code).isEqualTo(HOLDS);
    assertThat(verdict.text).contains("--receipt N:HASH", "--origin FILE", "Exit code 0");
  }

  @Test
  void runsFromItsSourceAlone() throws Exception {
    WrittenLog log = new WrittenLog(ITEM).vote(1, 1).vote(2, -1);
    Path copy = Files.copy(SOURCE, directory.resolve("VerifyVotes.java"));
    String file = file("votes-7.txt", log.text());

    Verdict honest = launch(copy, file, "--receipt", log.receipt(2));
    Verdict tampered = launch(copy, file("votes-8.txt", log.text().replace(" -1 - ", " 1 - ")));
    Verdict absent = launch(copy, "absent");

    assertThat(honest.text).contains("2 entries, the chain holds", "Receipt 2 is in the log");
    assertThat(honest.code).isEqualTo(HOLDS);
    assertThat(tampered.text).contains("Entry 2 does not hold: in line 8 the hash is");
    assertThat(tampered.code).isEqualTo(DOES_NOT_HOLD);
    assertThat(absent.text.strip()).isEqualTo("absent: there is no such file.");
    assertThat(absent.code).isEqualTo(CANNOT_TELL);
  }

  private Verdict launch(Path source, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(source.toString());
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("CLASSPATH");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(LAUNCH_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
      return new Verdict(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
  }

  /** A log that holds, of people who vote, vote again and, if asked, are moved; then a merge. */
  private static WrittenLog randomLog(Random random, boolean hasMerges) {
    WrittenLog log = new WrittenLog(ITEM);
    int votes = 1 + random.nextInt(6);
    for (int i = 0; i < votes; i++) {
      log.vote(random.nextInt(4), random.nextInt(3) - 1);
    }
    if (hasMerges) {
      log.moved(10, 1, ORIGIN).vote(10, random.nextInt(3) - 1).moved(11, -1, ORIGIN);
    }
    return hasMerges && random.nextBoolean() ? log.merged(9) : log;
  }

  private void assertFails(String text, int entry) throws IOException {
    assertDoesNotHold(text, "Entry " + entry + " does not hold: ");
  }

  private void assertDoesNotHold(String text, String because, String... more) throws IOException {
    Verdict verdict = verify(text, more);

    assertThat(verdict.text).as(text).contains(because);
    assertThat(verdict.code).as(verdict.text).isEqualTo(DOES_NOT_HOLD);
  }

  private Verdict verify(String text, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(file("log", text)));
    arguments.addAll(List.of(more));
    return verify(arguments);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static Verdict verify(List<String> arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int code =
        VerifyVotes.run(arguments.toArray(String[]::new), new PrintStream(printed, true, UTF_8));
    return new Verdict(code, printed.toString(UTF_8));
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
