package org.hearhear.upvote;

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
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/** How votes and posts are written in batches, and who is told of them afterwards. */
@Singleton
public class UpvoteLedger implements Ledger<UpvoteWrite, UpvoteResult> {
  private final UpvoteStores stores;
  private final Broker broker;

  @Inject
  public UpvoteLedger(UpvoteStores stores, Broker broker) {
    this.stores = stores;
    this.broker = broker;
  }

  @Override
  public List<UpvoteResult> apply(Handle transaction, List<UpvoteWrite> batch) {
    return new UpvoteBatch(stores, transaction, batch).apply();
  }

  /** However many votes an item got in the batch, its tally is published once. */
  @Override
  public void publish(List<UpvoteWrite> batch, List<UpvoteResult> results) {
    Map<ItemId, Tally> tallies = new LinkedHashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      UpvoteWrite write = batch.get(i);
      if (results.get(i) instanceof UpvoteResult.Counted counted) {
        acknowledge(write, counted.reply(), false);
        if (counted.changed()) {
          Tally tally = counted.tally();
          tallies.put(tally.item(), tally);
          publish(
              Subject.voter(write.connection().account()),
              0,
              UpvotePayloads.mine(tally.item(), counted.value(), tally.rev()));
        }
      } else if (results.get(i) instanceof UpvoteResult.Posted posted) {
        acknowledge(write, posted.reply(), false);
        publish(Subject.board(posted.item().board()), 0, UpvotePayloads.item(posted.item()));
      } else if (results.get(i) instanceof UpvoteResult.Repeated repeated) {
        acknowledge(write, repeated.reply(), true);
      } else if (results.get(i) instanceof UpvoteResult.Refused refused) {
        refuse(write, refused.refusal());
      }
    }
    for (Tally tally : tallies.values()) {
      publish(Subject.item(tally.item()), tally.rev(), UpvotePayloads.tally(tally));
    }
  }

  @Override
  public void refuse(UpvoteWrite write, Refusal refusal) {
    write.connection().refuse(write.command(), refusal);
  }

  private void publish(Subject subject, long at, Payload payload) {
    broker.publish(new Publication(List.of(new Position(subject, at)), payload));
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
