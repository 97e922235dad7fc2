package org.spikelane.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.DecoderCache;
import org.spikelane.nef.DecoderProblem;
import org.spikelane.nef.Decoders;
import org.spikelane.nef.LinearAlgebra;
import org.spikelane.nef.LstsqL2;
import org.spikelane.nef.LstsqL2nz;
import org.spikelane.nef.LstsqNoise;
import org.spikelane.nef.Solver;

/** The native linear algebra is found, and gives what the definitions say. */
class OpenBlasTest {

  private static final LinearAlgebra NATIVE = new OpenBlas();
  private static final int[][] SHAPES = {
    {1, 1, 1}, {3, 2, 4}, {70, 33, 5}, {40, 90, 1}, {1100, 300, 2}
  };

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
      double close = 1e-13 + 1e-15 * Math.max(m, n);
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
          assertEquals(sum, product[i * c + j], close);
        }
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < c; j++) {
          double sum = 0;
          for (int k = 0; k < m; k++) {
            sum += a[k * n + i] * y[k * c + j];
          }
          assertEquals(sum, transposed[i * c + j], close);
        }
        for (int j = i; j < n; j++) {
          double sum = 0;
          for (int k = 0; k < m; k++) {
            sum += a[k * n + i] * a[k * n + j];
          }
          assertEquals(sum, gram[i * n + j], close);
        }
      }
    }
  }

  /** What is large has all threads of OpenBLAS, which are set for the whole process. */
  @Test
  void whoeverElseCallsChangesNoBit() {
    int[][] shapes = {{500, 3000}, {600, 400}};
    List<double[]> alone = Arrays.stream(shapes).map(OpenBlasTest::gram).toList();
    IntStream.range(0, 24)
        .parallel()
        .forEach(
            k ->
                assertArrayEquals(
                    alone.get(k % 6 == 0 ? 0 : 1), gram(shapes[k % 6 == 0 ? 0 : 1]), "call " + k));
  }

  private static double[] gram(int[] shape) {
    int n = shape[1];
    double[] gram = new double[n * n];
    NATIVE.gram(random(shape[0] * n, 9), shape[0], n, gram);
    for (int i = 0; i < n; i++) {
      Arrays.fill(gram, i * n, i * n + i, 0); // undefined
    }
    return gram;
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
      assertTrue(NATIVE.factorise(m, n));
      NATIVE.solveFactorised(m, n, b, 3);
      assertArrayEquals(x, b, 1e-10);
    }
  }

  @Test
  void whatIsNotPositiveDefiniteIsToldApart() {
    assertFalse(NATIVE.factorise(new double[] {1, 2, 2, 1}, 2));
    assertFalse(NATIVE.factorise(new double[] {1, 1, 1, 1}, 2));
    assertFalse(NATIVE.factorise(new double[] {0}, 1));
  }

  /**
   * Against Java's, which its own tests hold against the definition; the inputs stay as they are.
   */
  @Test
  void leastSquaresAreTheShortestAtEveryRank() {
    for (int[] shape :
        new int[][] {{1, 1, 1, 1}, {70, 33, 5, 33}, {40, 90, 2, 40}, {60, 50, 3, 7}}) {
      int m = shape[0];
      int n = shape[1];
      int c = shape[2];
      int rank = shape[3];
      double[] a = new double[m * n];
      NATIVE.times(random(m * rank, 6), m, rank, random(rank * n, 7), n, a);
      double[] b = random(m * c, 8);
      double[] before = a.clone();
      double[] x = new double[n * c];
      double[] expected = new double[n * c];
      assertEquals(rank, NATIVE.leastSquares(a, m, n, b, c, 1e-10, x));
      assertEquals(rank, inJava().leastSquares(a, m, n, b, c, 1e-10, expected));
      assertArrayEquals(expected, x, 1e-9);
      assertArrayEquals(before, a);
      assertArrayEquals(random(m * c, 8), b);
    }
  }

  @Test
  void singularValuesBelowRcondCountAs0() {
    double[] diagonal = {4, 0, 0, 0, 2, 0, 0, 0, 1};
    double[] x = new double[3];
    assertEquals(2, NATIVE.leastSquares(diagonal, 3, 3, new double[] {4, 4, 4}, 1, 0.3, x));
    assertArrayEquals(new double[] {1, 2, 0}, x, 1e-15);
    assertEquals(0, NATIVE.leastSquares(new double[6], 3, 2, new double[3], 1, 0, new double[2]));
  }

  /** This library's products under the least squares that every implementation has by itself. */
  private static LinearAlgebra inJava() {
    return (LinearAlgebra)
        Proxy.newProxyInstance(
            OpenBlasTest.class.getClassLoader(),
            new Class<?>[] {LinearAlgebra.class},
            (proxy, method, arguments) ->
                method.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : method.invoke(NATIVE, arguments));
  }

  @Test
  void decodersAreThoseOfTheOneInJava() throws Exception {
    Process java = run("-Dspikelane.algebra=java", System.getProperty("java.class.path"));
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

  @Test
  void itIsLoadedForANetworkAndChosenWhenItIsNeeded() throws Exception {
    Process java = run("-Dspikelane.algebra=auto", System.getProperty("java.class.path"), "java");
    String out = new String(java.getInputStream().readAllBytes());
    assertEquals(0, java.waitFor());
    assertTrue(out.startsWith("java"), out);
  }

  /** What another process with this library keeps can be used, and what Java's has found cannot. */
  @Test
  void itsIdentityIsTheSameInEveryProcessAndNotJavas() throws Exception {
    String identity = NATIVE.identity().orElseThrow();
    String classPath = System.getProperty("java.class.path");
    for (String algebra : new String[] {"openblas", "java"}) {
      Process process = run("-Dspikelane.algebra=" + algebra, classPath);
      process.getInputStream().readAllBytes();
      String printed = new String(process.getErrorStream().readAllBytes());
      assertEquals(0, process.waitFor(), printed);
      assertEquals(
          algebra.equals("openblas"),
          printed.lines().anyMatch(identity::equals),
          identity + " or\n" + printed);
    }
  }

  @Test
  void decodersThatShareAFactorOrAreKeptHaveTheSameBits() {
    DecoderProblem problem = SolveAndPrint.problem();
    double[][] others = new double[problem.samples()][5];
    for (int s = 0; s < others.length; s++) {
      double x = problem.target(s, 0);
      Arrays.setAll(others[s], d -> Math.sin(d * x + d));
    }
    double[][] activities = new double[problem.samples()][problem.neurons()];
    for (int s = 0; s < activities.length; s++) {
      int sample = s;
      Arrays.setAll(activities[s], i -> problem.activity(sample, i));
    }
    for (Solver solver : new Solver[] {new LstsqL2(), new LstsqNoise(2), new LstsqL2nz()}) {
      double[][] alone = solver.solve(DecoderProblem.of(activities, others)).toArray();
      solver.solve(problem);
      DecoderProblem sharing = problem.withTargets(others);
      DecoderCache cache = DecoderCache.inMemory(1 << 20);
      for (Decoders decoders :
          new Decoders[] {
            solver.solve(sharing), cache.solve(solver, sharing), cache.solve(solver, sharing)
          }) {
        double[][] got = decoders.toArray();
        for (int i = 0; i < alone.length; i++) {
          for (int d = 0; d < alone[i].length; d++) {
            assertEquals(
                Double.doubleToRawLongBits(alone[i][d]), Double.doubleToRawLongBits(got[i][d]));
          }
        }
      }
    }
  }

  @Test
  void whereTheNativeLibraryIsMissingTheOneInJavaRunsAndTheLogSaysWhy() throws Exception {
    String withoutNative =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry -> !entry.matches(".*openblas-[^/\\\\]*-(linux|macosx|windows)-[^/\\\\]*"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process = run("-Dspikelane.algebra=auto", withoutNative);
    String out = new String(process.getInputStream().readAllBytes());
    String log = new String(process.getErrorStream().readAllBytes());
    assertEquals(0, process.waitFor(), log);
    assertTrue(out.startsWith("java"), out);
    assertTrue(log.contains("linear algebra openblas is not used: it cannot run here"), log);
  }

  /** In a JVM of its own, as the choice is made once. */
  private static Process run(String option, String classPath, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of(option, "-cp", classPath, SolveAndPrint.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }
}
