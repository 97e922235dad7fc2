package org.spikelane.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.neuron.Lif;

/** Work without meaning, for kernels that are to be {@linkplain WarmUp warmed up}. */
final class WarmUpWork {

  private static final int NEURONS = 1024;

  /**
   * Of how many neurons, rows and columns there is something: many, with some left over from
   * vectors and words, and all small numbers up to one word. C2 leaves out what it has not seen,
   * such as what is left over or a loop that ends at once, and throws its code away when it comes:
   * the caller to whom that happens is back where every vector is an object.
   */
  private static final int[] SIZES =
      IntStream.concat(
              IntStream.rangeClosed(1, SpikeWord.SIZE), IntStream.of(NEURONS - 21, NEURONS))
          .toArray();

  /** Ensembles that are passed over at once, and neurons of each. */
  private static final int ENSEMBLES = 16;

  private static final int SMALL = 16;

  /** More than few. */
  private static final int MANY = Math.max(EnsembleShape.FEW_INPUTS, EnsembleShape.FEW_OUTPUTS) + 2;

  private final double[] current = new double[NEURONS];

  /** Its last current is refused. */
  private final double[] unusable = new double[NEURONS];

  private final double[] output = new double[NEURONS];
  private final int[] indices = new int[NEURONS];
  private final long[] bits = new long[NEURONS / SpikeWord.SIZE];

  /** One column is added by a loop of its own: it is both one and several. */
  private final int[] columns = {0, 0};

  private final double[] factors = {1, 1};
  private final double[] ones = new double[MANY];
  private final double[] parts = new double[ProductKernel.ROOM];
  private final LifNeurons neurons =
      new LifNeurons(
          LifCoefficients.of(Lif.DEFAULT, 0.001), new double[NEURONS], new double[NEURONS]);
  private final Matrix[] tall = new Matrix[SIZES.length];

  /** Rows that are summed four at a time, then two, then one. */
  private final Matrix[] wide = new Matrix[SIZES.length];

  private final Vector x = new Vector(output, 0, 1);
  private final Vector y = new Vector(new double[NEURONS], 0, 1);

  private WarmUpWork() {
    Arrays.setAll(current, i -> 3.0 * i / NEURONS);
    Arrays.fill(ones, 1);
    unusable[NEURONS - 1] = Double.NaN;
    Arrays.setAll(tall, k -> new Matrix(new double[SIZES[k]], 0, SIZES[k], 1, 1, 1));
    Arrays.setAll(wide, k -> new Matrix(new double[7 * SIZES[k]], 0, 7, SIZES[k], SIZES[k], 1));
  }

  /** The warm-up of the kernels that step neurons and multiply. */
  static WarmUp of(LifKernel lif, ProductKernel product) {
    return new WarmUp(() -> work(lif, product));
  }

  private static WarmUp.Work work(LifKernel lif, ProductKernel product) {
    WarmUpWork work = new WarmUpWork();
    LifKernel scalar = new ScalarLifKernel();
    ProductKernel scalarProduct = new ScalarProductKernel();
    return new WarmUp.Work(() -> work.run(scalar, scalarProduct), () -> work.run(lif, product));
  }

  /**
   * The warm-up of a kernel that passes over ensembles of a shape, as long as they will be: a large
   * one, or some small ones. HotSpot compiles small ones then because they were called often
   * enough, not in the middle of a long loop, after which they were seen to take 1.5 times as long
   * for good.
   */
  static WarmUp of(EnsembleKernel kernel, EnsembleShape shape) {
    return new WarmUp(() -> work(kernel, shape));
  }

  private static WarmUp.Work work(EnsembleKernel kernel, EnsembleShape shape) {
    WarmUpWork work = new WarmUpWork();
    EnsemblePart[] ensembles = new EnsemblePart[shape.isLarge() ? 1 : ENSEMBLES];
    Arrays.setAll(ensembles, k -> work.ensemble(shape));
    int dims = ensembles[0].ensemble().dims();
    int decoded = ensembles[0].ensemble().decoded();
    int neurons = ensembles.length * ensembles[0].ensemble().neurons();
    LifKernel lif = new ScalarLifKernel();
    DenseProduct encode =
        DenseProduct.of(
            KernelChoice.SCALAR,
            new Matrix(new double[neurons * dims], 0, neurons, dims, 1, neurons),
            new Vector(work.ones, 0, 1),
            work.y);
    DenseProduct decode =
        DenseProduct.of(
            KernelChoice.SCALAR,
            new Matrix(new double[decoded * neurons], 0, decoded, neurons, neurons, 1),
            work.x,
            work.y);
    return new WarmUp.Work(
        () -> {
          encode.add();
          lif.stepDense(work.neurons, work.current, work.output, 0, neurons);
          decode.add();
        },
        () -> kernel.step(work.neurons.coefficients(), ensembles));
  }

  private EnsemblePart ensemble(EnsembleShape shape) {
    boolean many = shape.inputs() == EnsembleShape.MANY || shape.outputs() == EnsembleShape.MANY;
    int neurons = shape.isLarge() ? NEURONS : many ? 2 * SMALL : SMALL;
    double[] bias = new double[neurons];
    // Few of the neurons spike, as the decoders of those that do are summed in a loop.
    Arrays.setAll(bias, i -> 1.5 * i / neurons);
    double[][] encoders =
        new double[shape.inputs() == EnsembleShape.MANY ? MANY : shape.inputs()][];
    Arrays.setAll(encoders, d -> new double[neurons]);
    double[][] decoders =
        new double[shape.outputs() == EnsembleShape.MANY ? MANY : shape.outputs()][];
    Arrays.setAll(decoders, r -> new double[neurons]);
    Lif neuron = Lif.DEFAULT.withMinVoltage(shape.isNegated() ? 0 : -1);
    LifPopulation population =
        LifPopulation.builder(neurons).neuron(neuron).kernel(KernelChoice.SCALAR).build();
    LifEnsemble ensemble =
        new LifEnsemble(
            population, bias, encoders, decoders, shape.showsOutput() ? new double[neurons] : null);
    ensemble.take();
    return new EnsemblePart(ensemble, 0, ensemble.blocks(), new Vector(ones, 0, 1));
  }

  private void run(LifKernel lif, ProductKernel product) {
    lif.firstUnusable(unusable, 0, NEURONS);
    for (int k = 0; k < SIZES.length; k++) {
      run(lif, SIZES[k]);
      run(product, tall[k], wide[k]);
    }
  }

  private void run(LifKernel lif, int size) {
    lif.firstUnusable(current, 0, size);
    lif.stepDense(neurons, current, output, 0, size);
    lif.stepIndices(neurons, current, indices, 0, size);
    lif.stepBits(neurons, current, bits, 0, size);
  }

  private void run(ProductKernel product, Matrix tall, Matrix wide) {
    product.addColumns(tall, columns, factors, 1, y);
    product.addColumns(tall, columns, factors, 2, y);
    product.addRows(wide, x, y, parts);
  }
}
