package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work in the background is never done twice at once, and what is wanted meanwhile is not lost. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BackgroundTest {
  private final TestNode node = new TestNode(Map.of("hearhear.background", "2"));
  private final Background background = node.background();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void workThatIsWantedWhileItRunsRunsOnceMore() throws InterruptedException {
    Semaphore begun = new Semaphore(0);
    Semaphore mayEnd = new Semaphore(0);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger runningMost = new AtomicInteger();
    Background.Task task =
        background.task(
            "the test",
            () -> {
              runningMost.accumulateAndGet(running.incrementAndGet(), Math::max);
              begun.release();
              mayEnd.acquireUninterruptibly();
              running.decrementAndGet();
            });
    task.runSoon();
    begun.acquire();

    task.runSoon();
    task.runSoon();
    mayEnd.release(2);
    begun.acquire();

    assertEverythingElseIsDone();
    assertThat(begun.availablePermits()).as("it ran no third time").isZero();
    assertThat(runningMost).hasValue(1);
  }

  @Test
  void failureDoesNotEndIt() throws InterruptedException {
    Semaphore begun = new Semaphore(0);
    AtomicBoolean fails = new AtomicBoolean(true);
    Background.Task task =
        background.task(
            "the test",
            () -> {
              begun.release();
              if (fails.getAndSet(false)) {
                throw new IllegalStateException("made for the test");
              }
            });
    task.runSoon();
    begun.acquire();

    task.runSoon();

    begun.acquire();
  }

  @Test
  void workWithATimeComesByItself() throws InterruptedException {
    CountDownLatch thrice = new CountDownLatch(3);

    background.every(Duration.ofMillis(1), "the test", thrice::countDown);

    thrice.await();
  }

  @Test
  void oneTaskThatHangsHoldsUpNoOther() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    Background.Task hanging = background.task("the hanging", () -> awaitQuietly(held));
    hanging.runSoon();
    hanging.runSoon();

    assertEverythingElseIsDone();

    held.countDown();
  }

  @Test
  void nothingBeginsAfterTheEnd() {
    AtomicInteger runs = new AtomicInteger();
    Background.Task task = background.task("the test", runs::incrementAndGet);
    background.stop();

    task.runSoon();

    assertThat(runs).hasValue(0);
  }

  private void assertEverythingElseIsDone() throws InterruptedException {
    CountDownLatch other = new CountDownLatch(1);
    background.task("another", other::countDown).runSoon();
    other.await();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
