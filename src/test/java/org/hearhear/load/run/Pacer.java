package org.hearhear.load.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.hearhear.load.client.Network;

/**
 * Wakes the event loop at even times, which it cannot do by itself more finely than by the
 * millisecond. A thread of its own; a wake-up that has not been served yet is not repeated.
 */
public final class Pacer implements AutoCloseable {
  private static final long NANOS_IN_SECOND = 1_000_000_000;
  private static final long INTERVAL_NANOS_MIN = 200_000;

  private final Network network;
  private final Runnable task;
  private final long intervalNanos;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final Thread thread = new Thread(this::run, "pacer");
  private volatile boolean stopped;

  public Pacer(Network network, double perSecond, Runnable task) {
    this.network = network;
    this.task = task;
    this.intervalNanos = Math.max(INTERVAL_NANOS_MIN, Math.round(NANOS_IN_SECOND / perSecond));
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped = true;
  }

  private void run() {
    long next = System.nanoTime();
    while (!stopped) {
      next += intervalNanos;
      for (long rest = next - System.nanoTime(); rest > 0; rest = next - System.nanoTime()) {
        LockSupport.parkNanos(rest);
      }
      if (waiting.compareAndSet(false, true)) {
        network.execute(this::serve);
      }
    }
  }

  private void serve() {
    waiting.set(false);
    task.run();
  }
}
