package org.spikelane.kernel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.neuron.Lif;

/**
 * Runs the vector kernels on numbers of no meaning until the compiler has turned them into SIMD.
 *
 * <p>Before that, a vector is an object and an operation on it a call: about a thousand times as
 * slow as after, and with garbage, for as long as it takes the compiler, a second or so. As both
 * kernels give the same bits, callers can be served by the scalar one until then, and never see it.
 * The work is done by a thread of its own, which ends with it.
 */
final class WarmUp {

  private static final int NEURONS = 1024;
  private static final int ROUNDS = 32;

  /** So often in a row the vector kernels have to be the faster ones. */
  private static final int TIMES = 3;

  /** After so long without success, callers stay with the scalar kernels. */
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private static final AtomicBoolean begun = new AtomicBoolean();
  private static volatile boolean done;

  private final double[] current = new double[NEURONS];
  private final double[] output = new double[NEURONS];
  private final int[] indices = new int[NEURONS];
  private final long[] bits = new long[NEURONS / SpikeWord.SIZE];
  private final int[] columns = {0};
  private final double[] factors = {1};
  private final double[] sums = new double[ProductKernel.ROWS * DenseProduct.PARTS];
  private final LifNeurons neurons =
      new LifNeurons(
          LifCoefficients.of(Lif.DEFAULT, 0.001), new double[NEURONS], new double[NEURONS]);
  private final Matrix tall = new Matrix(new double[NEURONS], 0, NEURONS, 1, 1, 1);
  private final Matrix wide = new Matrix(new double[5 * NEURONS], 0, 5, NEURONS, NEURONS, 1);
  private final Vector x = new Vector(output, 0, 1);
  private final EnsemblePart[] ensembles = {
    ensemble(1, 1, false),
    ensemble(2, 2, true),
    ensemble(3, 3, false),
    ensemble(4, 4, false),
    ensemble(6, 6, false),
    ensemble(1, 0, true)
  };

  private WarmUp() {
    for (int i = 0; i < NEURONS; i++) {
      current[i] = 3.0 * i / NEURONS;
    }
  }

  /** An ensemble of every shape for which the kernel takes another turn. */
  private static EnsemblePart ensemble(int dims, int decoded, boolean showsOutput) {
    LifPopulation population = LifPopulation.builder(NEURONS).kernel(KernelChoice.SCALAR).build();
    double[] bias = new double[NEURONS];
    Arrays.setAll(bias, i -> 3.0 * i / NEURONS);
    LifEnsemble ensemble =
        new LifEnsemble(
            population, bias, new double[dims][NEURONS], new double[decoded][NEURONS], showsOutput);
    ensemble.take();
    double[] input = new double[dims];
    Arrays.fill(input, 1);
    EnsemblePart part = new EnsemblePart(ensemble, 0, 1);
    part.input(new Vector(input, 0, 1));
    return part;
  }

  /**
   * Whether the vector kernels have become the faster ones. The first call begins to warm them up.
   */
  static boolean isDone() {
    return done || begun();
  }

  private static boolean begun() {
    if (!begun.get() && begun.compareAndSet(false, true)) {
      Thread thread = new Thread(() -> new WarmUp().run(), "spikelane-warm-up");
      thread.setDaemon(true);
      try {
        thread.start();
      } catch (OutOfMemoryError e) {
        // The system is out of threads: no reason for a tick to fail, as the scalar kernels remain.
        return false;
      }
    }
    return false;
  }

  private void run() {
    LifKernel scalar = new ScalarLifKernel();
    ProductKernel scalarProduct = new ScalarProductKernel();
    LifKernel vector = VectorSupport.FOUND.lifOrThrow();
    ProductKernel vectorProduct = VectorSupport.FOUND.productOrThrow();
    Runnable passes =
        VectorSupport.FOUND
            .ensembleOrThrow()
            .map(kernel -> (Runnable) () -> kernel.step(ensembles))
            .orElse(() -> neuronsOnly(vector));
    long begin = System.nanoTime();
    int faster = 0;
    while (faster < TIMES && System.nanoTime() - begin < PATIENCE_NANOS) {
      long reference = time(scalar, scalarProduct, () -> neuronsOnly(scalar));
      long tested = time(vector, vectorProduct, passes);
      faster = tested < reference ? faster + 1 : 0;
    }
    done = faster == TIMES;
  }

  /** Steps as many neurons as there are in the ensembles. */
  private void neuronsOnly(LifKernel lif) {
    for (int k = 0; k < ensembles.length; k++) {
      lif.stepDense(neurons, current, output, 0, NEURONS);
    }
  }

  private long time(LifKernel lif, ProductKernel product, Runnable passes) {
    long begin = System.nanoTime();
    double[] sum = new double[NEURONS];
    Vector y = new Vector(sum, 0, 1);
    for (int round = 0; round < ROUNDS; round++) {
      lif.firstUnusable(current, 0, NEURONS);
      lif.stepDense(neurons, current, output, 0, NEURONS);
      lif.stepIndices(neurons, current, indices, 0, NEURONS);
      lif.stepBits(neurons, current, bits, 0, NEURONS);
      product.addColumns(tall, columns, factors, 1, y);
      product.addRows(wide, x, y, sums);
      passes.run();
    }
    return System.nanoTime() - begin;
  }
}
