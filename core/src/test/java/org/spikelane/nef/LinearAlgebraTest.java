package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.PrintAlgebra;

/** The linear algebra in Java does what the interface says, and is the one used unless told. */
class LinearAlgebraTest {

  private static final LinearAlgebra JAVA = JavaLinearAlgebra.INSTANCE;

  /** Around the fours, the tiles' height of 64 and their width of 512. */
  private static final int[][] SHAPES = {
    {1, 1, 1},
    {2, 3, 1},
    {4, 5, 2},
    {7, 64, 3},
    {9, 65, 70},
    {66, 63, 5},
    {130, 129, 1},
    {5, 515, 2}
  };

  private static double[] random(int size, long seed) {
    double[] numbers = new double[size];
    RandomNumbers.gaussians(new SplittableRandom(seed), numbers);
    return numbers;
  }

  @Test
  void productsAreSumsOfProducts() {
    for (int[] shape : SHAPES) {
      int m = shape[0];
      int n = shape[1];
      int c = shape[2];
      String where = Arrays.toString(shape);
      double[] a = random(m * n, 1);
      double[] b = random(n * c, 2);
      double[] y = random(m * c, 3);
      double[] product = new double[m * c];
      double[] transposed = new double[n * c];
      double[] gram = new double[n * n];
      JAVA.times(a, m, n, b, c, product);
      JAVA.transposedTimes(a, m, n, y, c, transposed);
      JAVA.gram(a, m, n, gram);
      for (int j = 0; j < c; j++) {
        for (int i = 0; i < m; i++) {
          double sum = 0;
          for (int k = 0; k < n; k++) {
            sum += a[i * n + k] * b[k * c + j];
          }
          // Numbers of order 1, at most 515 to a sum of magnitude √515: some 1e-13 at the worst.
          assertEquals(sum, product[i * c + j], 1e-13, where);
        }
        for (int i = 0; i < n; i++) {
          double sum = 0;
          for (int k = 0; k < m; k++) {
            sum += a[k * n + i] * y[k * c + j];
          }
          assertEquals(sum, transposed[i * c + j], 1e-13, where);
        }
      }
      for (int i = 0; i < n; i++) {
        for (int j = i; j < n; j++) {
          double sum = 0;
          for (int k = 0; k < m; k++) {
            sum += a[k * n + i] * a[k * n + j];
          }
          assertEquals(sum, gram[i * n + j], 2e-13, where);
        }
      }
    }
  }

  @Test
  void choleskySolvesPositiveDefiniteSystems() {
    for (int n : new int[] {1, 2, 5, 63, 64, 65, 130, 600}) {
      int c = n == 130 ? 70 : 2;
      double[] m = new double[n * n];
      JAVA.gram(random(2 * n * n, n), 2 * n, n, m);
      for (int i = 0; i < n; i++) {
        m[i * n + i] += n;
        for (int j = 0; j < i; j++) {
          m[i * n + j] = m[j * n + i];
        }
      }
      double[] x = random(n * c, 7);
      double[] b = new double[n * c];
      JAVA.times(m, n, n, x, c, b);
      for (int i = 0; i < n; i++) {
        Arrays.fill(m, i * n, i * n + i, Double.NaN);
      }
      assertTrue(JAVA.factorise(m, n));
      JAVA.solveFactorised(m, n, b, c);
      // The condition is at most (n + (1 + √2)² n) / n, below 8.
      assertArrayEquals(x, b, 1e-12);
    }
  }

  @Test
  void whatIsNotPositiveDefiniteIsSaid() {
    assertFalse(JAVA.factorise(new double[] {0}, 1));
    assertFalse(JAVA.factorise(new double[] {1, 2, 2, 1}, 2));
    assertFalse(JAVA.factorise(new double[] {1, 1, 1, 1}, 2));
    assertTrue(JAVA.factorise(new double[] {1, 1, 1, 1.1}, 2));
    // Rank 50 of 100: the last 50 pivots are rounding errors.
    double[] m = new double[100 * 100];
    JAVA.gram(random(50 * 100, 1), 50, 100, m);
    assertFalse(JAVA.factorise(m, 100));
  }

  @Test
  @Tag("bits")
  void threadsDoNotChangeABit() throws Exception {
    int n = 300;
    double[] a = random(2 * n * n, 4);
    Callable<double[]> solve =
        () -> {
          double[] m = new double[n * n];
          double[] b = random(n, 5);
          JAVA.gram(a, 2 * n, n, m);
          assertTrue(JAVA.factorise(m, n));
          JAVA.solveFactorised(m, n, b, 1);
          return b;
        };
    double[] alone = in(1, solve);
    assertArrayEquals(alone, in(4, solve));
    assertArrayEquals(alone, in(3, solve));
  }

  /** Parallel streams run in the pool they are started from. */
  private static double[] in(int threads, Callable<double[]> work) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(work).get();
    } finally {
      pool.shutdown();
    }
  }

  /** Another implementation that differs in its name only. */
  private static LinearAlgebra other(String name, boolean available) {
    return new RenamedAlgebra() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean isAvailable() {
        return available;
      }
    };
  }

  @Test
  void theFirstThatCanRunIsChosenUnlessOneIsNamed() {
    LinearAlgebra broken = other("broken", false);
    LinearAlgebra first = other("first", true);
    LinearAlgebra second = other("second", true);
    List<LinearAlgebra> found = List.of(broken, first, second);
    assertSame(JAVA, LinearAlgebraChoice.choose("auto", List.of()));
    assertSame(JAVA, LinearAlgebraChoice.choose("auto", List.of(broken)));
    assertSame(first, LinearAlgebraChoice.choose("auto", found));
    assertSame(second, LinearAlgebraChoice.choose("second", found));
    assertSame(JAVA, LinearAlgebraChoice.choose("java", found));
    assertEquals(
        "system property spikelane.algebra must be auto or one of those that can run here, first,"
            + " second, java, got 'broken'",
        assertThrows(
                IllegalArgumentException.class, () -> LinearAlgebraChoice.choose("broken", found))
            .getMessage());
  }

  @Test
  void anotherModulesImplementationIsFoundAsAService(@TempDir Path folder) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(LinearAlgebra.class.getName()), RenamedAlgebra.class.getName() + "\n");
    assertEquals("java", print(""));
    assertEquals("renamed", print(folder.toString()));
    assertEquals("java", print(folder.toString(), "-Dspikelane.algebra=java"));
  }

  private static String print(String folder, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(folder + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(PrintAlgebra.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes()).strip();
    assertEquals(0, process.waitFor());
    return out;
  }
}
