package org.spikelane.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Work in parallel ends as a loop would: not before all that has begun has ended. */
class ParallelTest {

  private static final List<Integer> ITEMS = IntStream.range(0, 40).boxed().toList();

  private final AtomicInteger running = new AtomicInteger();

  private Integer work(Integer item) {
    running.incrementAndGet();
    long end = System.nanoTime() + 3_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    running.decrementAndGet();
    return item;
  }

  @Test
  void resultsAreInOrder() {
    assertEquals(ITEMS, Parallel.map(ITEMS, this::work, done -> {}));
  }

  @Test
  void whatTheReportThrowsEndsTheWork() {
    for (int time = 0; time < 20; time++) {
      IllegalStateException failure = new IllegalStateException("enough");
      assertSame(
          failure,
          assertThrows(
              IllegalStateException.class,
              () ->
                  Parallel.map(
                      ITEMS,
                      this::work,
                      done -> {
                        if (done > 0) {
                          throw failure;
                        }
                      })));
      assertEquals(0, running.get(), "still running");
    }
  }

  /** As code in Kotlin, Scala or Groovy may. */
  @Test
  void whatJavaChecksIsThrownItself() {
    IOException failure = new IOException("unchecked here");
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () ->
                Parallel.map(
                    ITEMS,
                    item -> {
                      if (item % 2 == 1) {
                        ParallelTest.<RuntimeException>raise(failure);
                      }
                      return work(item);
                    },
                    done -> {})));
    assertEquals(0, running.get(), "still running");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void raise(Throwable failure) throws E {
    throw (E) failure;
  }
}
