package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spikelane.graph.Step;
import org.spikelane.parallel.Parallel;
import org.spikelane.plan.Stage;

/** Threads that run a tick together: none runs ahead, is left behind, or outlives the crew. */
@Timeout(60)
class CrewTest {

  private final List<Thread> workers = new ArrayList<>();

  private Thread worker(Runnable work) {
    Thread worker = new Thread(work);
    workers.add(worker);
    return worker;
  }

  private void assertAllEnd() throws InterruptedException {
    for (Thread worker : workers) {
      worker.join(10_000);
      assertFalse(worker.isAlive(), worker.getName());
    }
  }

  /**
   * Stages of which each reads, without a lock, all that the stage before has written: a thread
   * that runs ahead, or does not see what others wrote, finds a wrong number.
   */
  private static List<Stage> chain(boolean[] shared, int threads, SplittableRandom naps) {
    List<Stage> stages = new ArrayList<>();
    long[] clock = new long[1];
    stages.add(new Stage(new Step[][] {{() -> clock[0]++}}));
    long[] before = clock;
    for (boolean split : shared) {
      int shares = split ? threads : 1;
      long[] input = before;
      long[] output = new long[shares];
      Step[][] steps = new Step[shares][1];
      for (int share = 0; share < shares; share++) {
        int own = share;
        SplittableRandom random = naps == null ? null : naps.split();
        steps[share][0] =
            () -> {
              if (random != null && random.nextInt(200) == 0) {
                nap();
              }
              for (long value : input) {
                if (value != output[own] + 1) {
                  throw new IllegalStateException("share " + own + " saw " + value);
                }
              }
              output[own]++;
            };
      }
      stages.add(new Stage(steps));
      before = output;
    }
    return stages;
  }

  private static void nap() {
    try {
      Thread.sleep(3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void everyStageSeesAllOfTheStageBefore() throws InterruptedException {
    SplittableRandom random = new SplittableRandom(3);
    for (int threads : new int[] {2, 3, 7}) {
      for (SplittableRandom naps : new SplittableRandom[] {null, random}) {
        boolean[] shared = new boolean[6];
        for (int k = 0; k < shared.length; k++) {
          shared[k] = k == 2 || random.nextBoolean();
        }
        Crew crew = new Crew(chain(shared, threads, naps), threads, this::worker);
        for (int tick = 0; tick < 300; tick++) {
          crew.tick();
        }
        crew.close();
        crew.close();
      }
    }
    assertAllEnd();
  }

  @Test
  void aThreadThatGetsNoProcessorKeepsNobodyWaiting() throws InterruptedException {
    CountDownLatch processor = new CountDownLatch(1);
    Crew crew =
        new Crew(
            chain(new boolean[] {true, false, true}, 3, null),
            3,
            work ->
                worker(
                    () -> {
                      try {
                        processor.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      work.run();
                    }));
    for (int tick = 0; tick < 100; tick++) {
      crew.tick();
    }
    processor.countDown();
    for (int tick = 0; tick < 10_000; tick++) {
      crew.tick();
    }
    crew.close();
    assertAllEnd();
  }

  /** Functions of the caller's are in the first share. */
  @Test
  void theFirstShareIsTheCallers() throws InterruptedException {
    Set<Thread> ran = ConcurrentHashMap.newKeySet();
    Set<Thread> others = ConcurrentHashMap.newKeySet();
    Step first = () -> ran.add(Thread.currentThread());
    Step other = () -> others.add(Thread.currentThread());
    Stage stage = new Stage(new Step[][] {{first}, {other}, {other}});
    Crew crew = new Crew(List.of(stage, stage), 3, this::worker);
    // Until another has run a share: when it is given a processor is the system's business.
    for (int tick = 0; tick < 20_000 || others.size() < 2; tick++) {
      crew.tick();
    }
    crew.close();
    assertAllEnd();
    assertEquals(Set.of(Thread.currentThread()), ran);
  }

  @Test
  void theCallerMayBeInterruptedAndAnotherEveryTime() throws InterruptedException {
    Crew crew = new Crew(chain(new boolean[] {true, true}, 3, null), 3, this::worker);
    for (int tick = 0; tick < 20; tick++) {
      Thread caller =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                crew.tick();
              });
      caller.start();
      caller.join();
    }
    crew.close();
    assertAllEnd();
  }

  @Test
  void whatIsThrownByAnyIsThrownAndTheNextTickRuns() throws InterruptedException {
    Error[] failures = new Error[3];
    int[] ran = new int[1];
    Step[][] steps = new Step[3][1];
    for (int k = 0; k < 3; k++) {
      int own = k;
      steps[k][0] =
          () -> {
            if (failures[own] != null) {
              throw failures[own];
            }
          };
    }
    Stage alone = new Stage(new Step[][] {{() -> ran[0]++}});
    Crew crew = new Crew(List.of(new Stage(steps), new Stage(steps), alone), 3, this::worker);
    for (int which = 1; which < 8; which++) {
      for (int k = 0; k < 3; k++) {
        failures[k] = (which >> k & 1) == 0 ? null : new AssertionError("share " + k);
      }
      Error thrown = assertThrows(AssertionError.class, crew::tick);
      assertTrue(List.of(0, 1, 2).stream().anyMatch(k -> failures[k] == thrown));
      assertEquals(which - 1, ran[0], "a stage after the failure ran");
      failures[0] = failures[1] = failures[2] = null;
      crew.tick();
      assertEquals(which, ran[0]);
    }
    crew.close();
    assertAllEnd();
  }

  /** As code of other languages does: no share may be left as one that never ends. */
  @Test
  void whatJavaChecksIsThrownAsWell() throws InterruptedException {
    Throwable[] failures = new Throwable[2];
    long[][] ran = new long[2][2];
    Stage[] stages = new Stage[2];
    for (int k = 0; k < 2; k++) {
      long[] ofStage = ran[k];
      Step[][] steps = new Step[2][1];
      for (int share = 0; share < 2; share++) {
        int own = share;
        steps[share][0] =
            () -> {
              ofStage[own]++;
              if (failures[own] != null) {
                Parallel.<RuntimeException>raise(failures[own]);
              }
            };
      }
      stages[k] = new Stage(steps);
    }
    Crew crew = new Crew(List.of(stages), 2, this::worker);
    for (int which = 0; which < 2; which++) {
      // Until a worker has begun the share, whom the caller then waits for.
      for (int tick = 0; tick < 200; tick++) {
        failures[which] = new IOException("share " + which);
        assertSame(failures[which], assertThrows(IOException.class, crew::tick));
        failures[which] = null;
        crew.tick();
      }
    }
    assertEquals(400, ran[1][0], "of the stage after, only in ticks that did not fail");
    assertEquals(400, ran[1][1]);
    crew.close();
    assertAllEnd();
  }

  @Test
  void ifAThreadCannotStartTheOthersEnd() throws InterruptedException {
    for (int most : new int[] {0, 1, 3}) {
      workers.clear();
      OutOfMemoryError failure = new OutOfMemoryError("unable to create native thread");
      assertSame(
          failure,
          assertThrows(
              OutOfMemoryError.class,
              () ->
                  new Crew(
                      chain(new boolean[] {true}, 5, null),
                      5,
                      work -> {
                        if (workers.size() == most) {
                          throw failure;
                        }
                        return worker(work);
                      })));
      assertEquals(most, workers.size());
      assertAllEnd();
    }
  }
}
