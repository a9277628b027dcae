package org.hearhear.ops;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.hearhear.attachment.AttachmentFiles;
import org.hearhear.config.Build;
import org.hearhear.dm.DirectMessages;
import org.hearhear.dm.mark.Marks;
import org.hearhear.door.LoginRecheck;
import org.hearhear.live.AccountFeeds;
import org.hearhear.live.Background;
import org.hearhear.live.Clock;
import org.hearhear.live.Connections;
import org.hearhear.live.Flushers;
import org.hearhear.live.Reads;
import org.hearhear.presence.Presence;
import org.hearhear.storage.Database;
import org.hearhear.upvote.BoardFeed;
import org.hearhear.upvote.TallyComparison;
import org.hearhear.upvote.TallyFeed;
import org.hearhear.upvote.ranking.RankingFeed;
import org.hearhear.upvote.recount.Recount;
import org.hearhear.upvote.vote.Founding;
import org.hearhear.upvote.vote.Upvotes;

/**
 * Starts what runs, in order, before the first request comes in; stops it in the opposite order, so
 * that what was accepted is written and answered while there is still somebody to answer.
 */
@WebListener
public class Lifecycle implements ServletContextListener {
  private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());

  @Inject Database database;
  @Inject AttachmentFiles attachmentFiles;
  @Inject Clock clock;
  @Inject Reads reads;
  @Inject Background background;
  @Inject Flushers flushers;
  @Inject Connections connections;
  @Inject AccountFeeds feeds;
  @Inject DirectMessages directMessages;
  @Inject Marks marks;
  @Inject Presence presence;
  @Inject Founding founding;
  @Inject Upvotes upvotes;
  @Inject TallyFeed tallies;
  @Inject TallyComparison tallyComparison;
  @Inject BoardFeed boards;
  @Inject RankingFeed rankings;
  @Inject Recount recount;
  @Inject LoginRecheck loginRecheck;
  @Inject Housekeeping housekeeping;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    String path = event.getServletContext().getContextPath();
    String context = path.isEmpty() ? "ROOT" : path.substring(1).replace('/', '_');
    database.open(context);
    attachmentFiles.open(context);
    clock.start();
    reads.start();
    background.start();
    flushers.start();
    feeds.start();
    directMessages.start();
    marks.start();
    presence.start();
    founding.run();
    upvotes.start();
    tallies.start();
    tallyComparison.start();
    boards.start();
    rankings.start();
    recount.start();
    connections.start();
    loginRecheck.start();
    housekeeping.start();
    LOG.log(INFO, "Hearhear " + Build.VERSION + " serves " + path + "/");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    stop("the writing of messages", directMessages::stop);
    stop("the writing of votes", upvotes::stop);
    stop("connections", connections::sayGoodbye);
    stop("presence", presence::stop);
    stop("tallies", tallies::stop);
    stop("the clock", clock::stop);
    stop("the background", background::stop);
    stop("the readers", reads::stop);
    stop("the flushers", flushers::stop);
    stop("the database", database::close);
    stop("the drivers", Database::forgetDrivers);
    LOG.log(INFO, "Hearhear has stopped");
  }

  /** Whatever cannot be stopped does not keep the rest from it: the database has to be closed. */
  private static void stop(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failure) {
      LOG.log(ERROR, "Could not stop " + what, failure);
    }
  }
}
