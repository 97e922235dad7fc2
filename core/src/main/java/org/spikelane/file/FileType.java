package org.spikelane.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.spikelane.graph.Bcm;
import org.spikelane.graph.Clock;
import org.spikelane.graph.Convolution;
import org.spikelane.graph.ConvolutionTranspose;
import org.spikelane.graph.Copy;
import org.spikelane.graph.ElementwiseProduct;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Generate;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Oja;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Pes;
import org.spikelane.graph.Product;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Rls;
import org.spikelane.graph.Sample;
import org.spikelane.graph.Signal;
import org.spikelane.graph.SparseMatrix;
import org.spikelane.graph.SparseProduct;
import org.spikelane.graph.StepNeurons;
import org.spikelane.graph.Switched;
import org.spikelane.graph.Voja;
import org.spikelane.nef.Choice;
import org.spikelane.nef.CosineSimilarity;
import org.spikelane.nef.Distribution;
import org.spikelane.nef.Exponential;
import org.spikelane.nef.Gaussian;
import org.spikelane.nef.ScatteredHypersphere;
import org.spikelane.nef.SqrtBeta;
import org.spikelane.nef.SubvectorLength;
import org.spikelane.nef.Uniform;
import org.spikelane.nef.UniformHypersphere;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.AdaptiveLifRate;
import org.spikelane.neuron.Direct;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Izhikevich;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.LifRate;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RectifiedLinear;
import org.spikelane.neuron.RegularSpiking;
import org.spikelane.neuron.Sigmoid;
import org.spikelane.neuron.SpikingRectifiedLinear;
import org.spikelane.neuron.StochasticSpiking;
import org.spikelane.neuron.Tanh;
import org.spikelane.process.FilteredNoise;
import org.spikelane.process.Interpolation;
import org.spikelane.process.Piecewise;
import org.spikelane.process.PresentInput;
import org.spikelane.process.Process;
import org.spikelane.process.WhiteNoise;
import org.spikelane.process.WhiteSignal;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.LinearFilter;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;
import org.spikelane.synapse.Triangle;

/**
 * A kind of object that a file can hold, and what is written of it: the components of a record,
 * which is the object itself, or has its parts. A file's format is this list; docs/model-file.md
 * has a table for each.
 *
 * @param family what it is a kind of: an operator, a neuron type, a synapse, a process, a
 *     distribution
 * @param name as it is written
 * @param of the class of the objects
 * @param fields the record whose components are written, under their names
 * @param parts the record of an object; null for an object that another entry of the list writes
 * @param whole the object of a record, given the host functions
 */
record FileType<T, F extends Record>(
    Class<? super T> family,
    String name,
    Class<T> of,
    Class<F> fields,
    Function<T, F> parts,
    Whole<F, T> whole) {

  /** What makes an object of its parts. */
  interface Whole<F, T> {
    T of(F fields, Map<String, HostFunction.Body> functions);
  }

  /** In the order of the documentation. */
  static final List<FileType<?, ?>> ALL = new ArrayList<>();

  static {
    plain(Operator.class, Clock.class);
    plain(Operator.class, Reset.class);
    add(Operator.class, Copy.class, CopyParts.class, CopyParts::of, (c, f) -> c.whole());
    plain(Operator.class, Product.class);
    plain(Operator.class, ElementwiseProduct.class);
    add(
        Operator.class,
        SparseProduct.class,
        SparseParts.class,
        SparseParts::of,
        (s, f) -> s.whole());
    plain(Operator.class, Convolution.class);
    plain(Operator.class, ConvolutionTranspose.class);
    add(
        Operator.class,
        StepNeurons.class,
        NeuronsParts.class,
        NeuronsParts::of,
        (n, f) -> n.whole());
    plain(Operator.class, Filter.class);
    plain(Operator.class, Generate.class);
    add(Operator.class, HostFunction.class, HostParts.class, HostParts::of, HostParts::whole);
    plain(Operator.class, Pes.class);
    plain(Operator.class, Rls.class);
    plain(Operator.class, Bcm.class);
    plain(Operator.class, Oja.class);
    plain(Operator.class, Voja.class);
    plain(Operator.class, Switched.class);
    plain(Operator.class, Sample.class);

    plain(NeuronType.class, Lif.class);
    plain(NeuronType.class, GridLif.class);
    plain(NeuronType.class, LifRate.class);
    plain(NeuronType.class, AdaptiveLif.class);
    plain(NeuronType.class, AdaptiveLifRate.class);
    plain(NeuronType.class, RectifiedLinear.class);
    plain(NeuronType.class, SpikingRectifiedLinear.class);
    plain(NeuronType.class, Sigmoid.class);
    plain(NeuronType.class, Tanh.class);
    plain(NeuronType.class, Izhikevich.class);
    plain(NeuronType.class, RegularSpiking.class);
    plain(NeuronType.class, StochasticSpiking.class);
    plain(NeuronType.class, PoissonSpiking.class);
    plain(NeuronType.class, Direct.class);

    plain(Synapse.class, Lowpass.class);
    plain(Synapse.class, Alpha.class);
    plain(Synapse.class, Triangle.class);
    add(
        Synapse.class,
        LinearFilter.class,
        TransferParts.class,
        TransferParts::of,
        (t, f) -> LinearFilter.of(t.num, t.den));
    ALL.add(
        new FileType<>(
            Synapse.class,
            "StateSpace",
            LinearFilter.class,
            StateSpaceParts.class,
            s -> new StateSpaceParts(s.a(), s.b(), s.c(), s.d()),
            (s, f) -> LinearFilter.ofStateSpace(s.a, s.b, s.c, s.d)));

    plain(Process.class, WhiteNoise.class);
    plain(Process.class, FilteredNoise.class);
    plain(Process.class, WhiteSignal.class);
    add(
        Process.class,
        PresentInput.class,
        PresentParts.class,
        p -> new PresentParts(p.inputs(), p.presentationTime()),
        (p, f) -> new PresentInput(p.inputs, p.presentationTime));
    add(
        Process.class,
        Piecewise.class,
        PiecewiseParts.class,
        p -> new PiecewiseParts(p.times(), p.values(), p.interpolation()),
        (p, f) -> new Piecewise(p.times, p.values, p.interpolation));

    plain(Distribution.class, Uniform.class);
    plain(Distribution.class, Gaussian.class);
    plain(Distribution.class, Exponential.class);
    add(
        Distribution.class,
        Choice.class,
        ChoiceParts.class,
        c -> new ChoiceParts(c.options(), c.weights()),
        (c, f) -> Choice.of(c.options, c.weights));
    plain(Distribution.class, UniformHypersphere.class);
    plain(Distribution.class, ScatteredHypersphere.class);
    plain(Distribution.class, SqrtBeta.class);
    plain(Distribution.class, SubvectorLength.class);
    plain(Distribution.class, CosineSimilarity.class);
  }

  private static final Map<Class<?>, String> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put(Operator.class, "operator");
    FAMILIES.put(NeuronType.class, "neuron type");
    FAMILIES.put(Synapse.class, "synapse");
    FAMILIES.put(Process.class, "process");
    FAMILIES.put(Distribution.class, "distribution");
  }

  private static final Map<Class<?>, Map<String, FileType<?, ?>>> BY_FAMILY = new HashMap<>();

  static {
    for (FileType<?, ?> type : ALL) {
      BY_FAMILY.computeIfAbsent(type.family, family -> new LinkedHashMap<>()).put(type.name, type);
    }
  }

  private static <T extends Record> void plain(Class<? super T> family, Class<T> of) {
    add(family, of, of, Function.identity(), (record, functions) -> record);
  }

  private static <T, F extends Record> void add(
      Class<? super T> family,
      Class<T> of,
      Class<F> fields,
      Function<T, F> parts,
      Whole<F, T> whole) {
    ALL.add(new FileType<>(family, of.getSimpleName(), of, fields, parts, whole));
  }

  /** What a family is called, for people; null if it is none. */
  static String family(Object type) {
    return FAMILIES.get(type);
  }

  /** Those of a family, by the names of their types. */
  static Map<String, FileType<?, ?>> of(Class<?> family) {
    return BY_FAMILY.get(family);
  }

  /** The parts of an object as the entry writes them; null if it does not. */
  Record partsOf(Object object) {
    return object.getClass() == of ? parts.apply(of.cast(object)) : null;
  }

  /** The object of some parts. */
  Object wholeOf(Record record, Map<String, HostFunction.Body> functions) {
    return whole.of(fields.cast(record), functions);
  }

  record CopyParts(
      Signal from,
      @OrNull int[] fromIndices,
      Signal to,
      @OrNull int[] toIndices,
      boolean increment) {

    static CopyParts of(Copy copy) {
      return new CopyParts(
          copy.from(), copy.fromIndices(), copy.to(), copy.toIndices(), copy.increment());
    }

    Copy whole() {
      return increment
          ? Copy.increment(from, fromIndices, to, toIndices)
          : Copy.set(from, fromIndices, to, toIndices);
    }
  }

  /** How many rows and columns there are, the signals say. */
  record SparseParts(
      int[] rowIndices,
      int[] columnIndices,
      Signal values,
      Signal from,
      Signal to,
      boolean increment) {

    static SparseParts of(SparseProduct product) {
      SparseMatrix matrix = product.matrix();
      return new SparseParts(
          matrix.rowIndices(),
          matrix.columnIndices(),
          product.values(),
          product.from(),
          product.to(),
          product.increment());
    }

    SparseProduct whole() {
      for (int k = 1; k < Math.min(rowIndices.length, columnIndices.length); k++) {
        boolean ascending =
            rowIndices[k] > rowIndices[k - 1]
                || rowIndices[k] == rowIndices[k - 1] && columnIndices[k] > columnIndices[k - 1];
        if (!ascending) {
          throw new IllegalArgumentException(
              "entries must ascend by row, in a row by column, got ["
                  + rowIndices[k]
                  + "]["
                  + columnIndices[k]
                  + "] after ["
                  + rowIndices[k - 1]
                  + "]["
                  + columnIndices[k - 1]
                  + "]");
        }
      }
      SparseMatrix matrix =
          SparseMatrix.of(
              to.size(), from.size(), rowIndices, columnIndices, new double[rowIndices.length]);
      return new SparseProduct(matrix, values, from, to, increment);
    }
  }

  record NeuronsParts(
      String name,
      NeuronType neuron,
      Signal current,
      Signal output,
      long seed,
      Map<String, double[]> initial,
      Map<String, Signal> shown) {

    static NeuronsParts of(StepNeurons neurons) {
      return new NeuronsParts(
          neurons.name(),
          neurons.type(),
          neurons.current(),
          neurons.output(),
          neurons.seed(),
          neurons.initial(),
          neurons.shown());
    }

    StepNeurons whole() {
      return new StepNeurons(name, neuron, current, output, seed, initial, shown);
    }
  }

  record HostParts(String name, Signal time, @OrNull Signal from, Signal to) {

    static HostParts of(HostFunction function) {
      return new HostParts(function.name(), function.time(), function.from(), function.to());
    }

    HostFunction whole(Map<String, HostFunction.Body> functions) {
      return new HostFunction(name, functions.get(name), time, from, to);
    }
  }

  record TransferParts(double[] num, double[] den) {

    static TransferParts of(LinearFilter filter) {
      return filter.isTransferFunction() ? new TransferParts(filter.num(), filter.den()) : null;
    }
  }

  record StateSpaceParts(double[][] a, double[] b, double[] c, double d) {}

  record PresentParts(double[][] inputs, double presentationTime) {}

  record PiecewiseParts(double[] times, double[][] values, Interpolation interpolation) {}

  record ChoiceParts(double[][] options, double[] weights) {}

  @Override
  public String toString() {
    return name + Arrays.toString(fields.getRecordComponents());
  }
}
