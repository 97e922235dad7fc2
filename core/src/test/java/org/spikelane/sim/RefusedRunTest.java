package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.spikelane.network.Refusals.failed;
import static org.spikelane.network.Refusals.refused;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.neuron.Direct;
import org.spikelane.process.ProcessStepper;
import org.spikelane.process.WhiteNoise;

/** What a simulator refuses, and what it is like after something failed in a tick. */
class RefusedRunTest {

  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  /** What the function of a node does in the next tick; null to pass on what it gets. */
  private RuntimeException toThrow;

  private double factor = 1;

  private final Network network = new Network("net");
  private final Node in = network.input("in", 2);
  private final Ensemble a = network.ensemble("a", 20, 2);
  private final Node f =
      network.node(
          "f",
          2,
          2,
          (t, x, out) -> {
            if (toThrow != null) {
              throw toThrow;
            }
            out[0] = factor * x[0];
            out[1] = x[1];
          });
  private final Node out = network.output("out", 2);
  private final Connection decoded;
  private final Probe early = network.probe(in);
  private final Probe late = network.probe(out);

  RefusedRunTest() {
    network.from(in).noSynapse().to(f);
    network.from(f).noSynapse().to(a);
    decoded = network.from(a).synapse(0.01).to(out);
  }

  @Test
  void times() {
    try (Simulator simulator = new Simulator(network)) {
      for (double seconds : new double[] {-1e-9, NAN, INF, -INF}) {
        refused(
            "seconds must be a finite number of seconds, 0 or above, got " + seconds,
            () -> simulator.run(seconds));
      }
      refused("ticks must be 0 or above, got -1", () -> simulator.runTicks(-1));
      refused("ticks must be 0 or above, got -1", () -> simulator.reserve(-1));
      refused(
          "number of ticks must be one after which probe in has at most 2147483583 samples, got"
              + " 9223372036854775807",
          () -> simulator.run(1e300));
      assertEquals(0, simulator.ticks());
      simulator.run(0);
      simulator.run(-0.0);
      assertEquals(0, simulator.ticks());
      assertEquals(0, simulator.data(early).length);
    }
  }

  @Test
  void anInputThatNothingIsConnectedToTakesValues() {
    network.input("unconnected", 2);
    try (Simulator simulator = new Simulator(network)) {
      LiveInput input = simulator.input("unconnected");
      input.set(0.5, -0.5);
      simulator.step();
      input.set(1, 1);
    }
  }

  @Test
  void liveValues() {
    try (Simulator simulator = new Simulator(network)) {
      LiveInput input = simulator.input("in");
      input.set(0.5, -0.5);
      refused("input in.length must be 2, got 1", () -> input.set(1));
      refused("input in.length must be 2, got 3", () -> input.set(1, 2, 3));
      refused("input in[1] must be a finite number, got NaN", () -> input.set(1, NAN));
      refused("input in[0] must be a finite number, got Infinity", () -> input.set(INF, 1));
      simulator.step();
      assertArrayEquals(new double[] {0.5, -0.5}, simulator.data(early)[0]);
      refused("input must be one of [in], got 'out'", () -> simulator.input("out"));
      refused("output must be one of [out], got 'in'", () -> simulator.output("in"));
      LiveOutput output = simulator.output("out");
      refused("array for output out must be 2 long, got 3 long", () -> output.get(new double[3]));
      refused("index into output out must be from 0 to 1, got 2", () -> output.get(2));
      refused("index into output out must be from 0 to 1, got -1", () -> output.get(-1));
    }
  }

  @Test
  void partsOfAnotherNetwork() {
    Network other = new Network("other");
    Ensemble b = other.ensemble("b", 10, 1);
    Connection c = other.from(b).to(other.junction("j", 1));
    Probe p = other.probe(b);
    try (Simulator simulator = new Simulator(network)) {
      String mine = ", of the network that this simulator was built from, got connection ";
      refused(
          "probe must be one of the network that this simulator was built from, got probe b",
          () -> simulator.data(p));
      refused(
          "probe must be one of the network that this simulator was built from, got probe b",
          () -> simulator.times(p));
      refused(
          "ensemble must be one of neurons, of the network that this simulator was built from, got b"
              + " (10 neurons, 1-D)",
          () -> simulator.built(b));
      refused("connection must be one from an ensemble" + mine + "b->j", () -> simulator.built(c));
      Probe later = network.probe(a).label("later");
      refused(
          "probe must be one of the network that this simulator was built from, got probe later",
          () -> simulator.data(later));
    }
  }

  @Test
  void closed() {
    Simulator simulator = new Simulator(network);
    LiveInput input = simulator.input("in");
    LiveOutput output = simulator.output("out");
    simulator.run(0.01);
    simulator.close();
    simulator.close();
    List<Executable> calls =
        List.of(
            simulator::step,
            () -> simulator.run(0),
            () -> simulator.runTicks(0),
            () -> simulator.reserve(0),
            simulator::time,
            simulator::ticks,
            simulator::dt,
            () -> simulator.data(early),
            () -> simulator.times(early),
            () -> simulator.built(a),
            () -> simulator.built(decoded),
            simulator::graph,
            () -> simulator.input("in"),
            () -> simulator.output("out"),
            simulator::reset,
            () -> simulator.reset(1),
            () -> input.set(1, 2),
            () -> output.get(0),
            () -> output.get(new double[2]));
    for (Executable call : calls) {
      failed("the simulator is closed", call);
    }
  }

  /** Every probe has the samples of the ticks that were whole, and a reset begins again. */
  @Test
  void aTickThatFailed() {
    try (Simulator simulator = new Simulator(network);
        Simulator fresh = new Simulator(network)) {
      simulator.input("in").set(0.3, 0.4);
      simulator.runTicks(5);
      toThrow = new UnsupportedOperationException("not today");
      failed("function f failed at t = 0.006 s: not today", simulator::step);
      toThrow = null;
      assertEquals(5, simulator.ticks());
      assertEquals(0.005, simulator.time());
      assertEquals(5, simulator.data(early).length);
      assertEquals(5, simulator.data(late).length);
      assertEquals(5, simulator.times(late).length);
      String again = "a tick failed, and left the network between two ticks; reset() begins again";
      failed(again, simulator::step);
      failed(again, () -> simulator.run(1));
      failed(again, () -> simulator.input("in").set(1, 1));
      failed(again, () -> simulator.output("out").get(0));
      assertEquals(
          UnsupportedOperationException.class,
          assertThrows(IllegalStateException.class, simulator::step)
              .getCause()
              .getCause()
              .getClass());
      simulator.reset();
      assertEquals(0, simulator.data(early).length);
      simulator.runTicks(50);
      fresh.runTicks(50);
      assertArrayEquals(fresh.data(late), simulator.data(late));
    }
  }

  @Test
  void anErrorIsAFailureToo() {
    Network wrong = new Network("wrong");
    wrong.node(
        "deep",
        t -> {
          throw new StackOverflowError("deep");
        });
    try (Simulator simulator = new Simulator(wrong)) {
      assertThrows(StackOverflowError.class, simulator::step);
      failed(
          "a tick failed, and left the network between two ticks; reset() begins again",
          simulator::step);
    }
  }

  @Test
  void whatANodeWritesMustBeFinite() {
    try (Simulator simulator = new Simulator(network)) {
      simulator.input("in").set(1, 1);
      simulator.step();
      factor = NAN;
      failed("function f must give finite numbers, got NaN in [0] at t = 0.002 s", simulator::step);
      factor = 1;
      simulator.reset();
      simulator.step();
    }
  }

  @Test
  void aFunctionBehindANode() {
    for (String mistake : new String[] {"null", "length", "throws", "infinite"}) {
      Network inner = new Network("inner");
      Node u = inner.node("u", t -> t > 0.0015 ? 1 : 0);
      Ensemble d = inner.ensemble("d", 1, 1).neuronType(Direct.DEFAULT);
      inner.from(u).noSynapse().to(d);
      inner
          .from(d)
          .function(
              x -> {
                if (x[0] == 0) {
                  return x;
                }
                return switch (mistake) {
                  case "null" -> null;
                  case "length" -> new double[2];
                  case "throws" -> throw new ArithmeticException();
                  default -> new double[] {1 / 0.0};
                };
              })
          .to(inner.junction("j", 1));
      try (Simulator simulator = new Simulator(inner)) {
        simulator.step();
        failed(
            switch (mistake) {
              case "null" ->
                  "function d->j failed at t = 0.002 s: it must give 1 number as at 0, got null";
              case "length" ->
                  "function d->j failed at t = 0.002 s: it must give 1 number as at 0, got [0.0, 0.0]";
              case "throws" -> "function d->j failed at t = 0.002 s: java.lang.ArithmeticException";
              default ->
                  "function d->j must give finite numbers, got Infinity in [0] at t = 0.002 s";
            },
            simulator::step);
      }
    }
  }

  @Test
  void currentsThatOverflow() {
    Network large = new Network("large");
    Node u = large.input("u", 1);
    Ensemble e = large.ensemble("e", 3, 1);
    large.from(u).transform(1e200).noSynapse().to(e);
    try (Simulator simulator = new Simulator(large)) {
      simulator.input("u").set(1e200);
      IllegalStateException thrown = assertThrows(IllegalStateException.class, simulator::step);
      assertEquals("neurons e: current[0]", thrown.getMessage().substring(0, 21));
    }
  }

  /** Such as a node that runs its own simulator, or closes it. */
  @Test
  void callsFromWithinATick() {
    List<Simulator> self = new ArrayList<>();
    List<Executable> calls = new ArrayList<>();
    Network loop = new Network("loop");
    Node live = loop.input("live", 1);
    Node shown = loop.output("shown", 1);
    loop.from(live).noSynapse().to(shown);
    Probe probe = loop.probe(shown);
    loop.node(
        "again",
        t -> {
          try {
            calls.get(0).execute();
          } catch (RuntimeException e) {
            throw e;
          } catch (Throwable e) {
            throw new AssertionError(e);
          }
          return 0;
        });
    try (Simulator simulator = new Simulator(loop)) {
      self.add(simulator);
      calls.add(null);
      List<Executable> all =
          List.of(
              () -> self.get(0).step(),
              () -> self.get(0).run(1),
              () -> self.get(0).runTicks(1),
              () -> self.get(0).reserve(1),
              () -> self.get(0).data(probe),
              () -> self.get(0).data(probe, 0),
              () -> self.get(0).data("shown"),
              () -> self.get(0).times(probe),
              () -> self.get(0).stream(probe, (tick, values) -> {}),
              () -> self.get(0).input("live").set(1),
              () -> self.get(0).input("live").set(new double[] {1}),
              () -> self.get(0).output("shown").get(0),
              () -> self.get(0).output("shown").get(new double[1]),
              () -> self.get(0).reset(),
              () -> self.get(0).close());
      for (Executable call : all) {
        calls.set(0, call);
        failed(
            "function again failed at t = 0.001 s: the simulator is in the middle of a tick",
            simulator::step);
        simulator.reset();
        assertEquals(0, simulator.output("shown").get(0), "what a refused input left");
      }
      calls.set(0, () -> assertEquals(self.get(0).time(), self.get(0).ticks() * 0.001));
      simulator.runTicks(3);
    }
  }

  /** A sink comes after the tick: it can close a loop. */
  @Test
  void callsFromASink() {
    Network loop = new Network("loop");
    Node live = loop.input("live", 1);
    Node shown = loop.output("shown", 1);
    loop.from(live).noSynapse().transform(2).to(shown);
    Probe probe = loop.probe(shown);
    Probe streamed = loop.probe(shown);
    for (int threads : new int[] {1, 2}) {
      try (Simulator simulator = Simulator.builder(loop).threads(threads).build()) {
        LiveInput input = simulator.input("live");
        LiveOutput output = simulator.output("shown");
        simulator.stream(
            streamed,
            (tick, values) -> {
              assertEquals(tick, simulator.data(probe).length);
              assertEquals(values[0], output.get(0));
              input.set(output.get(0) + 1);
            });
        simulator.runTicks(4);
        assertArrayEquals(new double[] {0, 2, 6, 14}, simulator.data(probe, 0));
      }
    }
  }

  /** As functions in Kotlin, Scala or Groovy may throw unasked. */
  @Test
  void anExceptionThatJavaChecksIsAFailureToo() {
    IOException failure = new IOException("gone");
    Network foreign = new Network("foreign");
    foreign.node("file", t -> RefusedRunTest.<RuntimeException>raise(failure));
    Network process = new Network("process");
    process.node(
        "noise",
        (dims, dt, seed) ->
            ProcessStepper.stateless(
                (t, out) -> RefusedRunTest.<RuntimeException>raise(new IOException())),
        1);
    try (Simulator simulator = new Simulator(foreign);
        Simulator other = new Simulator(process)) {
      failed("function file failed at t = 0.001 s: gone", simulator::step);
      failed(
          "a tick failed, and left the network between two ticks; reset() begins again",
          simulator::step);
      failed("process noise failed at t = 0.001 s: java.io.IOException", other::step);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> double raise(Throwable failure) throws E {
    throw (E) failure;
  }

  @Test
  void whoIsToldOfProgressMayCloseIt() {
    List<Simulator> self = new ArrayList<>();
    List<Long> told = new ArrayList<>();
    Simulator simulator =
        Simulator.builder(network)
            .progress(
                (what, done, total) -> {
                  if (what.equals("ticks")) {
                    told.add(done);
                    if (done == 200) {
                      self.get(0).close();
                    }
                  }
                })
            .build();
    self.add(simulator);
    failed("the simulator is closed", () -> simulator.runTicks(500));
    assertEquals(List.of(0L, 100L, 200L), told);
  }

  @Test
  void aResetThatFailsChangesNothing() {
    boolean[] fails = {false};
    Network net = new Network("net");
    Node node =
        net.node(
            "noise",
            (dims, dt, seed) -> {
              if (fails[0]) {
                throw new IllegalArgumentException("not now");
              }
              return new WhiteNoise().stepper(dims, dt, seed);
            },
            1);
    Probe probe = net.probe(node);
    for (int threads : new int[] {1, 2}) {
      try (Simulator simulator = Simulator.builder(net).seed(3).threads(threads).build()) {
        simulator.runTicks(20);
        double[][] expected = simulator.data(probe);
        simulator.reset();
        simulator.runTicks(10);
        fails[0] = true;
        refused("process noise: not now", () -> simulator.reset(4));
        fails[0] = false;
        simulator.runTicks(10);
        assertArrayEquals(expected, simulator.data(probe));
        simulator.reset();
        simulator.runTicks(20);
        assertArrayEquals(expected, simulator.data(probe));
      }
    }
  }

  @Test
  void aNetworkWithoutObjects() {
    try (Simulator simulator = new Simulator(new Network("nothing"))) {
      simulator.run(0.1);
      assertEquals(100, simulator.ticks());
      refused("input must be one of [], got 'x'", () -> simulator.input("x"));
    }
  }

  /** On the thread of the caller or on another: an operator of the caller's own. */
  @Test
  void afterWhatJavaChecksItRunsNoMoreEither() {
    for (int threads : new int[] {1, 2}) {
      List<Operator> operators = new ArrayList<>();
      for (int k = 0; k < 200; k++) {
        Signal large = Signal.zeros("large " + k, 100);
        operators.add(new Reset(large, 1));
        int own = k;
        operators.add(
            new Operator() {
              @Override
              public String label() {
                return "own " + own;
              }

              @Override
              public List<Signal> reads() {
                return List.of(large);
              }

              @Override
              public Step bind(Context context) {
                return () -> {
                  if (own == 199) {
                    RefusedRunTest.<RuntimeException>raise(new IOException("gone"));
                  }
                };
              }
            });
      }
      NamedGraph graph = NamedGraph.of(new Graph(operators), Map.of(), Map.of());
      try (Simulator simulator = Simulator.builder(graph).threads(threads).build()) {
        assertEquals("gone", assertThrows(IOException.class, simulator::step).getMessage());
        failed(
            "a tick failed, and left the network between two ticks; reset() begins again",
            simulator::step);
      }
    }
  }
}
