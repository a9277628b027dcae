package org.hearhear.dm.report;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Json;
import org.junit.jupiter.api.Test;

/** What is kept of a conversation when it does not all have room. */
class ReportContextTest {
  private static final int TEXT = 1_000;

  @Test
  void farthestMessagesAreLeftOut() {
    List<ReportedMessage> around = messages();

    assertThat(seqs(ReportContext.json(around.get(5), around, 4 * TEXT))).containsExactly(5, 6, 7);
  }

  @Test
  void reportedMessageIsKeptHoweverLongItIs() {
    List<ReportedMessage> around = messages();

    assertThat(seqs(ReportContext.json(around.get(5), around, 1))).containsExactly(6);
  }

  @Test
  void longestMessagesOfTheDefaultsHaveRoom() {
    List<ReportedMessage> around =
        LongStream.rangeClosed(1, 11)
            .mapToObj(seq -> message(seq, "\u0001".repeat(8_000)))
            .toList();

    assertThat(seqs(ReportContext.json(around.get(5), around))).hasSize(11);
  }

  private static List<ReportedMessage> messages() {
    return LongStream.rangeClosed(1, 11).mapToObj(seq -> message(seq, "x".repeat(TEXT))).toList();
  }

  private static ReportedMessage message(long seq, String text) {
    return new ReportedMessage(
        seq,
        new AccountId(1),
        text,
        Instant.EPOCH,
        1,
        Optional.empty(),
        false,
        OptionalLong.empty(),
        Optional.empty());
  }

  private static List<Integer> seqs(String context) {
    return Json.read(context)
        .asJsonObject()
        .getJsonArray("messages")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(message -> message.getInt("seq"))
        .toList();
  }
}
