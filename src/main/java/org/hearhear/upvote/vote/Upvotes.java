package org.hearhear.upvote.vote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadFactory;
import org.hearhear.config.Settings;
import org.hearhear.journal.Journal;
import org.hearhear.storage.Database;

/**
 * Takes votes and posts: hands them to the journal, whose ledger applies the rules within the
 * transaction that writes. Votes on one item are applied in the order in which they were handed in,
 * as long as they all name it by its id, or all by its foreign key: which item a key stands for is
 * known only there, so the two may go different ways.
 */
@Singleton
public class Upvotes {
  private final Journal<UpvoteWrite, UpvoteResult> journal;

  @Inject
  public Upvotes(Settings settings, Database database, ThreadFactory threads, UpvoteLedger ledger) {
    journal = new Journal<>("upvote", settings, database, threads, ledger);
  }

  public void start() {
    journal.start();
  }

  /** Finishes or refuses what waits. */
  public void stop() {
    journal.close();
  }

  /** Accepts a vote; the reply follows its commit. */
  public void cast(UpvoteWrite.Cast cast) {
    long lane = cast.item().isPresent() ? cast.item().get().value() : cast.foreign().hashCode();
    journal.submit(lane, cast);
  }

  /** Accepts a new item; the reply follows its commit. */
  public void post(UpvoteWrite.Posting posting) {
    journal.submit(posting.board().value(), posting);
  }

  /** Accepts a change; the reply follows its commit. */
  public void change(UpvoteWrite.Changing changing) {
    journal.submit(changing.connection().account().value(), changing);
  }
}
