package org.hearhear.ops;

import static java.lang.System.Logger.Level.INFO;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.hearhear.config.Build;
import org.hearhear.dm.DirectMessages;
import org.hearhear.door.LoginRecheck;
import org.hearhear.live.Clock;
import org.hearhear.live.Connections;
import org.hearhear.live.Flushers;
import org.hearhear.live.Reads;
import org.hearhear.storage.Database;
import org.hearhear.upvote.TallyFeed;
import org.hearhear.upvote.Upvotes;

/**
 * Starts what runs, in order, before the first request comes in; stops it in the opposite order, so
 * that what was accepted is written and answered while there is still somebody to answer.
 */
@WebListener
public class Lifecycle implements ServletContextListener {
  private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());

  @Inject Database database;
  @Inject Clock clock;
  @Inject Reads reads;
  @Inject Flushers flushers;
  @Inject Connections connections;
  @Inject DirectMessages directMessages;
  @Inject Upvotes upvotes;
  @Inject TallyFeed tallies;
  @Inject LoginRecheck loginRecheck;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    String path = event.getServletContext().getContextPath();
    database.open(path.isEmpty() ? "ROOT" : path.substring(1).replace('/', '_'));
    clock.start();
    reads.start();
    flushers.start();
    directMessages.start();
    upvotes.start();
    tallies.start();
    connections.start();
    loginRecheck.start();
    LOG.log(INFO, "Hearhear " + Build.VERSION + " serves " + path + "/");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    directMessages.stop();
    upvotes.stop();
    connections.sayGoodbye();
    tallies.stop();
    clock.stop();
    reads.stop();
    flushers.stop();
    database.close();
    LOG.log(INFO, "Hearhear has stopped");
  }
}
