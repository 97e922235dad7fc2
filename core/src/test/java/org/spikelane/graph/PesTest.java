package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.KernelChoice;

/** PES against a plain reading of its equation. */
class PesTest {

  private static final int TICKS = 1000;

  @Test
  void weightsFollowTheEquation() {
    int neurons = 7;
    int dims = 3;
    double dt = 0.001;
    double rate = 0.01;
    SplittableRandom random = new SplittableRandom(5);
    double[] begin = random.doubles(dims * neurons, -1e-3, 1e-3).toArray();
    double[][] activities = new double[TICKS][];
    double[][] errors = new double[TICKS][];
    for (int k = 0; k < TICKS; k++) {
      activities[k] = random.doubles(neurons, 0, 400).toArray();
      errors[k] = random.doubles(dims, -1, 1).toArray();
    }
    Signal tick = Signal.zeros("tick");
    Signal time = Signal.zeros("time");
    Signal activity = Signal.zeros("activity", neurons);
    Signal error = Signal.zeros("error", dims);
    Signal weights = Signal.of("weights", begin, dims, neurons);
    Sample sample = new Sample("weights", weights, tick, 0);
    Graph graph =
        new Graph(
            List.of(
                new Pes("rule", rate, activity, error, weights),
                sample,
                new HostFunction(
                    "activity", (t, x, out) -> copy(activities, t, dt, out), time, null, activity),
                new HostFunction(
                    "error", (t, x, out) -> copy(errors, t, dt, out), time, null, error),
                new Clock(tick, time)));
    Context context = new Context(graph, dt, 0, KernelChoice.AUTO);
    List<Step> steps = graph.ordered().stream().map(o -> o.bind(context)).toList();
    for (int k = 0; k < TICKS; k++) {
      steps.forEach(Step::step);
    }
    double[][] got = ((Recording) steps.get(graph.ordered().indexOf(sample))).values();
    double[] want = begin.clone();
    for (int k = 0; k < TICKS; k++) {
      for (int d = 0; d < dims; d++) {
        for (int i = 0; i < neurons; i++) {
          // A tick decodes with what was learned up to the tick before.
          assertEquals(want[d * neurons + i], got[k][d * neurons + i], 1e-12, "tick " + k);
          want[d * neurons + i] -= rate * dt / neurons * errors[k][d] * activities[k][i];
        }
      }
    }
  }

  private static void copy(double[][] rows, double time, double dt, double[] out) {
    System.arraycopy(rows[(int) Math.round(time / dt) - 1], 0, out, 0, out.length);
  }

  @Test
  void refusesSizesThatDoNotFit() {
    Signal weights = Signal.zeros("w", 2, 3);
    assertEquals(
        "error of rule.length must be 2, got 3",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Pes("rule", 1, Signal.zeros("a", 3), Signal.zeros("e", 3), weights))
            .getMessage());
    assertEquals(
        "learning rate of rule must be a finite number, got NaN",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Pes(
                        "rule", Double.NaN, Signal.zeros("a", 3), Signal.zeros("e", 2), weights))
            .getMessage());
  }
}
