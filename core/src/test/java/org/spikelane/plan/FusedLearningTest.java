package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.Clock;
import org.spikelane.graph.Context;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Graph;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Pes;
import org.spikelane.graph.Product;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StateWriter;
import org.spikelane.graph.StatefulStep;
import org.spikelane.graph.Step;
import org.spikelane.graph.StepNeurons;
import org.spikelane.graph.Switched;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.kernel.KernelMismatchException;
import org.spikelane.kernel.KernelProvider;
import org.spikelane.kernel.LearningKernel;
import org.spikelane.kernel.LearningPass;
import org.spikelane.kernel.LearningShape;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.NeuronType;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/** Decodings that learn in one pass: which operators are one, and that it makes no difference. */
@Tag("bits")
class FusedLearningTest {

  private static final double DT = 0.001;

  /** Neurons, what is decoded from them, and a rule that learns it; errors are of the caller's. */
  private static final class Learner {
    final int rows;
    final int neurons;
    final Signal tick = Signal.zeros("tick");
    final Signal time = Signal.zeros("time");
    final Signal current;
    final Signal output;
    final Signal decoded;
    final Signal half;
    final Signal error;
    final Signal on = Signal.zeros("on");
    final Signal weights;
    final Signal activity;
    final List<Operator> operators = new ArrayList<>();
    double[] errors;
    double learns = 1;

    Learner(int rows, int neurons) {
      this.rows = rows;
      this.neurons = neurons;
      SplittableRandom random = new SplittableRandom(10L * neurons + rows);
      double[] begin = random.doubles(rows * neurons, -1e-3, 1e-3).toArray();
      current = Signal.zeros("current", neurons);
      output = Signal.zeros("output", neurons);
      decoded = Signal.zeros("decoded", 2 * rows);
      half = Signal.zeros("half", rows);
      error = Signal.zeros("error", rows);
      weights = Signal.of("weights", begin, rows, neurons);
      activity = Signal.of("activity", random.doubles(neurons, 0, 9).toArray(), neurons);
      errors = new double[rows];
    }

    /** Every other number of a vector is decoded. */
    Product decode(boolean increment) {
      return new Product(weights, output, decoded.slice(0, 2 * rows, 2), increment);
    }

    Filter filter(Synapse synapse) {
      return new Filter(synapse, output, activity, false);
    }

    Pes rule() {
      return new Pes("rule", 1e-2, activity, error, weights);
    }

    StepNeurons neurons(NeuronType type) {
      return new StepNeurons("neurons", type, current, output, 3, Map.of(), Map.of());
    }

    Learner add(Operator... all) {
      operators.addAll(List.of(all));
      return this;
    }

    /** All that drives it. */
    Learner addRest(NeuronType type) {
      return add(
          new Clock(tick, time),
          new HostFunction(
              "current",
              (t, x, out) -> Arrays.setAll(out, i -> 3 + 3 * Math.sin(i + t * (1 + i % 7) / DT)),
              time,
              null,
              current),
          new HostFunction(
              "half", (t, x, out) -> System.arraycopy(errors, 0, out, 0, rows), time, null, half),
          // Twice of much is infinite, which a function may not be.
          Copy.set(half, error),
          Copy.increment(half, error),
          new HostFunction("on", (t, x, out) -> out[0] = learns, time, null, on),
          neurons(type));
    }

    List<LearningOperators> found(Signal... touched) {
      return LearningOperators.of(new Graph(operators), DT, Set.of(touched));
    }
  }

  /** A graph that runs: its operators one by one, or some of them in one pass. */
  private static final class Run {
    final Learner learner;
    final Context context;
    final Map<Operator, Step> steps = new IdentityHashMap<>();
    final List<Step> inOrder = new ArrayList<>();

    Run(Learner learner, Function<LearningShape, LearningKernel> kernels) {
      this.learner = learner;
      Graph graph = new Graph(learner.operators);
      context = new Context(graph, DT, 0, KernelChoice.SCALAR);
      graph.operators().forEach(operator -> steps.put(operator, operator.bind(context)));
      Map<Operator, Step> running = new IdentityHashMap<>(steps);
      if (kernels != null) {
        LearningOperators found = learner.found().get(0);
        found.all().forEach(running::remove);
        running.put(found.learn(), new FusedLearning(found, context, steps, kernels));
      }
      graph.ordered().stream().filter(running::containsKey).map(running::get).forEach(inOrder::add);
    }

    void tick() {
      inOrder.forEach(Step::step);
    }

    /** What is there between ticks, to the bit; NaN is NaN. */
    long[] signals() {
      return Stream.of(
              context.values(learner.weights),
              context.values(learner.activity),
              context.values(learner.decoded))
          .flatMapToDouble(DoubleStream::of)
          .mapToLong(Double::doubleToLongBits)
          .toArray();
    }

    /** What is saved of the states. */
    List<Object> states() {
      List<Object> states = new ArrayList<>();
      StateWriter writer =
          new StateWriter() {
            @Override
            public void doubles(double... values) {
              states.add(Arrays.toString(values));
            }

            @Override
            public void longs(long... values) {
              states.add(Arrays.toString(values));
            }
          };
      for (Operator operator : learner.operators) {
        if (steps.get(operator) instanceof StatefulStep stateful) {
          stateful.save(writer);
        }
      }
      return states;
    }
  }

  /** Ready in some ticks only, at random. */
  private static Function<LearningShape, LearningKernel> nowAndThen(
      Function<LearningShape, LearningKernel> kernels) {
    SplittableRandom random = new SplittableRandom(4);
    return shape -> {
      LearningKernel kernel = kernels.apply(shape);
      return new LearningKernel() {
        @Override
        public void step(LearningPass pass) {
          kernel.step(pass);
        }

        @Override
        public boolean isReady() {
          return random.nextInt(3) > 0;
        }
      };
    };
  }

  private static Function<LearningShape, LearningKernel> kernels(KernelChoice choice) {
    return KernelProvider.learning(choice).orElseThrow();
  }

  /** Both go on in every tick, whatever happens to errors and the switch, and save the same. */
  private static void assertSame(
      Learner learner, Function<LearningShape, LearningKernel> kernels, double unusual) {
    SplittableRandom random = new SplittableRandom(learner.neurons + learner.rows);
    Run expected = new Run(learner, null);
    Run got = new Run(learner, kernels);
    long[] begin = expected.signals();
    for (int tick = 0; tick < 60; tick++) {
      boolean isQuiet = random.nextInt(5) == 0;
      Arrays.setAll(
          learner.errors, d -> isQuiet || random.nextInt(12) == 0 ? 0 : random.nextDouble() - 0.5);
      if (tick == 50) {
        learner.errors[learner.rows / 2] = unusual;
      }
      learner.learns = random.nextInt(6) - 1;
      expected.tick();
      got.tick();
      String what = learner.neurons + " neurons, " + learner.rows + " rows, tick " + tick;
      assertArrayEquals(expected.signals(), got.signals(), what);
      if (random.nextInt(4) == 0) {
        assertEquals(expected.states(), got.states(), what);
      }
    }
    assertTrue(!Arrays.equals(begin, expected.signals()), "something is learned");
  }

  private static void assertAlwaysSame(Function<LearningShape, LearningKernel> kernels) {
    for (int neurons : new int[] {11, 24, 530}) {
      for (int rows : new int[] {1, 2, 3, 4, 5, 9}) {
        Learner learner = new Learner(rows, neurons);
        Operator rule = learner.rule();
        boolean isEven = (neurons + rows) % 2 == 0;
        learner.add(
            isEven ? new Switched(rule, learner.on) : rule,
            learner.decode(!isEven),
            learner.filter(new Lowpass(0.004)));
        learner.addRest(Lif.DEFAULT);
        LearningOperators found = learner.found().get(0);
        assertEquals(3, found.all().size(), "with the filter");
        assertSame(learner, kernels, rows == 4 ? -1e308 : 1e290);
      }
    }
  }

  @Test
  @Tag("vector")
  void inOnePassOrNot() {
    assertAlwaysSame(kernels(KernelChoice.VECTOR));
  }

  @Test
  @Tag("vector")
  void verified() {
    assertAlwaysSame(kernels(KernelChoice.VERIFY));
  }

  @Test
  @Tag("vector")
  void readyNowAndThen() {
    assertAlwaysSame(nowAndThen(kernels(KernelChoice.VECTOR)));
  }

  /** By the output itself, or by what a filter makes of it that is not taken in. */
  @Test
  @Tag("vector")
  void withoutTheFilter() {
    for (Synapse synapse : new Synapse[] {new Alpha(0.01), new Lowpass(1e-5)}) {
      Learner learner = new Learner(3, 45);
      learner.add(learner.rule(), learner.decode(false), learner.filter(synapse));
      learner.addRest(Lif.DEFAULT);
      assertEquals(null, learner.found().get(0).filter(), synapse.toString());
      assertSame(learner, kernels(KernelChoice.VERIFY), 0);
    }
    Learner direct = new Learner(2, 45);
    direct.add(
        new Pes("rule", 1e-2, direct.output, direct.error, direct.weights),
        direct.decode(false),
        Copy.set(direct.output, direct.activity));
    direct.addRest(Lif.DEFAULT);
    assertEquals(2, direct.found().get(0).all().size());
    assertSame(direct, kernels(KernelChoice.VERIFY), 0);
    assertSame(direct, nowAndThen(kernels(KernelChoice.VECTOR)), 0);
  }

  /** Only output of LIF neurons is known to be finite; a filter that may refuse it runs alone. */
  @Test
  void aFilterThatIsLeftAlone() {
    Learner other = new Learner(2, 20);
    other.add(other.rule(), other.decode(false), other.filter(Lowpass.DEFAULT));
    other.addRest(AdaptiveLif.DEFAULT);
    assertEquals(null, other.found().get(0).filter(), "other neurons");

    Learner touched = new Learner(2, 20);
    touched.add(touched.rule(), touched.decode(false), touched.filter(Lowpass.DEFAULT));
    touched.addRest(Lif.DEFAULT);
    assertEquals(null, touched.found(touched.activity).get(0).filter(), "written from outside");
    assertEquals(3, touched.found(touched.weights).get(0).all().size());

    for (boolean activity : new boolean[] {true, false}) {
      Learner more = new Learner(2, 20);
      more.add(more.rule(), more.decode(false), more.filter(Lowpass.DEFAULT));
      more.addRest(Lif.DEFAULT);
      Signal added = Signal.zeros("added", 20);
      more.add(Copy.increment(added, activity ? more.activity : more.output));
      assertEquals(null, more.found().get(0).filter(), "somebody adds to it");
    }
  }

  /** Two rules that learn by one activity: one pass filters, the other finds it there. */
  @Test
  @Tag("vector")
  void twoLearnByOneActivity() {
    Learner learner = new Learner(2, 33);
    Signal weights = Signal.zeros("other weights", 2, 33);
    Signal decoded = Signal.zeros("other", 2);
    learner.add(
        learner.rule(),
        learner.decode(false),
        learner.filter(Lowpass.DEFAULT),
        new Pes("other", 1e-3, learner.activity, learner.error, weights),
        new Product(weights, learner.output, decoded, false));
    learner.addRest(Lif.DEFAULT);
    List<LearningOperators> found = learner.found();
    assertEquals(List.of(3, 2), found.stream().map(each -> each.all().size()).toList());
  }

  /** Where what is written is read in another way, all is left as it is. */
  @Test
  void whatIsNotFound() {
    Learner plain = new Learner(2, 20);
    plain.add(plain.decode(false), plain.filter(Lowpass.DEFAULT)).addRest(Lif.DEFAULT);
    assertEquals(List.of(), plain.found(), "nothing learns");

    Learner unread = new Learner(2, 20);
    unread.add(unread.rule(), unread.filter(Lowpass.DEFAULT)).addRest(Lif.DEFAULT);
    assertEquals(List.of(), unread.found(), "nothing is decoded");

    Learner tall = new Learner(20, 20);
    tall.add(tall.rule(), tall.decode(false), tall.filter(Lowpass.DEFAULT)).addRest(Lif.DEFAULT);
    assertEquals(List.of(), tall.found(), "as many rows as neurons");

    Learner itself = new Learner(2, 20);
    Signal error = itself.decoded.slice(1, 3);
    itself.add(
        new Pes("rule", 1, itself.activity, error, itself.weights),
        itself.decode(false),
        itself.filter(Lowpass.DEFAULT));
    itself.addRest(Lif.DEFAULT);
    assertEquals(List.of(), itself.found(), "what is decoded is the error");

    Learner sameTick = new Learner(2, 20);
    sameTick.add(sameTick.rule(), sameTick.decode(false), sameTick.filter(Lowpass.DEFAULT));
    sameTick.addRest(Lif.DEFAULT).add(Copy.increment(sameTick.decoded.slice(0, 2), sameTick.error));
    assertEquals(List.of(), sameTick.found(), "the error is of what is decoded in the same tick");

    Learner own = new Learner(2, 20);
    own.add(
        new Switched(own.rule(), own.weights.slice(0, 1).reshaped(20).slice(3, 4)),
        own.decode(false),
        own.filter(Lowpass.DEFAULT));
    own.addRest(Lif.DEFAULT);
    assertEquals(List.of(), own.found(), "a weight is the switch");
  }

  /** A kernel that is wrong in one bit is found out, whatever it is of. */
  @Test
  @Tag("vector")
  void aWrongKernelIsFoundOut() {
    List<String> quantities = List.of("activity", "weight", "decoded number");
    for (String quantity : quantities) {
      Learner learner = new Learner(2, 20);
      learner.add(learner.rule(), learner.decode(false), learner.filter(Lowpass.DEFAULT));
      learner.addRest(Lif.DEFAULT);
      Arrays.fill(learner.errors, 0.3);
      int[] ticks = {0};
      Run run =
          new Run(
              learner,
              shape -> new Wrong(kernels(KernelChoice.VERIFY).apply(shape), quantity, ticks));
      for (int tick = 1; tick < 7; tick++) {
        run.tick();
      }
      KernelMismatchException e = assertThrows(KernelMismatchException.class, run::tick);
      assertEquals(quantity, e.quantity());
      assertEquals(7, e.tick());
      assertEquals(quantity.equals("decoded number") ? 1 : 13, e.neuron());
    }
  }

  /** Right but for the last bit of one number in the seventh tick. */
  private record Wrong(LearningKernel right, String quantity, int[] ticks)
      implements LearningKernel {

    @Override
    public void step(LearningPass pass) {
      right.step(pass);
      if (++ticks[0] == 7) {
        switch (quantity) {
          case "activity" -> pass.activity()[13] = Math.nextUp(pass.activity()[13]);
          case "weight" -> pass.weights()[13] = Math.nextUp(pass.weights()[13]);
          // A part of the second row's sum, as the next number may be lost in the sum.
          default -> pass.sums()[LearningPass.GROUP] += 1;
        }
      }
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public boolean verifies() {
      return true;
    }
  }
}
