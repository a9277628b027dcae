package org.hearhear.upvote.vote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearhear.account.Account;
import org.hearhear.journal.AppliedStore;
import org.hearhear.storage.Pipeline;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * Changes of boards and items: finds repeats, and hands the rest to who knows the rules. Each
 * change locks what it changes, so no vote that is acknowledged later is counted by the rules from
 * before; what moderators do is recorded in the same transaction. Safe for all threads.
 */
@Singleton
public class Changes {
  private final UpvoteStores stores;
  private final ModerationStore deeds;

  @Inject
  public Changes(UpvoteStores stores, ModerationStore deeds) {
    this.stores = stores;
    this.deeds = deeds;
  }

  UpvoteResult apply(Handle handle, UpvoteWrite.Changing changing) {
    Optional<AppliedStore.Applied> earlier = earlier(handle, changing.id());
    if (earlier.isPresent()) {
      return UpvoteBatch.repeated(earlier.get(), changing.digest());
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try {
      Work work = new Work(handle, who(handle, changing), now, stores, deeds);
      UpvoteResult.Changed changed = change(work, changing.change());
      remember(handle, changing, changed, now);
      return changed;
    } catch (Refusal refusal) {
      return new UpvoteResult.Refused(refusal);
    }
  }

  private Optional<AppliedStore.Applied> earlier(Handle handle, AppliedStore.Id id) {
    Pipeline pipeline = new Pipeline(handle);
    Pipeline.Rows<AppliedStore.Found> found = stores.applied().find(pipeline, List.of(id));
    pipeline.run();
    return found.get().stream()
        .filter(each -> each.id().equals(id))
        .map(AppliedStore.Found::applied)
        .findFirst();
  }

  private Account who(Handle handle, UpvoteWrite.Changing changing) {
    return stores
        .accounts()
        .find(handle, changing.connection().account())
        .filter(account -> !account.disabled())
        .orElseThrow(() -> Refusal.of(ErrorCode.FORBIDDEN, "Your account is disabled."));
  }

  private static UpvoteResult.Changed change(Work work, Change change) {
    if (change instanceof Change.Create create) {
      return BoardChanges.create(work, create);
    } else if (change instanceof Change.Alter alter) {
      return BoardChanges.alter(work, alter);
    } else if (change instanceof Change.Arrange arrange) {
      return BoardChanges.arrange(work, arrange);
    } else if (change instanceof Change.Edit edit) {
      return ItemChanges.edit(work, edit);
    } else if (change instanceof Change.Withdraw withdraw) {
      return ItemChanges.withdraw(work, withdraw);
    } else if (change instanceof Change.SetState state) {
      return ItemChanges.setState(work, state);
    } else if (change instanceof Change.Hide hide) {
      return ItemChanges.hide(work, hide);
    }
    return Merging.merge(work, (Change.Merge) change);
  }

  private void remember(
      Handle handle, UpvoteWrite.Changing changing, UpvoteResult.Changed changed, Instant now) {
    Pipeline pipeline = new Pipeline(handle);
    stores
        .applied()
        .insert(
            pipeline,
            Map.of(changing.id(), new AppliedStore.Applied(changing.digest(), changed.reply())),
            now);
    pipeline.run();
  }
}
