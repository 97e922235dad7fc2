package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spikelane.graph.Recording;

/** The threads that run pieces may be late, be held up, or not begin at all. */
@Timeout(120)
class PipelineThreadsTest extends PipelineFixture {

  /** Threads of another make, on what is bound in pieces. */
  private List<double[][]> run(int threads, ThreadFactory factory) {
    List<double[][]> data = new ArrayList<>();
    try (Simulator simulator = simulator(1)) {
      Bound bound = inPieces(simulator, threads);
      Pipeline pipeline = new Pipeline(bound, factory);
      try {
        for (int count : new int[] {1, 3, 64, 5, 7, 130}) {
          for (Recording recording : bound.recordings()) {
            recording.reserve(count);
          }
          pipeline.run(count);
        }
      } finally {
        pipeline.close();
      }
      for (Recording recording : bound.recordings()) {
        data.add(recording.values());
      }
    }
    return data;
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void aThreadThatGetsNoProcessorKeepsNobodyWaiting(Shape shape) throws InterruptedException {
    make(shape);
    List<double[][]> expected = run(1 + 1, Thread::new);
    CountDownLatch processor = new CountDownLatch(1);
    List<Thread> workers = new ArrayList<>();
    List<double[][]> got =
        run(
            4,
            work -> {
              Thread worker =
                  new Thread(
                      () -> {
                        try {
                          processor.await();
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        }
                        work.run();
                      });
              workers.add(worker);
              return worker;
            });
    processor.countDown();
    assertEquals(3, workers.size());
    for (Thread worker : workers) {
      worker.join(10_000);
      assertFalse(worker.isAlive(), worker.getName());
    }
    assertArrayEquals(expected.toArray(), got.toArray());
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void threadsThatAreHeldUpFindWhatTheyNeed(Shape shape) {
    make(shape);
    SplittableRandom random = new SplittableRandom(5);
    network.node(
        "naps",
        0,
        1,
        (t, x, out) -> {
          if (random.nextInt(20) == 0) {
            try {
              Thread.sleep(1);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    Object[] expected = run(2, Thread::new).toArray();
    for (int threads : new int[] {3, 4, shape == Shape.CIRCLES ? 5 : 7}) {
      assertArrayEquals(expected, run(threads, Thread::new).toArray(), "threads " + threads);
    }
  }

  @Test
  void aThreadThatCannotBeStartedEndsTheOthers() throws InterruptedException {
    chain();
    List<Thread> workers = new ArrayList<>();
    OutOfMemoryError none = new OutOfMemoryError("unable to create native thread");
    assertSame(
        none,
        assertThrows(
            OutOfMemoryError.class,
            () ->
                run(
                    4,
                    work -> {
                      if (workers.size() == 2) {
                        throw none;
                      }
                      workers.add(new Thread(work));
                      return workers.get(workers.size() - 1);
                    })));
    for (Thread worker : workers) {
      worker.join(10_000);
      assertFalse(worker.isAlive(), worker.getName());
    }
  }

  /** Longer, and a piece would wait for what comes back in a circle, from one that waits for it. */
  @Test
  void aRoundOfTurnsIsSomeBlocksAndNoLongerThanItMayBe() {
    for (int most = 1; most <= 130; most++) {
      for (int count = 5; count <= 260; count += 3) {
        for (int threads = 1; threads <= 9; threads++) {
          Pipeline.Run run = Pipeline.turns(7, 7 + count, most, threads);
          String what = run + " of " + most;
          assertTrue(run.block() >= 1 && run.round() <= most, what);
          assertEquals(0, run.round() % run.block(), what);
          assertTrue(2 * run.round() > Math.min(most, count), what);
          int blocks = (int) (Math.min(most, count) / run.block());
          assertTrue(blocks >= threads || run.block() == 1, what);
        }
      }
    }
  }
}
