package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Publication;
import org.hearhear.journal.Ledger;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/** How messages are written in batches, and who is told of them afterwards. */
@Singleton
public class MessageLedger implements Ledger<MessageWrite, MessageResult> {
  private final MessageBatch.Stores stores;
  private final Broker broker;

  @Inject
  public MessageLedger(MessageBatch.Stores stores, Broker broker) {
    this.stores = stores;
    this.broker = broker;
  }

  @Override
  public List<MessageResult> apply(Handle transaction, List<MessageWrite> batch) {
    return new MessageBatch(stores, transaction, batch).apply();
  }

  @Override
  public void answer(MessageWrite write, MessageResult result) {
    if (result instanceof MessageResult.Sent sent) {
      acknowledge(write, sent.message(), false);
    } else if (result instanceof MessageResult.Repeated repeated) {
      acknowledge(write, repeated.message(), true);
    } else if (result instanceof MessageResult.Refused refused) {
      refuse(write, refused.refusal());
    }
  }

  @Override
  public void publish(MessageWrite write, MessageResult result) {
    if (result instanceof MessageResult.Sent sent) {
      sent.opened()
          .ifPresent(
              opened -> broker.publish(new Publication(opened.positions(), opened.payload())));
      broker.publish(new Publication(sent.positions(), DmPayloads.message(sent.message())));
    }
  }

  /** Each message is told by itself. */
  @Override
  public void publishTogether(List<MessageResult> results) {}

  @Override
  public void refuse(MessageWrite write, Refusal refusal) {
    write.connection().refuse(write.command(), refusal);
  }

  private static void acknowledge(MessageWrite write, Message message, boolean again) {
    write
        .connection()
        .ok(
            write.command(),
            generator -> {
              generator
                  .write("conversation", message.conversation().toString())
                  .write("seq", message.seq())
                  .write("at", message.sentAt().toString());
              if (again) {
                generator.write("again", true);
              }
            });
  }
}
