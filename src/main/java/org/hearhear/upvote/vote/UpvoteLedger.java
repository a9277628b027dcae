package org.hearhear.upvote.vote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.journal.Ledger;
import org.hearhear.upvote.burst.Bursts;
import org.hearhear.upvote.item.Tally;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/** How votes and posts are written in batches, and who is told of them afterwards. */
@Singleton
public class UpvoteLedger implements Ledger<UpvoteWrite, UpvoteResult> {
  private final UpvoteStores stores;
  private final Changes changes;
  private final Broker broker;
  private final Bursts bursts;

  @Inject
  public UpvoteLedger(UpvoteStores stores, Changes changes, Broker broker, Bursts bursts) {
    this.stores = stores;
    this.changes = changes;
    this.broker = broker;
    this.bursts = bursts;
  }

  /** A change locks its board before its items, and so must not follow the locks of votes. */
  @Override
  public boolean standsAlone(UpvoteWrite write) {
    return write instanceof UpvoteWrite.Changing;
  }

  @Override
  public List<UpvoteResult> apply(Handle transaction, List<UpvoteWrite> batch) {
    return batch.get(0) instanceof UpvoteWrite.Changing changing
        ? List.of(changes.apply(transaction, changing))
        : new UpvoteBatch(stores, transaction, batch).apply();
  }

  @Override
  public void answer(UpvoteWrite write, UpvoteResult result) {
    if (result instanceof UpvoteResult.Counted counted) {
      acknowledge(write, counted.reply(), false);
    } else if (result instanceof UpvoteResult.Posted posted) {
      acknowledge(write, posted.reply(), false);
    } else if (result instanceof UpvoteResult.Changed changed) {
      acknowledge(write, changed.reply(), false);
    } else if (result instanceof UpvoteResult.Repeated repeated) {
      acknowledge(write, repeated.reply(), true);
    } else if (result instanceof UpvoteResult.Refused refused) {
      refuse(write, refused.refusal());
    }
  }

  /**
   * A vote's repeat is told again: the server may have lost the connection at the first commit, and
   * then nobody was told. Whoever was knows the revision. What else can be lost like this, tallies
   * and new items, the comparisons heal.
   */
  @Override
  public void publish(UpvoteWrite write, UpvoteResult result) {
    if (result instanceof UpvoteResult.Posted posted) {
      broker.publish(Work.posted(posted.item()));
    } else if (result instanceof UpvoteResult.Changed changed) {
      changed.news().forEach(broker::publish);
    } else if (result instanceof UpvoteResult.Counted counted) {
      counted.created().ifPresent(item -> broker.publish(Work.news(item)));
      if (counted.changed()) {
        publishMine(write, counted.reply());
        bursts.voted(counted.tally().item(), write.connection().participant());
      }
    } else if (write instanceof UpvoteWrite.Cast
        && result instanceof UpvoteResult.Repeated repeated) {
      publishMine(write, repeated.reply());
    }
  }

  /** However many votes an item got in the batch, its tally is published once. */
  @Override
  public void publishTogether(List<UpvoteResult> results) {
    Map<ItemId, Tally> tallies = new LinkedHashMap<>();
    for (UpvoteResult result : results) {
      if (result instanceof UpvoteResult.Counted counted && counted.changed()) {
        tallies.put(counted.tally().item(), counted.tally());
      }
    }
    for (Tally tally : tallies.values()) {
      broker.publish(
          new Publication(
              List.of(new Position(Subject.item(tally.item()), tally.rev())),
              UpvotePayloads.tally(tally)));
    }
  }

  @Override
  public void refuse(UpvoteWrite write, Refusal refusal) {
    write.connection().refuse(write.command(), refusal);
  }

  private void publishMine(UpvoteWrite write, JsonObject reply) {
    broker.publish(
        Work.mine(
            write.connection().account(),
            ItemId.parse(reply.getString("item")),
            reply.getInt("value"),
            reply.getJsonNumber("rev").longValue()));
  }

  private static void acknowledge(UpvoteWrite write, JsonObject reply, boolean again) {
    write
        .connection()
        .ok(
            write.command(),
            generator -> {
              reply.forEach(generator::write);
              if (again) {
                generator.write("again", true);
              }
            });
  }
}
