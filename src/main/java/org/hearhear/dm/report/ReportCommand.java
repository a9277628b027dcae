package org.hearhear.dm.report;

import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Key;

/** A message that somebody reports, and why; read and checked as far as that needs no database. */
public record ReportCommand(Key key, ConversationId conversation, long seq, String reason) {
  private static final int REASON_CODE_POINTS = 1_000;

  public static ReportCommand read(Fields fields) {
    return new ReportCommand(
        fields.key(),
        fields.id("conversation", ConversationId::parse),
        fields.integer("seq", 1, Fields.INTEGER_MAX),
        fields.text("reason", REASON_CODE_POINTS, Integer.MAX_VALUE));
  }
}
