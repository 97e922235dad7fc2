package org.spikelane.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.neuron.Lif;

/** Work without meaning, for kernels that are to be {@linkplain WarmUp warmed up}. */
final class WarmUpWork {

  private static final int NEURONS = 1024;

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
  private final Vector x = new Vector(output, 0, 1);
  private final Vector y = new Vector(new double[NEURONS], 0, 1);

  private WarmUpWork() {
    Arrays.setAll(current, i -> 3.0 * i / NEURONS);
    Arrays.fill(ones, 1);
    unusable[NEURONS - 1] = Double.NaN;
  }

  /** So many neurons, rows of a matrix and columns of another. */
  private record Size(int size, Matrix tall, Matrix wide) {

    /** Rows that are summed four at a time, then two, then one. */
    private static final int ROWS = 7;

    Size(int size, double[] zeros) {
      this(size, new Matrix(zeros, 0, size, 1, 1, 1), new Matrix(zeros, 0, ROWS, size, size, 1));
    }

    /**
     * Many, with some left over from vectors and words, and all small numbers up to one word. C2
     * leaves out what it has not seen, such as what is left over or a loop that ends at once, and
     * throws its code away when it comes: the caller to whom that happens is back where every
     * vector is an object.
     */
    static List<Size> all() {
      double[] zeros = new double[ROWS * NEURONS];
      List<Size> sizes = new ArrayList<>();
      for (int size = 1; size <= SpikeWord.SIZE; size++) {
        sizes.add(new Size(size, zeros));
      }
      sizes.add(new Size(NEURONS - 21, zeros));
      sizes.add(new Size(NEURONS, zeros));
      return sizes;
    }
  }

  /** The warm-up of the kernels that step neurons and multiply. */
  static WarmUp of(LifKernel lif, ProductKernel product) {
    return new WarmUp(() -> work(lif, product));
  }

  private static WarmUp.Work work(LifKernel lif, ProductKernel product) {
    WarmUpWork work = new WarmUpWork();
    LifKernel scalar = new ScalarLifKernel();
    ProductKernel scalarProduct = new ScalarProductKernel();
    Size[] sizes = Size.all().toArray(new Size[0]);
    return new WarmUp.Work(
        () -> work.run(scalar, scalarProduct, sizes), () -> work.run(lif, product, sizes));
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

  private void run(LifKernel lif, ProductKernel product, Size[] sizes) {
    lif.firstUnusable(unusable, 0, NEURONS);
    for (Size each : sizes) {
      lif.firstUnusable(current, 0, each.size);
      lif.stepDense(neurons, current, output, 0, each.size);
      lif.stepIndices(neurons, current, indices, 0, each.size);
      lif.stepBits(neurons, current, bits, 0, each.size);
      product.addColumns(each.tall, columns, factors, 1, y);
      product.addColumns(each.tall, columns, factors, 2, y);
      product.addRows(each.wide, x, y, parts);
    }
  }
}
