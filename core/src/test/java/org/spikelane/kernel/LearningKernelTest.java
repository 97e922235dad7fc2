package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.kernel.simd.VectorLearningKernels;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.SynapseStepper;

/** A pass over weights that learn gives the bits of the three operations that it is. */
@Tag("bits")
class LearningKernelTest {

  private static final double DT = 0.001;
  private static final int[] NEURONS = {5, 7, 8, 9, 16, 39, 511, 512, 513, 520, 1000, 1027, 1601};
  private static final int TICKS = 6;

  /** Behind a method, as without the vector module there is no such class. */
  private static final class Kernels {
    static final VectorLearningKernels ALL = new VectorLearningKernels();
  }

  /** The definition, as it says it. */
  private static final class Definition implements LearningKernel {
    @Override
    public void step(LearningPass pass) {
      Arrays.fill(pass.sums(), 0);
      pass.rest(0);
    }

    @Override
    public boolean isReady() {
      return true;
    }
  }

  /** The same numbers twice: for operations one after the other, and for a pass. */
  private static final class Case {
    final SplittableRandom random;
    final int rows;
    final int neurons;
    final boolean increment;
    final Lowpass synapse = new Lowpass(0.005);
    final SynapseStepper stepper;
    final int at;
    final int stride;
    final double[] output;
    final double[] factors;
    final double[][] expected;
    final double[][] got;
    final LearningPass pass;

    Case(int rows, int neurons, boolean filters, boolean increment) {
      this.rows = rows;
      this.neurons = neurons;
      this.increment = increment;
      random = new SplittableRandom(100L * neurons + 10 * rows + (filters ? 1 : 0));
      at = random.nextInt(1, 6);
      stride = random.nextInt(1, 4);
      stepper = synapse.stepper(DT, neurons);
      output = new double[at + neurons + 3];
      factors = new double[rows];
      expected =
          new double[][] {
            numbers(at + neurons + 3, 100), // activity
            numbers(at + rows * neurons + 3, 1e-3), // weights
            numbers(at + rows * stride + 3, 1) // what is decoded
          };
      stepper.writeState(0, expected[0], at);
      got = Arrays.stream(expected).map(double[]::clone).toArray(double[][]::new);
      pass =
          new LearningPass(
              rows,
              neurons,
              new Vector(output, at, 1),
              new Vector(got[0], at, 1),
              filters ? new LearningPass.Filter(synapse.decay(DT), SynapseStepper.FLOOR) : null,
              new Vector(got[1], at, 1),
              new Vector(got[2], at, stride),
              increment);
    }

    double[] numbers(int count, double scale) {
      return random.doubles(count, -scale, scale).toArray();
    }

    void draw() {
      Arrays.setAll(output, i -> random.nextInt(6) == 0 ? 1 / DT : 0);
      Arrays.setAll(factors, r -> (random.nextDouble() - 0.5) * 1e-6);
    }

    void separately() {
      double[] weights = expected[1];
      double[] decoded = expected[2];
      for (int r = 0; !increment && r < rows; r++) {
        decoded[at + r * stride] = 0;
      }
      DenseProduct.of(
              KernelChoice.SCALAR,
              new Matrix(weights, at, rows, neurons, neurons, 1),
              new Vector(output, at, 1),
              new Vector(decoded, at, stride))
          .add();
      if (pass.shape().filters()) {
        stepper.step(output, at, expected[0], at);
      }
      for (int r = 0; r < rows; r++) {
        DenseProduct.of(
                KernelChoice.SCALAR,
                new Matrix(expected[0], at, neurons, 1, 1, neurons),
                new Vector(factors, r, 1),
                new Vector(weights, at + r * neurons, 1))
            .add();
      }
    }

    void atOnce(LearningKernel kernel) {
      System.arraycopy(factors, 0, pass.factors(), 0, rows);
      kernel.step(pass);
      pass.end();
    }

    void compare(LearningKernel kernel) {
      for (int tick = 0; tick < TICKS; tick++) {
        draw();
        separately();
        atOnce(kernel);
        for (int k = 0; k < got.length; k++) {
          assertArrayEquals(
              bits(expected[k]), bits(got[k]), this + ", array " + k + " in tick " + tick);
        }
      }
    }

    @Override
    public String toString() {
      return neurons + " neurons, " + pass.shape() + ", " + (increment ? "added" : "set");
    }
  }

  private static long[] bits(double[] values) {
    return DoubleStream.of(values)
        .map(v -> v == v ? v : Double.NaN)
        .mapToLong(Double::doubleToRawLongBits)
        .toArray();
  }

  private static void compareAll(Function<LearningShape, LearningKernel> kernels) {
    for (int neurons : NEURONS) {
      for (int rows = 1; rows <= LearningShape.MOST_ROWS; rows++) {
        for (boolean filters : new boolean[] {true, false}) {
          for (boolean increment : new boolean[] {true, false}) {
            Case c = new Case(rows, neurons, filters, increment);
            c.compare(kernels.apply(c.pass.shape()));
          }
        }
      }
    }
  }

  @Test
  void theDefinitionIsThatOfTheOperations() {
    compareAll(shape -> new Definition());
  }

  @Test
  @Tag("vector")
  void everyShape() {
    compareAll(Kernels.ALL);
  }

  /** As many ticks as it takes to be compiled, of several lengths in turn. */
  @Test
  @Tag("vector")
  void compiled() {
    Case[] cases = {
      new Case(2, 1000, true, false), new Case(3, 77, false, true), new Case(4, 520, true, true)
    };
    boolean interpreted = System.getProperty("java.vm.info").contains("interpreted");
    for (int round = 0; round < (interpreted ? 1 : 2000); round++) {
      for (Case c : cases) {
        c.compare(Kernels.ALL.apply(c.pass.shape()));
      }
    }
  }

  /** NaN and infinities, negative zeros, state that dies away, factors beyond all measure. */
  @Test
  @Tag("vector")
  void unusualNumbers() {
    double[] unusual = {-0.0, 0, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 0x1p-890, 4e-324};
    for (boolean filters : new boolean[] {true, false}) {
      Case c = new Case(4, 61, filters, false);
      for (int tick = 0; tick < 40; tick++) {
        c.draw();
        int place = c.at + c.random.nextInt(c.neurons);
        double value = unusual[tick % unusual.length];
        c.expected[0][place] = value;
        c.got[0][place] = value;
        c.stepper.writeState(0, c.expected[0], c.at);
        int weight = c.at + c.random.nextInt(4 * c.neurons);
        c.expected[1][weight] = value;
        c.got[1][weight] = value;
        c.factors[tick % 4] = tick % 3 == 0 ? -1e300 : tick > 30 ? Double.NaN : 4e-324;
        c.separately();
        c.atOnce(Kernels.ALL.apply(c.pass.shape()));
        for (int k = 0; k < c.got.length; k++) {
          assertArrayEquals(bits(c.expected[k]), bits(c.got[k]), c + ", tick " + tick);
        }
      }
    }
  }

  @Test
  void aShapeHasFewRows() {
    assertEquals(
        "rows must be from 1 to 4, got 5",
        assertThrows(IllegalArgumentException.class, () -> new LearningShape(5, true))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new LearningShape(0, false));
  }

  @Test
  void whatIsReadLiesInARow() {
    Vector row = new Vector(new double[20], 0, 1);
    Vector gaps = new Vector(new double[20], 0, 2);
    assertEquals(
        "stride of weights must be 1, got 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> new LearningPass(1, 10, row, row, null, gaps, gaps, true))
            .getMessage());
  }

  @Test
  void scalarDoesNotPassAtOnce() {
    assertTrue(KernelProvider.learning(KernelChoice.SCALAR).isEmpty());
  }

  @Test
  @Tag("vector")
  void onlyVerifyVerifies() {
    LearningShape shape = new LearningShape(2, true);
    assertTrue(KernelProvider.learning(KernelChoice.VERIFY).orElseThrow().apply(shape).verifies());
    assertFalse(KernelProvider.learning(KernelChoice.VECTOR).orElseThrow().apply(shape).verifies());
  }
}
