package org.hearhear.live;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.hearhear.config.Settings;

/**
 * The few threads that write outboxes to sockets. A connection is in the queue at most once, so the
 * queue is no longer than there are connections. Safe for all threads.
 */
@Singleton
public class Flushers {
  private static final System.Logger LOG = System.getLogger(Flushers.class.getName());

  private final Settings settings;
  private final ThreadFactory threads;
  private final LinkedBlockingQueue<Connection> dirty = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Connection> stalled = new LinkedBlockingQueue<>();
  private final List<Thread> running = new ArrayList<>();

  private volatile boolean stopped;

  @Inject
  public Flushers(Settings settings, ThreadFactory threads) {
    this.settings = settings;
    this.threads = threads;
  }

  public void start() {
    for (int i = 0; i < settings.get(Settings.FLUSHERS); i++) {
      start("hearhear-flusher-" + i, dirty, Connection::flush);
    }
    // Closing a stalled session may wait for the server: that must not hold up the others.
    start("hearhear-evictor", stalled, Connection::evict);
  }

  public void stop() {
    stopped = true;
    running.forEach(Thread::interrupt);
  }

  /** Called by a connection that has something to send and is not in the queue. */
  void enqueue(Connection connection) {
    dirty.add(connection);
  }

  /** Ends a connection whose peer does not take what is sent. */
  void evict(Connection connection) {
    stalled.add(connection);
  }

  private void start(
      String name, LinkedBlockingQueue<Connection> queue, Consumer<Connection> work) {
    Thread thread = threads.newThread(() -> run(queue, work));
    thread.setName(name);
    running.add(thread);
    thread.start();
  }

  private void run(LinkedBlockingQueue<Connection> queue, Consumer<Connection> work) {
    // Payara looks for a service by this class loader whenever something is sent: decision 18.
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    while (!stopped) {
      try {
        work.accept(queue.take());
      } catch (InterruptedException askedToStop) {
        // The loop's condition decides: a container interrupts threads for reasons of its own.
      } catch (RuntimeException | Error failure) {
        LOG.log(ERROR, "A connection could not be served", failure);
      }
    }
  }
}
