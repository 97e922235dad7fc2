package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RectifiedLinear;
import org.spikelane.plan.Total;
import org.spikelane.process.WhiteNoise;
import org.spikelane.synapse.Alpha;

/**
 * No operator forgets a state: with the signals and what its step saves, a new step goes on with
 * the same bits. An operator that is added to the package needs an entry here.
 */
class StateTest {

  private static final double DT = 0.001;

  private static Map<Class<? extends Operator>, List<Operator>> operators() {
    Map<Class<? extends Operator>, List<Operator>> all = new LinkedHashMap<>();
    ConvolutionShape.Builder builder = ConvolutionShape.builder(3, 4, 5, 2);
    ConvolutionShape shape = builder.build();
    ConvolutionShape transposed = builder.buildTransposed();
    SparseMatrix sparse = shape.toSparse(Ticks.random(1, shape.kernelElements()));
    Signal kernel = Signal.of("K", Ticks.random(2, shape.kernelElements()), shape.kernelElements());
    Signal x = Signal.of("x", Ticks.random(3, shape.inputSize()), shape.inputSize());
    Signal y = Signal.zeros("y", shape.outputSize());
    Signal z = Signal.zeros("z", transposed.outputSize());
    Signal tick = Signal.zeros("tick");
    Signal time = Signal.zeros("time");
    Signal small = Signal.of("small", Ticks.random(4, 6), 6);
    Signal out = Signal.zeros("out", 6);
    Signal weights = Signal.of("weights", Ticks.random(5, 12), 2, 6);
    HostFunction.Body turns = (t, in, o) -> o[0] = o[0] * 0.5 + in[0] + t;
    all.put(Clock.class, List.of(new Clock(tick, time)));
    all.put(Convolution.class, List.of(new Convolution(shape, kernel, x, y, false)));
    all.put(
        ConvolutionTranspose.class,
        List.of(new ConvolutionTranspose(transposed, kernel, x, z, false)));
    all.put(Copy.class, List.of(Copy.set(small, out), Copy.increment(small, out)));
    all.put(
        ElementwiseProduct.class,
        List.of(new ElementwiseProduct(Signal.constant("f", new double[] {0.5}), small, out)));
    all.put(
        Filter.class,
        List.of(
            new Filter(new Alpha(0.01), small, out),
            new Filter(new Alpha(0.01), small.slice(0, 3), out.slice(3, 6))));
    all.put(
        Generate.class,
        List.of(
            new Generate("noise", new WhiteNoise(), 5, time, out),
            new Generate("noise", new WhiteNoise(), 5, time, out.slice(2, 4))));
    all.put(
        HostFunction.class,
        List.of(new HostFunction("turns", turns, time, small, out.slice(1, 2))));
    all.put(
        Pes.class,
        List.of(new Pes("pes", 0.1, small, Signal.of("e", new double[] {1, -1}, 2), weights)));
    Signal two = Signal.of("two", new double[] {0.3, -0.2}, 2);
    Signal many = Signal.of("many", Ticks.random(6, 6), 6);
    all.put(Bcm.class, List.of(new Bcm("bcm", 0.1, small, two, two, weights)));
    all.put(Oja.class, List.of(new Oja("oja", 0.1, 1, small, two, weights)));
    all.put(Voja.class, List.of(new Voja("voja", 0.1, small, two, many, weights)));
    all.put(
        Rls.class, List.of(new Rls("rls", small, two, Rls.inverse("inverse", 0.1, 6), weights)));
    all.put(
        Switched.class,
        List.of(
            new Switched(
                new Pes("pes", 0.1, small, two, weights), Signal.of("on", new double[] {1}, 1))));
    all.put(Product.class, List.of(new Product(weights, small, Signal.zeros("product", 2), false)));
    all.put(Reset.class, List.of(new Reset(out, 0.5)));
    all.put(Sample.class, List.of(new Sample("probe", small, tick, 0.002)));
    all.put(
        SparseProduct.class, List.of(new SparseProduct(sparse, sparse.signal("A"), x, y, true)));
    all.put(
        StepNeurons.class,
        List.of(
            neurons(Lif.DEFAULT, small, out),
            neurons(AdaptiveLif.DEFAULT, small, out),
            neurons(new PoissonSpiking(RectifiedLinear.DEFAULT), small, out)));
    all.put(Total.class, List.of(new Total(List.of(small, many), out)));
    return all;
  }

  private static StepNeurons neurons(
      org.spikelane.neuron.NeuronType type, Signal current, Signal out) {
    return new StepNeurons("neurons", type, current, out, 3, Map.of(), Map.of());
  }

  @Test
  void everyOperatorIsHere() {
    Set<String> implementations =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.spikelane")
                .stream()
                .filter(c -> c.isAssignableTo(Operator.class))
                .filter(c -> !c.isInterface() && !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    Set<String> here =
        operators().keySet().stream()
            .map(Class::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(implementations, here);
  }

  @Test
  void everyOperatorGoesOnWithTheSameBits() {
    operators().values().stream().flatMap(List::stream).forEach(this::check);
  }

  private void check(Operator operator) {
    Graph graph = new Graph(List.of(operator));
    Context one = new Context(graph, DT, 7, KernelChoice.SCALAR);
    Step step = operator.bind(one);
    run(graph, one, step, 0, 23);
    Saved saved = new Saved();
    if (step instanceof StatefulStep stateful) {
      stateful.save(saved);
    }
    // Another seed of the run, so that what is not restored differs.
    Context two = new Context(graph, DT, 8, KernelChoice.SCALAR);
    Step again = operator.bind(two);
    for (Signal signal : graph.signals()) {
      two.set(signal, one.values(signal));
    }
    if (again instanceof StatefulStep stateful) {
      stateful.restore(saved);
      assertEquals(0, saved.arrays.size(), "arrays left by " + operator.label());
    }
    for (int tick = 23; tick < 40; tick++) {
      run(graph, one, step, tick, tick + 1);
      run(graph, two, again, tick, tick + 1);
      for (Signal signal : graph.signals()) {
        Ticks.assertBits(
            one.values(signal), two.values(signal), operator.label() + ", " + signal.name());
      }
    }
    if (step instanceof Recording recording) {
      assertEquals(recording.taken(), ((Recording) again).taken());
      assertNotNull(recording.latest());
    }
  }

  /** Some ticks, in which everything that is read and nothing else writes has other values. */
  private static void run(Graph graph, Context context, Step step, int from, int to) {
    Operator operator = graph.operators().get(0);
    for (int tick = from; tick < to; tick++) {
      for (Signal read : operator.reads()) {
        if (!read.isConstant()) {
          double[] values = Ticks.random(tick, read.size());
          int[] positions = context.positions(read);
          for (int i = 0; i < values.length; i++) {
            context.array(read)[positions[i]] = read.shape().length == 0 ? tick + 1 : values[i];
          }
        }
      }
      step.step();
    }
  }

  @Test
  void whatIsNoSuchStateIsRefused() {
    for (Operator operator : operators().values().stream().flatMap(List::stream).toList()) {
      Context context = new Context(new Graph(List.of(operator)), DT, 7, KernelChoice.SCALAR);
      if (operator.bind(context) instanceof StatefulStep stateful) {
        Saved wrong = new Saved();
        for (int i = 0; i < 9; i++) {
          wrong.doubles(new double[99]);
        }
        assertThrows(
            IllegalArgumentException.class, () -> stateful.restore(wrong), operator.label());
      }
    }
  }

  @Test
  void fingerprintsDifferAsGraphsDo() {
    List<String> prints = prints();
    assertEquals(prints, prints(), "of equal graphs");
    assertEquals(prints.size(), Set.copyOf(prints).size(), "of different ones");
    Signal a = Signal.zeros("a", 2);
    Signal b = Signal.of("a", new double[] {0, -0.0}, 2);
    assertFalse(Arrays.equals(print(new Reset(a, 0), DT), print(new Reset(b, 0), DT)), "a bit");
    assertFalse(Arrays.equals(print(new Reset(a, 0), DT), print(new Reset(a, 1), DT)), "value");
    assertFalse(Arrays.equals(print(new Reset(a, 0), DT), print(new Reset(a, 0), 0.002)), "dt");
    assertFalse(
        Arrays.equals(print(new Reset(a, 0), DT), print(new Reset(a.slice(0, 1), 0), DT)), "view");
  }

  private static List<String> prints() {
    return operators().values().stream()
        .flatMap(List::stream)
        .map(operator -> Arrays.toString(print(operator, DT)))
        .toList();
  }

  private static byte[] print(Operator operator, double dt) {
    return Fingerprint.of(NamedGraph.of(new Graph(List.of(operator)), Map.of(), Map.of()), dt);
  }

  /** Saved arrays, in memory. */
  private static final class Saved implements StateWriter, StateReader {

    final Deque<Object> arrays = new ArrayDeque<>();

    @Override
    public void doubles(double... values) {
      arrays.add(values.clone());
    }

    @Override
    public void longs(long... values) {
      arrays.add(values.clone());
    }

    @Override
    public double[] doubles() {
      if (arrays.poll() instanceof double[] values) {
        return values;
      }
      throw new IllegalArgumentException("no numbers");
    }

    @Override
    public long[] longs() {
      if (arrays.poll() instanceof long[] values) {
        return values;
      }
      throw new IllegalArgumentException("no words");
    }
  }
}
