package org.hearhear.upvote.vote;

import java.util.Optional;
import org.hearhear.upvote.item.Gone;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.item.ItemStore.Content;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/** What authors and moderators do to items. */
final class ItemChanges {
  private ItemChanges() {}

  static UpvoteResult.Changed edit(Work work, Change.Edit edit) {
    Item item = work.locked(edit.item());
    Work.requireThere(item);
    if (!work.who().isModerator()) {
      requireAuthor(work, item, "Only its author or a moderator may edit an item.");
      work.requireOpen(item);
    }
    if (!work.isAuthor(item)) {
      work.record(
          "edit",
          item,
          Json.builder().add("titleBefore", item.title()).add("textBefore", item.text()).build());
    }
    return work.changed(
        item,
        new Content(
            edit.title().orElse(item.title()),
            edit.text().orElse(item.text()),
            item.state(),
            work.takesVotes(item, item.state()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(work.now())));
  }

  static UpvoteResult.Changed withdraw(Work work, Change.Withdraw withdraw) {
    Item item = work.locked(withdraw.item());
    Work.requireThere(item);
    requireAuthor(work, item, "Only its author may withdraw an item; moderators may hide it.");
    work.requireOpen(item);
    return work.changed(item, gone(item, Gone.WITHDRAWN));
  }

  static UpvoteResult.Changed setState(Work work, Change.SetState change) {
    work.requireModerator();
    Item item = work.locked(change.item());
    Work.requireThere(item);
    work.board(item.board()).rules().workflow().require(change.state());
    work.record(
        "state", item, Json.builder().add("from", item.state()).add("to", change.state()).build());
    return work.changed(item, there(work, item, change.state()));
  }

  static UpvoteResult.Changed hide(Work work, Change.Hide hide) {
    work.requireModerator();
    Item item = work.locked(hide.item());
    if (hide.hidden()) {
      Work.requireThere(item);
      work.record("hide", item, Json.builder().build());
      return work.changed(item, gone(item, Gone.HIDDEN));
    }
    if (item.gone().filter(how -> how == Gone.HIDDEN).isEmpty()) {
      throw Refusal.of(ErrorCode.CONFLICT, "The item is not hidden.");
    }
    work.record("unhide", item, Json.builder().build());
    return work.changed(item, there(work, item, item.state()));
  }

  private static void requireAuthor(Work work, Item item, String otherwise) {
    if (!work.isAuthor(item)) {
      throw Refusal.of(ErrorCode.FORBIDDEN, otherwise);
    }
  }

  private static Content there(Work work, Item item, String state) {
    return new Content(
        item.title(),
        item.text(),
        state,
        work.takesVotes(item, state),
        Optional.empty(),
        Optional.empty(),
        item.editedAt());
  }

  private static Content gone(Item item, Gone how) {
    return new Content(
        item.title(),
        item.text(),
        item.state(),
        false,
        Optional.of(how),
        Optional.empty(),
        item.editedAt());
  }
}
