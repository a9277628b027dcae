package org.hearhear.dm.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hearhear.wire.Refusal;

/** How far the moderators have got with a report. Immutable. */
enum ReportState {
  /** Nobody has decided yet. */
  OPEN,
  /** There was nothing to do. */
  DISMISSED,
  /** Something was done about it. */
  ACTED;

  /** Reads the wire form; {@code field} is where it stood. */
  static ReportState parse(String field, String text) {
    for (ReportState state : values()) {
      if (state.wireName().equals(text)) {
        return state;
      }
    }
    throw Refusal.badRequest(
        "'%s' must be %s."
            .formatted(
                field,
                Arrays.stream(values())
                    .map(ReportState::wireName)
                    .collect(Collectors.joining(" or "))));
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
