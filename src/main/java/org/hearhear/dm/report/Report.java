package org.hearhear.dm.report;

import java.time.Instant;
import java.util.Optional;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ReportId;

/**
 * A report without its context.
 *
 * @param reported who wrote the message
 * @param decision the last one, also when it opened the report again
 */
record Report(
    ReportId id,
    AccountId reporter,
    AccountId reported,
    ConversationId conversation,
    long seq,
    String reason,
    Instant at,
    ReportState state,
    Optional<Decision> decision) {

  /**
   * What a moderator has made of a report.
   *
   * @param note for the other moderators; empty when he left none
   */
  record Decision(AccountId by, Instant at, String note) {}
}
