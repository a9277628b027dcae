package org.hearhear.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Does things at the same time, to see who wins. */
public final class AtOnce {
  private AtOnce() {}

  /** What came of each; each has a thread of its own. */
  @SafeVarargs
  public static <T> List<T> all(Supplier<T>... actions) {
    List<CompletableFuture<T>> started = new ArrayList<>();
    for (Supplier<T> action : actions) {
      started.add(CompletableFuture.supplyAsync(action, work -> new Thread(work).start()));
    }
    return started.stream().map(CompletableFuture::join).toList();
  }
}
