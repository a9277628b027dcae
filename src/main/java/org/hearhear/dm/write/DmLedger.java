package org.hearhear.dm.write;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.hearhear.fanout.Broker;
import org.hearhear.journal.Ledger;
import org.hearhear.presence.Hint;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/** How changes are written in batches, and who is told of them afterwards. */
@Singleton
public class DmLedger implements Ledger<DmWrite, DmResult> {
  private final Rules rules;
  private final Broker broker;

  @Inject
  public DmLedger(Rules rules, Broker broker) {
    this.rules = rules;
    this.broker = broker;
  }

  @Override
  public List<DmResult> apply(Handle transaction, List<DmWrite> batch) {
    return new DmBatch(rules, transaction, batch).apply();
  }

  @Override
  public void answer(DmWrite write, DmResult result) {
    if (result instanceof DmResult.Done done) {
      write.connection().ok(write.command(), generator -> done.reply().forEach(generator::write));
    } else if (result instanceof DmResult.Refused refused) {
      refuse(write, refused.refusal());
    }
  }

  @Override
  public void publish(DmWrite write, DmResult result) {
    if (result instanceof DmResult.Done done) {
      done.told().forEach(broker::publish);
      if (write.change() instanceof Change.Block block) {
        broker.publish(Hint.of(List.of(write.account(), block.account())));
      }
    }
  }

  /** Each change is told by itself. */
  @Override
  public void publishTogether(List<DmResult> results) {}

  @Override
  public void refuse(DmWrite write, Refusal refusal) {
    write.connection().refuse(write.command(), refusal);
  }
}
