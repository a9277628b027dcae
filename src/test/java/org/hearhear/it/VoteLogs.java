package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hearhear.it.fault.Entry;
import org.hearhear.verify.VerifyVotes;

/** The exported vote logs of some items, and what the verifier says of them. */
final class VoteLogs {
  private final Map<String, Path> logs;

  private VoteLogs(Map<String, Path> logs) {
    this.logs = logs;
  }

  /** Exports the logs of some items. */
  static VoteLogs of(Person reader, URI base, List<String> items) {
    Map<String, Path> logs = new TreeMap<>();
    try {
      for (String item : items) {
        Path file = Files.createTempFile("votes-" + item + "-", ".txt");
        file.toFile().deleteOnExit();
        Files.writeString(file, reader.http().get("api/items/" + item + "/log").text());
        logs.put(item, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new VoteLogs(logs);
  }

  /** That each log holds, gives the counts, and has every vote for which somebody got a receipt. */
  void assertRecountedWith(List<Entry> history) {
    Map<String, List<String>> receipts = new TreeMap<>();
    for (Entry entry : history) {
      if (entry instanceof Entry.Answered answer
          && answer.isOk()
          && answer.reply().containsKey("receipt")) {
        JsonObject receipt = answer.reply().getJsonObject("receipt");
        List<String> arguments =
            receipts.computeIfAbsent(answer.reply().getString("item"), unseen -> new ArrayList<>());
        arguments.add("--receipt");
        arguments.add(receipt.getInt("n") + ":" + receipt.getString("hash"));
      }
    }
    logs.forEach((item, log) -> assertHolds(log, receipts.getOrDefault(item, List.of())));
  }

  private static void assertHolds(Path log, List<String> receipts) {
    List<String> arguments = new ArrayList<>(List.of(log.toString()));
    arguments.addAll(receipts);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        VerifyVotes.run(
            arguments.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8));
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }
}
