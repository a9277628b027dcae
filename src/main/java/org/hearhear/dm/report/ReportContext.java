package org.hearhear.dm.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hearhear.wire.Json;

/** What was said around a reported message, as it is kept with the report. */
final class ReportContext {
  /** How many messages before and after it. */
  static final int NEIGHBOURS = 5;

  /** The embedded database keeps a little more than this in a column. */
  private static final int CHARACTERS_MAX = 900_000;

  private ReportContext() {}

  /**
   * The reported message and its neighbours. By default all of them have room; with the longest
   * messages that can be set, the farthest are left out.
   */
  static String json(ReportedMessage reported, List<ReportedMessage> around) {
    return json(reported, around, CHARACTERS_MAX);
  }

  static String json(ReportedMessage reported, List<ReportedMessage> around, int charactersMax) {
    List<ReportedMessage> nearest = new ArrayList<>(around);
    nearest.sort(Comparator.comparingLong(each -> Math.abs(each.seq() - reported.seq())));
    List<ReportedMessage> kept = new ArrayList<>();
    int length = 0;
    for (ReportedMessage message : nearest) {
      length += message.jsonLength();
      if (length > charactersMax && !kept.isEmpty()) {
        break;
      }
      kept.add(message);
    }
    kept.sort(Comparator.comparingLong(ReportedMessage::seq));
    return Json.object(
        generator -> {
          generator.writeStartArray("messages");
          for (ReportedMessage message : kept) {
            generator.writeStartObject();
            message.write(generator);
            generator.writeEnd();
          }
          generator.writeEnd();
        });
  }
}
