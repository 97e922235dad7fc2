package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikelane.network.Connectable;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.plan.Pieces;

/**
 * A tick that fails in one piece, while others are ahead of it or behind: all end where ticks one
 * after the other would.
 */
@Timeout(120)
class PipelineFailureTest extends PipelineFixture {

  /** The first piece fails, which is ahead. */
  @ParameterizedTest
  @EnumSource(Shape.class)
  void whatIsBehindGoesOnToTheTickBeforeOneThatFails(Shape shape) {
    make(shape);
    IllegalStateException failure = new IllegalStateException("no");
    double[] last = {0};
    Node fails =
        network.node(
            "fails",
            0,
            1,
            (t, x, out) -> {
              if (t > last[0]) {
                throw failure;
              }
            });
    network.probe(fails);
    try (Simulator expected = simulator(1);
        Simulator got = simulator(2)) {
      assertEquals(shape != Shape.CHAIN, pieces(got, 2).takeTurns());
      for (int ticks : new int[] {0, 1, 40, 99, TICKS - 1}) {
        last[0] = (ticks + 0.5) / 1000;
        expected.reset();
        oneByOne(expected, ticks);
        got.reset();
        assertSame(failure, failureOf(() -> got.runTicks(TICKS)).getCause());
        assertSameData(expected, got, "failed after " + ticks);
        assertThrows(IllegalStateException.class, got::step);
        assertThrows(IllegalStateException.class, () -> got.runTicks(TICKS));
      }
      last[0] = 1;
      got.reset();
      got.runTicks(TICKS);
      expected.reset();
      oneByOne(expected, TICKS);
      assertSameData(expected, got, "after a reset");
    }
  }

  private static IllegalStateException failureOf(Executable run) {
    return assertThrows(IllegalStateException.class, run);
  }

  /** As whoever runs until a function throws. */
  @Test
  void aRunMayBeForEver() {
    Connectable before =
        network.node(
            "fails",
            0,
            2,
            (t, x, out) -> {
              if (t > 0.2005) {
                throw new IllegalStateException("enough");
              }
            });
    for (int k = 0; k < 4; k++) {
      before = ensemble(before);
    }
    network.from(before).to(network.output("out", 2));
    for (int first : new int[] {0, 7}) {
      try (Simulator expected = simulator(1)) {
        Bound bound = inPieces(expected, 2);
        Pipeline pipeline = new Pipeline(bound);
        pipeline.run(first);
        failureOf(() -> pipeline.run(Long.MAX_VALUE));
        assertEquals(200, bound.ticks(), "after " + first);
        pipeline.close();
      }
    }
  }

  /** The last piece fails, when others are ahead: what these have sampled since is dropped. */
  @Test
  void samplesAfterATickThatFailedAreDropped() {
    Ensemble last = chain();
    Ensemble refuses = network.ensemble("refuses", 20, 2).evaluationPoints(60);
    network.from(last).to(refuses);
    refuses(refuses);
    probes.add(network.probe(refuses));
    try (Simulator expected = simulator(1);
        Simulator got = simulator(2)) {
      Pieces pieces = pieces(got, 2);
      assertEquals(2, pieces.pieces().size());
      assertTrue(
          pieces.pieces().get(1).graph().operators().stream()
              .anyMatch(operator -> operator.label().equals("neurons refuses")),
          "it is in the last piece");
      String why = failureOf(() -> oneByOne(expected, TICKS)).getMessage();
      assertTrue(why.startsWith("neurons refuses: current["), why);
      assertEquals(why, failureOf(() -> got.runTicks(TICKS)).getMessage());
      assertEquals(60, got.ticks());
      assertSameData(expected, got, "failed after 60");
      assertEquals(samples(expected), samples(got), "samples that a stream is told of");
    }
  }

  /** One of a circle fails, when some of it are ahead, and others behind. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8, 15})
  void allOfACircleEndsBeforeATickThatFails(int where) {
    circles();
    Ensemble refuses = network.ensembles().get(where);
    refuses(refuses);
    try (Simulator expected = simulator(1)) {
      String why = failureOf(() -> oneByOne(expected, TICKS)).getMessage();
      for (int threads = 1; threads <= 3; threads++) {
        try (Simulator got = simulator(threads)) {
          int[] leads = pieces(got, threads).leads();
          assertTrue(Arrays.stream(leads).max().orElseThrow() > 0);
          assertEquals(why, failureOf(() -> got.runTicks(TICKS)).getMessage());
          assertSameData(expected, got, threads + " threads");
          assertEquals(samples(expected), samples(got), threads + " threads");
        }
      }
    }
  }

  private List<Long> samples(Simulator simulator) {
    List<Long> samples = new ArrayList<>();
    for (Probe probe : probes) {
      simulator.stream(
              probe,
              new ProbeSink() {
                @Override
                public void begin(Header header) {
                  samples.add(header.samples());
                }

                @Override
                public void row(long tick, double[] values) {}
              })
          .close();
    }
    return samples;
  }
}
