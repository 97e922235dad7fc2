package org.spikelane.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.DecoderProblem;
import org.spikelane.nef.Decoders;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.nef.Lstsq;
import org.spikelane.nef.LstsqDrop;
import org.spikelane.nef.LstsqL2;
import org.spikelane.nef.LstsqL2nz;
import org.spikelane.nef.LstsqMultNoise;
import org.spikelane.nef.LstsqNoise;
import org.spikelane.nef.NnlsL2;
import org.spikelane.nef.Solver;
import org.spikelane.sim.Simulator;

/** Connections that share a solver's work get the decoders that they would get alone. */
class SharedDecodersTest {

  private static final List<Function> FUNCTIONS =
      List.of(
          x -> new double[] {x[0] * x[1]},
          x -> new double[] {x[0], x[1]},
          x -> new double[] {x[0] * x[0], x[1], Math.signum(x[0]), 1},
          x -> new double[] {Math.abs(x[1])});

  /** Fewer samples than neurons, and more: both forms of the normal equations. */
  private static final int[] POINTS = {50, 300};

  private static long[] bits(double[][] rows) {
    return Arrays.stream(rows)
        .flatMapToDouble(Arrays::stream)
        .mapToLong(Double::doubleToRawLongBits)
        .toArray();
  }

  /** The decoders of some of the functions, asked for in the order given. */
  private static List<long[]> decoders(Solver solver, int points, List<Integer> functions) {
    Network network = new Network("shared").seed(4);
    Ensemble a = network.ensemble("a", 90, 2).evaluationPoints(points);
    List<Connection> connections = new ArrayList<>();
    for (int f : functions) {
      Node to = network.junction("f" + f, FUNCTIONS.get(f).apply(new double[2]).length);
      connections.add(network.from(a).function(FUNCTIONS.get(f)).solver(solver).to(to));
    }
    try (Simulator simulator = new Simulator(network)) {
      return connections.stream().map(c -> bits(simulator.built(c).decoders())).toList();
    }
  }

  @Test
  @Tag("bits")
  void togetherTheBitsAreThoseAlone() {
    List<Solver> solvers =
        List.of(
            new LstsqL2(),
            new LstsqL2(0.02),
            new LstsqL2nz(),
            new LstsqNoise(3),
            new LstsqMultNoise(4),
            new LstsqDrop(),
            new NnlsL2(),
            new Lstsq());
    List<Integer> all = List.of(0, 1, 2, 3);
    List<Integer> backwards = List.of(3, 2, 1, 0);
    for (Solver solver : solvers) {
      for (int points : POINTS) {
        List<long[]> together = decoders(solver, points, all);
        List<long[]> reversed = decoders(solver, points, backwards);
        for (int f : all) {
          long[] alone = decoders(solver, points, List.of(f)).get(0);
          String what = solver + ", " + points + " points, function " + f;
          assertArrayEquals(alone, together.get(f), what);
          assertArrayEquals(alone, reversed.get(3 - f), what + " backwards");
        }
      }
    }
  }

  /** One of a solver's own that counts the activities that it meets. */
  private record Counting(AtomicInteger solved, List<DecoderProblem> met, boolean sharesActivities)
      implements Solver {
    @Override
    public Decoders solve(DecoderProblem problem) {
      solved.incrementAndGet();
      met.add(problem);
      return new LstsqL2().solve(problem);
    }
  }

  @Test
  void whatIsUnequalIsNotShared() {
    Network network = new Network("unequal").seed(1);
    Ensemble a = network.ensemble("a", 30, 1);
    Ensemble b = network.ensemble("b", 30, 1);
    double[][] few = {{-1}, {-0.5}, {0}, {0.5}, {1}};
    List<Connection> connections = new ArrayList<>();
    for (Ensemble from : List.of(a, b)) {
      for (Solver solver : List.of(new LstsqL2(), new LstsqL2(0.3))) {
        for (boolean own : new boolean[] {false, true}) {
          Connection.Builder builder = network.from(from).solver(solver);
          if (own) {
            builder.evaluationPoints(EvaluationPoints.given(few));
          }
          connections.add(builder.to(network.junction("j", 1)));
        }
      }
    }
    try (Simulator simulator = new Simulator(network)) {
      List<long[]> found =
          connections.stream().map(c -> bits(simulator.built(c).decoders())).toList();
      for (int i = 0; i < found.size(); i++) {
        for (int k = 0; k < i; k++) {
          assertEquals(false, Arrays.equals(found.get(i), found.get(k)), i + " and " + k);
        }
      }
    }
  }

  @Test
  void everyConnectionIsSolvedForAndCountedOnce() {
    for (boolean shares : new boolean[] {true, false}) {
      Counting solver =
          new Counting(
              new AtomicInteger(), Collections.synchronizedList(new ArrayList<>()), shares);
      Network network = new Network("counted");
      Ensemble a = network.ensemble("a", 30, 1);
      for (int i = 0; i < 6; i++) {
        network.from(a).solver(solver).to(network.junction("j" + i, 1));
      }
      List<Long> told = Collections.synchronizedList(new ArrayList<>());
      Simulator.builder(network)
          .progress(
              (what, done, total) -> {
                if (what.equals("decoders")) {
                  assertEquals(6, total);
                  told.add(done);
                }
              })
          .build()
          .close();
      assertEquals(6, solver.solved().get());
      assertEquals(6, solver.met().size());
      assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L), told);
    }
  }

  @Test
  void theConnectionThatFailsIsNamed() {
    Network network = new Network("fails");
    Ensemble a = network.ensemble("a", 30, 1);
    network.from(a).to(network.junction("good", 1));
    network
        .from(a)
        .function(x -> x[0] == 0 ? new double[1] : new double[] {Double.NaN})
        .to(network.junction("bad", 1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Simulator(network)).getMessage();
    assertEquals(true, message.startsWith("connection a->bad: "), message);
  }
}
