package org.hearhear.dm;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hearhear.account.Accepts;
import org.hearhear.config.Settings;
import org.hearhear.dm.message.Reactions;
import org.hearhear.dm.write.Change;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.AttachmentId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Refusal;

/** Reads the commands on {@code /dm} that change something for good. */
final class DmChanges {
  private static final int TITLE_CODE_POINTS = 60;
  private static final int TITLE_BYTES = 240;

  /** Until it is ended by hand. */
  private static final Instant FOR_GOOD = Instant.parse("9999-01-01T00:00:00Z");

  private DmChanges() {}

  /** Throws {@code bad_request} for what is no such command, or is wrong. */
  static Change read(Command command, Settings settings) {
    Fields fields = command.fields();
    return switch (command.type()) {
      case "send" -> send(fields, settings);
      case "edit" ->
          new Change.Edit(
              fields.key(),
              conversation(fields),
              seq(fields),
              fields.integer("rev", 1, Fields.INTEGER_MAX),
              text(fields, settings));
      case "delete" -> new Change.Delete(fields.key(), conversation(fields), seq(fields));
      case "react" ->
          new Change.React(
              fields.key(),
              conversation(fields),
              seq(fields),
              Reactions.emoji(fields.string("emoji")),
              fields.bool("on"));
      case "create" ->
          new Change.Create(
              fields.key(),
              title(fields),
              accounts(fields, settings),
              !fields.has("historyShared") || fields.bool("historyShared"));
      case "members" ->
          new Change.Add(fields.key(), conversation(fields), accounts(fields, settings));
      case "remove" -> new Change.Remove(fields.key(), conversation(fields), account(fields));
      case "leave" -> new Change.Leave(fields.key(), conversation(fields));
      case "rename" -> new Change.Rename(fields.key(), conversation(fields), title(fields));
      case "owner" -> new Change.GiveTo(fields.key(), conversation(fields), account(fields));
      case "mute" ->
          new Change.Mute(
              fields.key(), conversation(fields), Optional.of(until(fields).orElse(FOR_GOOD)));
      case "unmute" -> new Change.Mute(fields.key(), conversation(fields), Optional.empty());
      case "block" -> new Change.Block(fields.key(), account(fields), true);
      case "unblock" -> new Change.Block(fields.key(), account(fields), false);
      case "settings" ->
          new Change.Prefer(
              fields.key(),
              fields.findString("accepts").map(Accepts::parse),
              fields.has("receipts") ? Optional.of(fields.bool("receipts")) : Optional.empty());
      default -> throw Refusal.badRequest("There is no such command on /dm.");
    };
  }

  private static Change.Send send(Fields fields, Settings settings) {
    Optional<AccountId> to = fields.findId("to", AccountId::parse);
    Optional<ConversationId> conversation = fields.findId("conversation", ConversationId::parse);
    if (to.isPresent() == conversation.isPresent()) {
      throw Refusal.badRequest("Name either 'to' or 'conversation'.");
    }
    List<AttachmentId> attachments =
        fields
            .list("attachments", settings.get(Settings.ATTACHMENTS), DmChanges::attachment)
            .stream()
            .distinct()
            .toList();
    return new Change.Send(
        fields.key(),
        to,
        conversation,
        attachments.isEmpty() || fields.has("text") ? text(fields, settings) : "",
        fields.findInteger("replyTo", 1, Fields.INTEGER_MAX),
        attachments);
  }

  private static String text(Fields fields, Settings settings) {
    return fields.text(
        "text", settings.get(Settings.MESSAGE_CODE_POINTS), settings.get(Settings.MESSAGE_BYTES));
  }

  private static String title(Fields fields) {
    return fields.text("title", TITLE_CODE_POINTS, TITLE_BYTES).strip();
  }

  private static ConversationId conversation(Fields fields) {
    return fields.id("conversation", ConversationId::parse);
  }

  private static long seq(Fields fields) {
    return fields.integer("seq", 1, Fields.INTEGER_MAX);
  }

  private static AccountId account(Fields fields) {
    return fields.id("account", AccountId::parse);
  }

  private static SortedSet<AccountId> accounts(Fields fields, Settings settings) {
    SortedSet<AccountId> accounts =
        new TreeSet<>(
            fields.list("accounts", settings.get(Settings.GROUP_MEMBERS), DmChanges::account));
    if (accounts.isEmpty()) {
      throw Refusal.badRequest("'accounts' must name at least one person.");
    }
    return accounts;
  }

  private static AccountId account(JsonValue value) {
    if (value instanceof JsonString id) {
      return AccountId.parse(id.getString());
    }
    throw Refusal.badRequest("'accounts' must be an array of ids.");
  }

  private static AttachmentId attachment(JsonValue value) {
    if (value instanceof JsonString id) {
      return AttachmentId.parse(id.getString());
    }
    throw Refusal.badRequest("'attachments' must be an array of ids.");
  }

  private static Optional<Instant> until(Fields fields) {
    try {
      return fields
          .findString("until")
          .map(text -> Instant.parse(text).truncatedTo(ChronoUnit.MILLIS))
          .filter(time -> time.isBefore(FOR_GOOD));
    } catch (DateTimeException notATime) {
      throw Refusal.badRequest("'until' must be a time such as 2026-01-31T12:00:00Z.");
    }
  }
}
