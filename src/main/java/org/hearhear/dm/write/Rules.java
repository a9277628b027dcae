package org.hearhear.dm.write;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import org.hearhear.wire.AccountId;

/** Who applies which change: one switch. Safe for all threads. */
@Singleton
public class Rules {
  private final DmStores stores;
  private final Sending sending;
  private final Revising revising;
  private final Grouping grouping;
  private final Peacekeeping peacekeeping;

  @Inject
  public Rules(
      DmStores stores,
      Sending sending,
      Revising revising,
      Grouping grouping,
      Peacekeeping peacekeeping) {
    this.stores = stores;
    this.sending = sending;
    this.revising = revising;
    this.grouping = grouping;
    this.peacekeeping = peacekeeping;
  }

  DmStores stores() {
    return stores;
  }

  /**
   * Applies a change and returns its reply.
   *
   * @throws org.hearhear.wire.Refusal when a rule forbids it; then nothing was written
   */
  JsonObject apply(Work work, AccountId who, Change change) {
    if (change instanceof Change.Send send) {
      return sending.send(work, who, send);
    } else if (change instanceof Change.Edit edit) {
      return revising.edit(work, who, edit);
    } else if (change instanceof Change.Delete delete) {
      return revising.delete(work, who, delete);
    } else if (change instanceof Change.React react) {
      return revising.react(work, who, react);
    } else if (change instanceof Change.Create create) {
      return grouping.create(work, who, create);
    } else if (change instanceof Change.Add add) {
      return grouping.add(work, who, add);
    } else if (change instanceof Change.Remove remove) {
      return grouping.remove(work, who, remove);
    } else if (change instanceof Change.Leave leave) {
      return grouping.leave(work, who, leave);
    } else if (change instanceof Change.Rename rename) {
      return grouping.rename(work, who, rename);
    } else if (change instanceof Change.GiveTo giveTo) {
      return grouping.giveTo(work, who, giveTo);
    } else if (change instanceof Change.Mute mute) {
      return peacekeeping.mute(work, who, mute);
    } else if (change instanceof Change.Block block) {
      return peacekeeping.block(work, who, block);
    } else if (change instanceof Change.Prefer prefer) {
      return peacekeeping.prefer(work, who, prefer);
    }
    throw new IllegalStateException("nobody applies " + change.getClass());
  }
}
