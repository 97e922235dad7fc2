package org.spikelane.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.LinearAlgebra;

/** The native linear algebra is found, and gives what the definitions say. */
class OpenBlasTest {

  private static final LinearAlgebra NATIVE = new OpenBlas();
  private static final int[][] SHAPES = {{1, 1, 1}, {3, 2, 4}, {70, 33, 5}, {40, 90, 1}};

  private static double[] random(int size, long seed) {
    return new SplittableRandom(seed).doubles(size, -1, 1).toArray();
  }

  @Test
  void itIsFoundAndUsedByItself() {
    assertTrue(NATIVE.isAvailable());
    assertEquals("openblas", LinearAlgebra.inUse().name());
  }

  @Test
  void productsAreSumsOfProducts() {
    for (int[] shape : SHAPES) {
      int m = shape[0];
      int n = shape[1];
      int c = shape[2];
      double[] a = random(m * n, 1);
      double[] b = random(n * c, 2);
      double[] y = random(m * c, 3);
      double[] product = new double[m * c];
      double[] transposed = new double[n * c];
      double[] gram = new double[n * n];
      NATIVE.times(a, m, n, b, c, product);
      NATIVE.transposedTimes(a, m, n, y, c, transposed);
      NATIVE.gram(a, m, n, gram);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < c; j++) {
          double sum = 0;
          for (int k = 0; k < n; k++) {
            sum += a[i * n + k] * b[k * c + j];
          }
          assertEquals(sum, product[i * c + j], 1e-13);
        }
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < c; j++) {
          double sum = 0;
          for (int k = 0; k < m; k++) {
            sum += a[k * n + i] * y[k * c + j];
          }
          assertEquals(sum, transposed[i * c + j], 1e-13);
        }
        for (int j = i; j < n; j++) {
          double sum = 0;
          for (int k = 0; k < m; k++) {
            sum += a[k * n + i] * a[k * n + j];
          }
          assertEquals(sum, gram[i * n + j], 1e-13);
        }
      }
    }
  }

  @Test
  void positiveDefiniteSystemsAreSolvedFromTheirUpperTriangle() {
    for (int n : new int[] {1, 2, 17, 64, 130}) {
      double[] a = random(2 * n * n, 4);
      double[] m = new double[n * n];
      NATIVE.gram(a, 2 * n, n, m);
      double[] x = random(n * 3, 5);
      double[] b = new double[n * 3];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double element = i <= j ? m[i * n + j] : m[j * n + i];
          for (int c = 0; c < 3; c++) {
            b[i * 3 + c] += element * x[j * 3 + c];
          }
          if (j < i) {
            m[i * n + j] = Double.NaN; // must not be read
          }
        }
      }
      assertTrue(NATIVE.solvePositiveDefinite(m, n, b, 3));
      assertArrayEquals(x, b, 1e-10);
    }
  }

  @Test
  void whatIsNotPositiveDefiniteIsToldApart() {
    assertFalse(NATIVE.solvePositiveDefinite(new double[] {1, 2, 2, 1}, 2, new double[2], 1));
    assertFalse(NATIVE.solvePositiveDefinite(new double[] {1, 1, 1, 1}, 2, new double[2], 1));
    assertFalse(NATIVE.solvePositiveDefinite(new double[] {0}, 1, new double[1], 1));
  }

  @Test
  void decodersAreThoseOfTheOneInJava() throws Exception {
    // In a JVM of its own, as the choice is made once.
    Process java =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Dspikelane.algebra=java",
                "-cp",
                System.getProperty("java.class.path"),
                SolveAndPrint.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String[] words = new String(java.getInputStream().readAllBytes()).strip().split("\\s+");
    assertEquals(0, java.waitFor());
    assertEquals("java", words[0]);
    double[][] decoders = SolveAndPrint.solve();
    assertEquals(1 + 2 * decoders.length, words.length);
    for (int i = 0; i < decoders.length; i++) {
      for (int d = 0; d < 2; d++) {
        assertEquals(Double.parseDouble(words[1 + 2 * i + d]), decoders[i][d], 1e-12);
      }
    }
  }
}
