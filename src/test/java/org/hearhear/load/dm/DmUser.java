package org.hearhear.load.dm;

import org.hearhear.load.account.Account;
import org.hearhear.load.client.Commands;
import org.hearhear.load.client.ConnectionListener;
import org.hearhear.load.client.LoadConnection;
import org.hearhear.load.client.Received;
import org.hearhear.load.client.Refusals;
import org.hearhear.load.measure.SequenceCheck;
import org.hearhear.load.run.Run;
import org.jspecify.annotations.Nullable;

/** One of two who write to each other, with one connection. */
final class DmUser implements ConnectionListener {
  private final Run run;
  private final DmLoad load;
  private final DmCounts counts;
  private final Commands commands;
  private final int index;
  private final Account account;
  private final OpenMessages open;
  private final SequenceCheck incoming = new SequenceCheck();

  // Null until they are there.
  private @Nullable DmUser partner;
  private @Nullable LoadConnection connection;

  private long conversation = Received.ABSENT;
  private long newest;
  private boolean isWelcome;

  DmUser(Run run, DmLoad load, Commands commands, int index, Account account) {
    this.run = run;
    this.load = load;
    this.counts = load.counts();
    this.commands = commands;
    this.index = index;
    this.account = account;
    this.open = new OpenMessages(load.window());
  }

  void connect() {
    connection = LoadConnection.open(run.network(), run.door("dm", account.cookie()), null, this);
  }

  void partner(DmUser other) {
    partner = other;
  }

  /** Its place among the users. */
  int index() {
    return index;
  }

  int openCount() {
    return open.count();
  }

  long sent() {
    return open.next();
  }

  /** The newest number in the conversation that it knows of. */
  long newest() {
    return newest;
  }

  boolean knowsConversation() {
    return conversation != Received.ABSENT;
  }

  boolean maySend(int window) {
    return open.count() < window && open.hasPlace();
  }

  /** Sends the next message, which was to be sent at that moment. */
  void send(long intendedNanos) {
    DmUser to = partner;
    LoadConnection through = connection;
    if (to == null || through == null) {
      throw new IllegalStateException("Not connected yet");
    }
    long number = open.add(intendedNanos);
    through.write(
        conversation == Received.ABSENT
            ? commands.sendTo(number, to.account.id(), index, number)
            : commands.send(number, conversation, index, number));
  }

  long lost() {
    return partner == null ? 0 : incoming.lost(partner.sent());
  }

  long doubled() {
    return incoming.doubled();
  }

  long outOfOrder() {
    return incoming.outOfOrder() + (connection == null ? 0 : connection.gaps());
  }

  @Override
  public void welcomed(LoadConnection open, Received welcome) {
    isWelcome = true;
    load.opened();
  }

  @Override
  public void received(LoadConnection open, Received received) {
    switch (received.kind) {
      case MESSAGE -> message(received);
      case OK -> acknowledged(received);
      case ERROR -> run.fail(Refusals.command(received));
      default -> {
        // Receipts and the word of a new conversation: nothing follows from them here.
      }
    }
  }

  @Override
  public void ended(LoadConnection ended, String why) {
    run.fail((isWelcome ? "A connection was " : "Could not connect: ") + why);
  }

  private void acknowledged(Received ok) {
    conversation = ok.conversation;
    newest = Math.max(newest, ok.seq);
    long intended = open.acknowledged(ok.ref);
    if (intended == Received.ABSENT) {
      counts.doubledReplies++;
    } else {
      counts.acknowledged(intended, ok.atNanos);
      load.progressed(this);
    }
  }

  private void message(Received message) {
    DmUser from = partner;
    if (from == null || message.sender == index) {
      return; // Its own, come back as to all of its clients.
    }
    if (message.sender != from.index) {
      counts.misdelivered++;
      return;
    }
    conversation = message.conversation;
    newest = Math.max(newest, message.seq);
    if (incoming.received(message.number)) {
      long intended = from.open.delivered(message.number);
      if (intended != Received.ABSENT) {
        counts.delivered(intended, message.atNanos);
      }
      load.progressed(from);
    }
  }
}
