package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;

/** Both kernels that multiply give the bits of the definition, whatever the size. */
@Tag("bits")
class DenseProductTest {

  /** Around the sizes at which vectors and blocks of them end. */
  private static final int[] LONG = {
    0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 15, 16, 17, 23, 24, 31, 32, 33, 63, 64, 65, 127, 130, 257, 511,
    512, 513, 1023, 1024, 1025, 2060
  };

  private static final int[] SHORT = {0, 1, 2, 3, 5, 8, 17};

  /** A product and the numbers around it. */
  private static final class Case {
    final SplittableRandom random;
    final double[] a;
    final double[] x;
    final double[] y;
    final Matrix matrix;
    final Vector from;
    final int to = 3;

    Case(int rows, int columns, boolean transposed) {
      random = new SplittableRandom(rows * 1000L + columns);
      int gap = 2;
      a = numbers(5 + (rows + gap) * (columns + gap));
      x = numbers(columns + 4);
      y = numbers(rows + 5);
      matrix =
          transposed
              ? new Matrix(a, 1, rows, columns, 1, rows + gap)
              : new Matrix(a, 1, rows, columns, columns + gap, 1);
      from = new Vector(x, 2, 1);
    }

    /** Of very different sizes, some 0 of either sign: sums depend on their order. */
    private double[] numbers(int count) {
      double[] numbers = new double[count];
      Arrays.setAll(
          numbers,
          i ->
              switch (random.nextInt(6)) {
                case 0 -> 0;
                case 1 -> -0.0;
                default -> (2 * random.nextDouble() - 1) * Math.scalb(1, random.nextInt(60) - 30);
              });
      return numbers;
    }

    double[] product(KernelChoice choice) {
      return product(choice, matrix);
    }

    double[] product(KernelChoice choice, Matrix matrix) {
      double[] result = y.clone();
      DenseProduct product = DenseProduct.of(choice, matrix, from, new Vector(result, to, 1));
      product.add();
      product.add();
      return result;
    }

    /** The definition in the docstring, read naively. */
    double[] defined() {
      double[] result = y.clone();
      for (int time = 0; time < 2; time++) {
        for (int i = 0; i < matrix.rows(); i++) {
          double[] sums = new double[8];
          double total = 0;
          for (int j = 0; j < matrix.columns(); j++) {
            double element = a[1 + i * matrix.rowStride() + j * matrix.columnStride()];
            double factor = x[2 + j];
            if (matrix.rows() < matrix.columns()) {
              sums[j % 8] = Math.fma(element, factor, sums[j % 8]);
              if (j % 512 == 511 || j == matrix.columns() - 1) {
                double block =
                    ((sums[0] + sums[4]) + (sums[2] + sums[6]))
                        + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
                total = j < 512 ? block : total + block;
                Arrays.fill(sums, 0);
              }
            } else if (factor != 0) {
              result[to + i] = Math.fma(element, factor, result[to + i]);
            }
          }
          if (matrix.rows() < matrix.columns()) {
            result[to + i] += total;
          }
        }
      }
      return result;
    }
  }

  @Test
  void everyChoiceGivesTheBitsOfTheDefinition() {
    for (KernelChoice choice : Jvm.choices()) {
      for (int many : LONG) {
        // The longest take an interpreter too long in every combination.
        for (int few : many < 500 || Jvm.hasC2() ? SHORT : new int[] {1, 5}) {
          for (boolean transposed : new boolean[] {false, true}) {
            compare(choice, many, few, transposed);
            compare(choice, few, many, transposed);
          }
        }
      }
    }
  }

  private static void compare(KernelChoice choice, int rows, int columns, boolean transposed) {
    Case c = new Case(rows, columns, transposed);
    assertArrayEquals(
        rawBits(c.defined()),
        rawBits(c.product(choice)),
        choice + ", " + rows + " × " + columns + (transposed ? ", transposed" : ""));
    assertArrayEquals(
        rawBits(c.defined()),
        rawBits(c.product(choice, c.matrix.inReadingOrder())),
        choice + ", in reading order, " + rows + " × " + columns);
  }

  /** The kernels themselves, so that neither can be replaced by the other. */
  @Test
  @Tag("vector")
  void theVectorKernelGivesTheBitsOfTheScalarOne() {
    ProductKernel scalar = KernelProvider.product(KernelChoice.SCALAR);
    ProductKernel vector = KernelProvider.product(KernelChoice.VECTOR);
    assertEquals("ScalarProductKernel", scalar.getClass().getSimpleName());
    assertEquals("VectorProductKernel", vector.getClass().getSimpleName());
    for (int size : LONG) {
      for (int other : SHORT) {
        Case tall = new Case(size, other, true);
        int[] columns = IntStream.range(0, other).filter(j -> tall.x[2 + j] != 0).toArray();
        double[] factors = Arrays.stream(columns).mapToDouble(j -> tall.x[2 + j]).toArray();
        Case wide = new Case(other, size, false);
        double[][] results = new double[4][];
        int k = 0;
        for (ProductKernel kernel : new ProductKernel[] {scalar, vector}) {
          double[] y = tall.y.clone();
          Vector to = new Vector(y, 3, 1);
          kernel.addColumns(tall.matrix, columns, factors, columns.length, to);
          results[k++] = y;
          y = wide.y.clone();
          double[] parts = new double[ProductKernel.ROOM];
          Arrays.fill(parts, Double.NaN);
          kernel.addRows(wide.matrix, wide.from, new Vector(y, 3, 1), parts);
          results[k++] = y;
        }
        assertArrayEquals(rawBits(results[0]), rawBits(results[2]), size + " × " + other);
        assertArrayEquals(rawBits(results[1]), rawBits(results[3]), other + " × " + size);
      }
    }
  }

  /** Long enough for the loops to be compiled by C2 while they run. */
  @Test
  @Tag("vector")
  void theBitsStayWhileItIsBeingCompiled() {
    for (int[] shape : new int[][] {{203, 3}, {3, 203}}) {
      Case c = new Case(shape[0], shape[1], shape[0] > shape[1]);
      long[] expected = rawBits(c.product(KernelChoice.SCALAR));
      for (int run = 0; run < Jvm.ticks(20_000); run++) {
        assertArrayEquals(expected, rawBits(c.product(KernelChoice.VECTOR)));
      }
    }
  }

  private static long[] rawBits(double[] values) {
    return DoubleStream.of(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
