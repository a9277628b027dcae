package org.hearhear.load.upvote;

import org.hearhear.load.client.ConnectionListener;
import org.hearhear.load.client.Kind;
import org.hearhear.load.client.LoadConnection;
import org.hearhear.load.client.Received;
import org.hearhear.load.client.Refusals;
import org.jspecify.annotations.Nullable;

/** One connection to the board; it votes, or watches, or both. */
final class Visitor implements ConnectionListener {
  static final long SUBSCRIBE_REF = 1L << 40;
  static final long ITEMS_REF = SUBSCRIBE_REF + 1;
  static final long BOARDS_REF = SUBSCRIBE_REF + 2;
  static final long POST_REF = SUBSCRIBE_REF + 3;

  private final UpvoteLoad load;
  private final int index;
  private final int[] votes;
  private final Tallies tallies;

  // Null until it is open.
  private @Nullable LoadConnection connection;
  private boolean isWelcome;
  private long nextRef;
  private long openRef = Received.ABSENT;
  private long sentNanos;

  Visitor(UpvoteLoad load, int index, int items) {
    this.load = load;
    this.index = index;
    this.votes = new int[items];
    this.tallies = new Tallies(items);
  }

  void opening(LoadConnection opening) {
    connection = opening;
  }

  LoadConnection connection() {
    if (connection == null) {
      throw new IllegalStateException("Not connected yet");
    }
    return connection;
  }

  Tallies tallies() {
    return tallies;
  }

  boolean hasOpenVote() {
    return openRef != Received.ABSENT;
  }

  /** Its vote on the item now, 0 or 1. */
  int vote(int item) {
    return votes[item];
  }

  /** Turns its vote on the next item round. */
  void voteNext() {
    int item = (int) ((index + nextRef) % votes.length);
    votes[item] = 1 - votes[item];
    openRef = nextRef++;
    sentNanos = System.nanoTime();
    connection().write(load.commands().vote(openRef, load.itemId(item), votes[item]));
  }

  @Override
  public void welcomed(LoadConnection open, Received welcome) {
    isWelcome = true;
    load.welcomed(this);
  }

  @Override
  public void received(LoadConnection open, Received received) {
    if (received.kind == Kind.TALLY) {
      load.tally(this, received);
    } else if (received.kind == Kind.OK && received.ref >= SUBSCRIBE_REF) {
      load.answered(this, received);
    } else if (received.kind == Kind.OK) {
      acknowledged(received);
    } else if (received.kind == Kind.ERROR) {
      load.failed(Refusals.command(received));
    }
  }

  @Override
  public void ended(LoadConnection ended, String why) {
    load.failed((isWelcome ? "A connection was " : "Could not connect: ") + why);
  }

  private void acknowledged(Received ok) {
    if (ok.ref != openRef) {
      load.doubledReply();
      return;
    }
    openRef = Received.ABSENT;
    load.acknowledged(this, ok, sentNanos);
  }
}
