package org.hearhear.load.run;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hearhear.load.client.LoadConnection.Door;
import org.hearhear.load.client.Network;
import org.hearhear.load.measure.ProcessTree;
import org.hearhear.load.measure.Usage;

/**
 * One run of the tool against one deployment: what all scenarios share. The main thread waits, the
 * event loop works; {@link #fail} is for the event loop and ends the main thread's waiting.
 */
public final class Run implements AutoCloseable {
  private static final Duration OPENED_WITHIN = Duration.ofMinutes(10);

  private final Options options;
  private final URI base;
  private final Network network;
  private final Usage usage;
  private final CompletableFuture<Object> failure = new CompletableFuture<>();

  public Run(Options options) {
    this.options = options;
    String url = options.find("url").orElseThrow(() -> new LoadFailure("Say where: --url URL"));
    this.base = URI.create(url.endsWith("/") ? url : url + "/");
    this.usage =
        new Usage(
            options.id("server-pid").map(ProcessTree::new),
            options.id("database-pid").map(ProcessTree::new));
    this.network = new Network("https".equals(base.getScheme()));
  }

  public Options options() {
    return options;
  }

  public URI base() {
    return base;
  }

  public Network network() {
    return network;
  }

  public Usage usage() {
    return usage;
  }

  public Optional<Path> accountsFile() {
    return options.find("accounts").map(Path::of);
  }

  /** How to open a connection with this cookie. */
  public Door door(String endpoint, String cookie) {
    return new Door(base, endpoint, cookie);
  }

  /** Gives up; only the first reason counts. */
  public void fail(String why) {
    failure.completeExceptionally(new LoadFailure(why));
  }

  /** Waits until it is complete or the run has failed. */
  public <T> T await(CompletableFuture<T> future, String what) {
    return await(future, what, OPENED_WITHIN);
  }

  public <T> T await(CompletableFuture<T> future, String what, Duration patience) {
    try {
      var unused =
          CompletableFuture.anyOf(failure, future).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return future.join();
    } catch (ExecutionException | CompletionException e) {
      throw e.getCause() instanceof LoadFailure known ? known : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new LoadFailure("Not within " + patience.toSeconds() + " s: " + what);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadFailure("Interrupted");
    }
  }

  /** Runs it on the event loop; what it throws fails the run. */
  public void onLoop(Runnable task) {
    network.execute(() -> guarded(task));
  }

  public void onLoopAfter(long millis, Runnable task) {
    network.schedule(() -> guarded(task), millis);
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      fail(String.valueOf(e));
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
