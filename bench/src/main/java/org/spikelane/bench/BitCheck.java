package org.spikelane.bench;

import java.util.Arrays;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.kernel.LifPopulation;

/**
 * Checks, before anything is measured, that the kernels to be compared give the same bits in every
 * form of output. A program of its own, run in a JVM with the flags of the benchmark's forks.
 *
 * <p>Its last line of output is an {@link Outcome}.
 */
final class BitCheck {

  /** What a check without a difference tells about the JVM it ran in. */
  record Outcome(int lanes, long compared, String jdk) {
    static Outcome parse(String line) {
      String[] parts = line.split(" ", 3);
      return new Outcome(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    @Override
    public String toString() {
      return lanes + " " + compared + " " + jdk;
    }
  }

  private BitCheck() {}

  /**
   * Checks populations of the given sizes.
   *
   * @param args sizes
   */
  public static void main(String[] args) {
    int[] sizes = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    long compared = 0;
    for (int n : sizes) {
      // A few long runs, and enough ticks of the large ones to see most neurons spike.
      compared += check(n, Math.max(20, 400_000 / Math.max(1, n)));
    }
    LifPopulation vector = LifPopulation.builder(1).kernel(KernelChoice.VECTOR).build();
    System.out.println(new Outcome(vector.kernel().lanes(), compared, Machine.jdkOfThisJvm()));
  }

  /**
   * Compares every bit of output and state in every regime.
   *
   * @return neuron-ticks compared
   * @throws IllegalStateException at the first difference
   */
  static long check(int n, int ticks) {
    for (Regime regime : Regime.values()) {
      double[] current = regime.currents(n);
      for (String output : new String[] {"dense", "indices", "bits"}) {
        Run scalar = new Run(n, KernelChoice.SCALAR);
        Run vector = new Run(n, KernelChoice.VECTOR);
        for (int t = 1; t <= ticks; t++) {
          scalar.step(output, current);
          vector.step(output, current);
          if (!scalar.same(vector)) {
            throw new IllegalStateException(
                String.format(
                    "the kernels differ: %s output, n %d, %s, tick %d",
                    output, n, regime.label(), t));
          }
        }
        if (!scalar.population.save().equals(vector.population.save())) {
          throw new IllegalStateException(
              String.format("the kernels' states differ: n %d, %s", n, regime.label()));
        }
      }
    }
    return (long) n * ticks * Regime.values().length * 3;
  }

  private static final class Run {
    final LifPopulation population;
    final double[] dense;
    final int[] indices;
    final long[] bits;
    int count;

    Run(int n, KernelChoice choice) {
      population = LifPopulation.builder(n).kernel(choice).build();
      dense = new double[n];
      indices = new int[n];
      bits = new long[LifPopulation.bitWords(n)];
    }

    void step(String output, double[] current) {
      switch (output) {
        case "dense" -> population.step(current, dense);
        case "indices" -> count = population.stepIndices(current, indices);
        case "bits" -> population.stepBits(current, bits);
        default -> throw new IllegalArgumentException(output);
      }
    }

    boolean same(Run other) {
      return Arrays.equals(dense, other.dense)
          && Arrays.equals(indices, 0, count, other.indices, 0, other.count)
          && Arrays.equals(bits, other.bits);
    }
  }
}
