package org.hearhear.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GatheringTest {

  @Test
  void takesInTheOrderOfTheOffersAndNoMoreThanAskedFor() {
    Gathering<Integer> gathering = new Gathering<>(10);
    List.of(1, 2, 3).forEach(gathering::offer);

    List<Integer> first = gathering.take(2);
    List<Integer> second = gathering.take(2);

    assertThat(first).containsExactly(1, 2);
    assertThat(second).containsExactly(3);
  }

  @Test
  void whatIsAloneIsTakenByItselfAndInItsTurn() {
    Gathering<Integer> gathering = new Gathering<>(10);
    List.of(1, 2, -3, -4, 5).forEach(gathering::offer);
    gathering.close();

    List<List<Integer>> batches = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      batches.add(gathering.take(10, element -> element < 0));
    }

    assertThat(batches)
        .containsExactly(List.of(1, 2), List.of(-3), List.of(-4), List.of(5), List.of());
  }

  @Test
  void offerBeyondTheRoomIsTurnedAwayUntilSomethingIsTaken() {
    Gathering<Integer> gathering = new Gathering<>(2);
    gathering.offer(1);
    gathering.offer(2);

    boolean whileFull = gathering.offer(3);
    gathering.take(1);
    boolean afterwards = gathering.offer(4);

    assertThat(whileFull).isFalse();
    assertThat(afterwards).isTrue();
    assertThat(gathering.takeAll()).containsExactly(2, 4);
  }

  @Test
  void whatWaitsAtTheCloseIsStillTakenAndThenNothing() {
    Gathering<Integer> gathering = new Gathering<>(10);
    gathering.offer(1);

    gathering.close();

    assertThat(gathering.offer(2)).isFalse();
    assertThat(gathering.take(10)).containsExactly(1);
    assertThat(gathering.take(10)).isEmpty();
  }

  @Test
  void closeEndsTheWaitOfATaker() throws Exception {
    Gathering<Integer> gathering = new Gathering<>(10);
    CompletableFuture<List<Integer>> taken = new CompletableFuture<>();
    Thread taker = started(() -> taken.complete(gathering.take(10)));
    awaitWaiting(taker);

    gathering.close();

    assertThat(taken.get(10, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void interruptDoesNotEndTheWaitOfATaker() throws Exception {
    Gathering<Integer> gathering = new Gathering<>(10);
    CompletableFuture<List<Integer>> taken = new CompletableFuture<>();
    Thread taker = started(() -> taken.complete(gathering.take(10)));
    awaitWaiting(taker);

    taker.interrupt();
    gathering.offer(1);

    assertThat(taken.get(10, TimeUnit.SECONDS)).containsExactly(1);
  }

  @Test
  void putWaitsForRoomThroughAnInterrupt() throws Exception {
    Gathering<Integer> gathering = new Gathering<>(1);
    gathering.offer(1);
    Thread putter = started(() -> gathering.put(2));
    awaitWaiting(putter);

    putter.interrupt();
    List<Integer> first = gathering.take(1);
    putter.join();

    assertThat(first).containsExactly(1);
    assertThat(gathering.takeAll()).containsExactly(2);
  }

  @Test
  void nothingIsLostBetweenManyWhoPutAndOneWhoTakes() throws Exception {
    Gathering<Integer> gathering = new Gathering<>(5);
    List<Thread> putters = new ArrayList<>();
    for (int each = 0; each < 4; each++) {
      int first = each * 1_000;
      putters.add(
          started(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  gathering.put(first + i);
                }
              }));
    }
    CompletableFuture<List<Integer>> all = new CompletableFuture<>();
    started(() -> all.complete(takeToTheEnd(gathering)));

    for (Thread putter : putters) {
      putter.join();
    }
    gathering.close();

    assertThat(all.get(10, TimeUnit.SECONDS)).hasSize(4_000).doesNotHaveDuplicates();
  }

  private static List<Integer> takeToTheEnd(Gathering<Integer> gathering) {
    List<Integer> all = new ArrayList<>();
    for (List<Integer> some = gathering.take(3); !some.isEmpty(); some = gathering.take(3)) {
      all.addAll(some);
    }
    return all;
  }

  private static Thread started(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Returns when the thread waits; the test's time limit ends it otherwise. */
  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}
