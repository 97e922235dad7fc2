package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;
import org.spikelane.kernel.KernelChoice;

/** Which threads run a tick. */
class TickRunnerTest {

  /** Sets a signal, and remembers which threads did. */
  private record Remembering(Signal set, Set<Thread> threads) implements Operator {

    @Override
    public String label() {
      return "remembering";
    }

    @Override
    public List<Signal> sets() {
      return List.of(set);
    }

    @Override
    public Step bind(Context context) {
      return () -> {
        if (set.size() == 13) {
          throw new IllegalStateException("13");
        }
        threads.add(Thread.currentThread());
      };
    }
  }

  private final Set<Thread> ran = ConcurrentHashMap.newKeySet();
  private boolean shares;
  private final AnySharing sharing = new AnySharing(() -> shares);

  /** Two operators that have nothing to do with each other. */
  private TickRunner runner(int size) {
    List<Operator> operators = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      operators.add(new Remembering(Signal.zeros("signal " + k, size), ran));
    }
    NamedGraph graph = NamedGraph.of(new Graph(operators), Map.of(), Map.of());
    return new TickRunner(new Bound(graph, 0.001, 0, KernelChoice.SCALAR), 2, sharing);
  }

  @Test
  void ticksAreSharedOrNotAsItIsSaid() {
    TickRunner runner = runner(10_000);
    try {
      runner.run(10_000);
      assertEquals(Set.of(Thread.currentThread()), ran, "not shared");
      shares = true;
      // When another gets a processor is the system's business.
      long end = System.nanoTime() + 30_000_000_000L;
      while (ran.size() < 2 && System.nanoTime() < end) {
        runner.run(1_000);
      }
      assertEquals(2, ran.size(), "shared");
      ran.clear();
      shares = false;
      runner.run(10_000);
      assertEquals(Set.of(Thread.currentThread()), ran, "not shared any longer");
      assertEquals(runner.bound().ticks(), sharing.ended);
    } finally {
      runner.close();
    }
  }

  /** Such as for two small ensembles: no thread is there for nothing. */
  @Test
  void whereNothingCanBeSharedNobodyIsAsked() {
    TickRunner runner = runner(10);
    runner.run(1_000);
    runner.close();
    assertEquals(Set.of(Thread.currentThread()), ran);
    assertEquals(0, sharing.shared + sharing.alone);
  }

  @Test
  void aTickThatFailsIsNotCounted() {
    TickRunner runner = runner(13);
    assertThrows(IllegalStateException.class, () -> runner.run(5));
    assertEquals(0, runner.bound().ticks());
    runner.close();
  }
}
