package org.hearhear.dm.report;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Json;
import org.hearhear.wire.ReportId;
import org.jdbi.v3.core.Handle;

/** The rows of reports, and the messages that are copied into them. */
@Singleton
public class ReportStore {
  private static final String COLUMNS =
      "id, account_id, reported_id, conversation_id, seq, reason, at, state, decided_by,"
          + " decided_at, note";

  /** What somebody has reported with this key. */
  Optional<Report> findByKey(Handle handle, AccountId reporter, ReportCommand command) {
    return handle
        .createQuery(
            "SELECT " + COLUMNS + " FROM report WHERE key = :key AND account_id = :reporter")
        .bind("key", command.key().value())
        .bind("reporter", reporter.value())
        .map((row, context) -> report(row))
        .findOne();
  }

  /** How many reports an account has made since a time that are still open. */
  int countOpenSince(Handle handle, AccountId reporter, Instant since) {
    return handle
        .createQuery(
            "SELECT count(*) FROM report"
                + " WHERE account_id = :reporter AND at > :since AND state = 'open'")
        .bind("reporter", reporter.value())
        .bind("since", Timestamp.from(since))
        .mapTo(Integer.class)
        .one();
  }

  /**
   * The messages around one, as far as somebody may see them: as a member, from where he joined.
   */
  List<ReportedMessage> around(Handle handle, AccountId viewer, ReportCommand command) {
    return handle
        .createQuery(
            "SELECT m.seq, m.sender_id, m.body, m.sent_at, m.rev, m.edited_at, m.deleted,"
                + " m.reply_to, m.attachments"
                + " FROM member JOIN message m ON m.conversation_id = member.conversation_id"
                + " WHERE member.account_id = :viewer AND member.conversation_id = :conversation"
                + " AND m.seq > member.from_seq AND m.seq >= :first AND m.seq <= :last"
                + " ORDER BY m.seq")
        .bind("viewer", viewer.value())
        .bind("conversation", command.conversation().value())
        .bind("first", command.seq() - ReportContext.NEIGHBOURS)
        .bind("last", command.seq() + ReportContext.NEIGHBOURS)
        .map((row, context) -> message(row))
        .list();
  }

  ReportId insert(
      Handle handle,
      AccountId reporter,
      AccountId reported,
      ReportCommand command,
      String context,
      Instant now) {
    return new ReportId(
        handle
            .createUpdate(
                "INSERT INTO report (account_id, reported_id, key, conversation_id, seq, reason,"
                    + " context, state, at) VALUES (:reporter, :reported, :key, :conversation,"
                    + " :seq, :reason, :context, 'open', :now)")
            .bind("reporter", reporter.value())
            .bind("reported", reported.value())
            .bind("key", command.key().value())
            .bind("conversation", command.conversation().value())
            .bind("seq", command.seq())
            .bind("reason", command.reason())
            .bind("context", context)
            .bind("now", Timestamp.from(now))
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one());
  }

  /** Reports in a state, the newest first, without those of what {@code viewer} wrote. */
  List<Report> page(
      Handle handle, AccountId viewer, ReportState state, ReportId before, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM report WHERE state = :state AND id < :before AND reported_id <> :viewer"
                + " ORDER BY id DESC LIMIT :limit")
        .bind("state", state.wireName())
        .bind("before", before.value())
        .bind("viewer", viewer.value())
        .bind("limit", limit)
        .map((row, context) -> report(row))
        .list();
  }

  /** A report, unless it is of what {@code viewer} wrote. */
  Optional<Report> find(Handle handle, AccountId viewer, ReportId id) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM report WHERE id = :id AND reported_id <> :viewer")
        .bind("id", id.value())
        .bind("viewer", viewer.value())
        .map((row, context) -> report(row))
        .findOne();
  }

  /** What was kept with a report that is there. */
  JsonObject context(Handle handle, ReportId id) {
    return handle
        .createQuery("SELECT context FROM report WHERE id = :id")
        .bind("id", id.value())
        .mapTo(String.class)
        .map(json -> (JsonObject) Json.read(json))
        .one();
  }

  /** Changes the state of a report; false when it is no longer in the state {@code from}. */
  boolean decide(
      Handle handle, ReportId id, ReportState from, ReportState state, Report.Decision decision) {
    return handle
            .createUpdate(
                "UPDATE report SET state = :state, decided_by = :by, decided_at = :at,"
                    + " note = :note WHERE id = :id AND state = :from")
            .bind("state", state.wireName())
            .bind("by", decision.by().value())
            .bind("at", Timestamp.from(decision.at()))
            .bind("note", decision.note())
            .bind("id", id.value())
            .bind("from", from.wireName())
            .execute()
        > 0;
  }

  private static Report report(ResultSet row) throws SQLException {
    long decidedBy = row.getLong("decided_by");
    return new Report(
        new ReportId(row.getLong("id")),
        new AccountId(row.getLong("account_id")),
        new AccountId(row.getLong("reported_id")),
        new ConversationId(row.getLong("conversation_id")),
        row.getLong("seq"),
        row.getString("reason"),
        row.getTimestamp("at").toInstant(),
        ReportState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        decidedBy == 0 // How JDBC reads null.
            ? Optional.empty()
            : Optional.of(
                new Report.Decision(
                    new AccountId(decidedBy),
                    row.getTimestamp("decided_at").toInstant(),
                    Objects.requireNonNullElse(row.getString("note"), ""))));
  }

  private static ReportedMessage message(ResultSet row) throws SQLException {
    long replyTo = row.getLong("reply_to");
    return new ReportedMessage(
        row.getLong("seq"),
        new AccountId(row.getLong("sender_id")),
        row.getString("body"),
        row.getTimestamp("sent_at").toInstant(),
        row.getLong("rev"),
        Optional.ofNullable(row.getTimestamp("edited_at")).map(Timestamp::toInstant),
        row.getBoolean("deleted"),
        replyTo == 0 ? OptionalLong.empty() : OptionalLong.of(replyTo),
        Optional.ofNullable(row.getString("attachments")));
  }
}
