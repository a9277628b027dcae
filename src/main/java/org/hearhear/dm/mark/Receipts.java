package org.hearhear.dm.mark;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Payload;
import org.jdbi.v3.core.Handle;

/**
 * Who is told how far somebody has got: those who give receipts get them, in passing, in
 * conversations that are not too large, and not between two of whom one has blocked the other.
 * Whoever misses one reads the mark with the history. Safe for all threads.
 */
@Singleton
public class Receipts {

  /** What somebody's mark says. */
  enum Kind {
    DELIVERED,
    READ;

    private String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final int membersMax;
  private final MarkStore store;

  @Inject
  public Receipts(Settings settings, MarkStore store) {
    this.membersMax = settings.get(Settings.RECEIPT_MEMBERS);
    this.store = store;
  }

  /** The receipts for marks that have moved. */
  List<Publication> of(Handle handle, List<MarkStore.Mark> moved, Kind kind) {
    if (moved.isEmpty()) {
      return List.of();
    }
    List<ConversationId> conversations =
        moved.stream().map(mark -> mark.member().conversation()).distinct().toList();
    Map<ConversationId, List<MarkStore.Marks>> members =
        store.marks(handle, conversations).stream()
            .collect(Collectors.groupingBy(marks -> marks.member().conversation()));
    return moved.stream()
        .map(mark -> of(mark, kind, members.getOrDefault(mark.member().conversation(), List.of())))
        .filter(receipt -> !receipt.positions().isEmpty())
        .toList();
  }

  private Publication of(MarkStore.Mark mark, Kind kind, List<MarkStore.Marks> members) {
    List<MarkStore.Marks> told = visible(mark.member(), members, membersMax);
    return new Publication(
        told.stream()
            .filter(marks -> !marks.member().equals(mark.member()))
            .map(marks -> new Position(Subject.account(marks.member().account()), 0))
            .toList(),
        payload(mark, kind));
  }

  /**
   * The marks of a conversation that one of its members may see: his own, and those of others who
   * give receipts as he does.
   */
  public static List<MarkStore.Marks> visible(
      MemberId viewer, List<MarkStore.Marks> members, int membersMax) {
    boolean gives =
        members.size() <= membersMax
            && members.stream()
                .anyMatch(
                    marks -> marks.member().equals(viewer) && marks.receipts() && !marks.blocked());
    return members.stream()
        .filter(marks -> marks.member().equals(viewer) || (gives && marks.receipts()))
        .toList();
  }

  private static Payload payload(MarkStore.Mark mark, Kind kind) {
    return Payload.of(
        "receipt",
        generator ->
            generator
                .write("conversation", mark.member().conversation().toString())
                .write("account", mark.member().account().toString())
                .write(kind.wireName(), mark.seq()));
  }
}
