package org.spikelane.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AheadTest {

  @Test
  void itIsBegunOnceInADaemonAndFailsInSilence() throws InterruptedException {
    BlockingQueue<Thread> seen = new LinkedBlockingQueue<>();
    Ahead ahead =
        new Ahead(
            () -> {
              Thread.currentThread()
                  .setUncaughtExceptionHandler((thread, failure) -> seen.add(thread));
              seen.add(Thread.currentThread());
              throw new IllegalStateException("of no use");
            });
    ahead.begin();
    ahead.begin();
    Thread thread = seen.poll(10, TimeUnit.SECONDS);
    assertNotSame(Thread.currentThread(), thread);
    assertEquals("spikelane-ahead", thread.getName());
    assertTrue(thread.isDaemon());
    thread.join(10_000);
    assertFalse(thread.isAlive());
    assertTrue(seen.isEmpty(), "begun twice, or not silent");
  }

  @Test
  void oneIsDoneAfterTheOtherInTheirOrder() throws InterruptedException {
    BlockingQueue<Integer> done = new LinkedBlockingQueue<>();
    CountDownLatch all = new CountDownLatch(1);
    for (int i = 0; i < 20; i++) {
      int number = i;
      new Ahead(
              () -> {
                await(all);
                done.add(number);
              })
          .begin();
    }
    assertTrue(done.isEmpty());
    all.countDown();
    for (int i = 0; i < 20; i++) {
      assertEquals(i, done.poll(10, TimeUnit.SECONDS));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
