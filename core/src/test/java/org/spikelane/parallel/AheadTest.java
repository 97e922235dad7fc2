package org.spikelane.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AheadTest {

  @Test
  void itIsBegunOnceInADaemonOfItsOwnAndFailsInSilence() throws InterruptedException {
    BlockingQueue<Thread> seen = new LinkedBlockingQueue<>();
    Ahead ahead =
        new Ahead(
            "ahead",
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
    assertEquals("ahead", thread.getName());
    assertTrue(thread.isDaemon());
    thread.join(10_000);
    assertFalse(thread.isAlive());
    assertTrue(seen.isEmpty(), "begun twice, or not silent");
  }
}
