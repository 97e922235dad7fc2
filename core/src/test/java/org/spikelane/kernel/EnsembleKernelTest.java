package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.kernel.simd.VectorEnsembleKernels;
import org.spikelane.neuron.Lif;
import org.spikelane.parallel.Apart;

/** A pass over an ensemble gives the bits of the three operations that it is. */
@Tag("bits")
class EnsembleKernelTest {

  /** Behind a method, as without the vector module there is no such class. */
  private static final class Kernels {
    static final VectorEnsembleKernels ALL = new VectorEnsembleKernels();
  }

  private static final int[] DIMS = {1, 2, 3, 4, 5, 9, 16, 17, 20};
  private static final int[] DECODED = {0, 1, 2, 3, 4, 5, 7, 8, 9, 17};

  /** An ensemble twice: as operations, and to be passed over. */
  private static final class Case {
    private int draws;
    final SplittableRandom random;
    final int neurons;
    final double[] bias;
    final double[][] encoders;
    final double[][] decoders;
    final double[] x;
    final double[] shown;
    final LifPopulation separate;
    final LifPopulation population;
    final LifEnsemble ensemble;

    Case(Lif neuron, int neurons, int dims, int decoded, boolean showsOutput) {
      this(neuron, neurons, dims, decoded, showsOutput, i -> 0, 1e-3);
    }

    /** With what is added to the bias of every neuron, and how large decoders are. */
    Case(
        Lif neuron,
        int neurons,
        int dims,
        int decoded,
        boolean showsOutput,
        IntToDoubleFunction drive,
        double decoderScale) {
      this.neurons = neurons;
      random = new SplittableRandom(1000L * neurons + 100 * dims + decoded);
      bias = numbers(neurons, 1.5);
      Arrays.setAll(bias, i -> bias[i] + drive.applyAsDouble(i));
      encoders = new double[dims][];
      Arrays.setAll(encoders, d -> numbers(neurons, 2));
      decoders = new double[decoded][];
      Arrays.setAll(decoders, r -> numbers(neurons, decoderScale));
      x = new double[dims];
      separate =
          LifPopulation.builder(neurons).neuron(neuron).seed(3).kernel(KernelChoice.SCALAR).build();
      population =
          LifPopulation.builder(neurons).neuron(neuron).seed(3).kernel(KernelChoice.SCALAR).build();
      shown = showsOutput ? new double[neurons] : null;
      ensemble = new LifEnsemble(population, bias, encoders, decoders, shown);
    }

    double[] numbers(int count, double scale) {
      double[] numbers = new double[count];
      Arrays.setAll(
          numbers, i -> random.nextInt(9) == 0 ? 0 : scale * (3 * random.nextDouble() - 1));
      return numbers;
    }

    /** Some inputs are 0, in some ticks all of them. */
    void draw() {
      Arrays.setAll(x, d -> random.nextInt(4) == 0 ? 0 : 2 * random.nextDouble() - 1);
    }

    double[] separately(double[] spikes) {
      double[] current = bias.clone();
      product(columnsOf(encoders), neurons, x.length, x, current, true);
      separate.step(current, spikes);
      double[] y = new double[decoders.length];
      product(rowsOf(decoders), decoders.length, neurons, spikes, y, false);
      return y;
    }

    private static void product(
        double[] matrix, int rows, int columns, double[] x, double[] y, boolean byColumns) {
      Matrix a =
          byColumns
              ? new Matrix(matrix, 0, rows, columns, 1, rows)
              : new Matrix(matrix, 0, rows, columns, columns, 1);
      DenseProduct.of(KernelChoice.SCALAR, a, new Vector(x, 0, 1), new Vector(y, 0, 1)).add();
    }

    private static double[] columnsOf(double[][] columns) {
      return rowsOf(columns);
    }

    private static double[] rowsOf(double[][] rows) {
      return Arrays.stream(rows).flatMapToDouble(DoubleStream::of).toArray();
    }

    /** Every other time so that a copy is needed. */
    private Vector input() {
      draws++;
      if (draws % 2 == 0) {
        return new Vector(x, 0, 1);
      }
      double[] apart = new double[1 + 3 * x.length];
      for (int d = 0; d < x.length; d++) {
        apart[1 + 3 * d] = x[d];
      }
      return new Vector(apart, 1, 3);
    }

    double[] atOnce(EnsembleKernel kernel, int parts, double[] spikes) {
      EnsemblePart[] all = new EnsemblePart[parts];
      for (int k = 0; k < parts; k++) {
        int blocks = ensemble.blocks();
        all[k] = new EnsemblePart(ensemble, blocks * k / parts, blocks * (k + 1) / parts, input());
        assertTrue(all[k].takeInput(), "usable");
      }
      ensemble.take();
      // Backwards, as threads may.
      for (int k = parts - 1; k >= 0; k--) {
        kernel.step(ensemble.coefficients(), new EnsemblePart[] {all[k]});
      }
      double[] y = new double[decoders.length];
      ensemble.decoding(0, y.length, y, 0, 1).write();
      if (ensemble.shape().showsOutput()) {
        ensemble.showOutput();
        System.arraycopy(shown, 0, spikes, 0, neurons);
      }
      return y;
    }
  }

  private static long compare(Case c, int ticks, int parts) {
    EnsembleKernel kernel = Kernels.ALL.apply(c.ensemble.shape());
    String what =
        c.neurons + " neurons, " + c.x.length + " dims, " + c.decoders.length + " decoded";
    long spiked = 0;
    for (int tick = 0; tick < ticks; tick++) {
      c.draw();
      double[] expectedSpikes = new double[c.neurons];
      double[] spikes = new double[c.neurons];
      double[] expected = c.separately(expectedSpikes);
      double[] got = c.atOnce(kernel, parts, spikes);
      assertArrayEquals(bits(expected), bits(got), what + ", decoded in tick " + tick);
      if (c.ensemble.shape().showsOutput()) {
        assertArrayEquals(bits(expectedSpikes), bits(spikes), what + ", spikes in tick " + tick);
      }
      spiked += Arrays.stream(expectedSpikes).filter(s -> s != 0).count();
    }
    c.ensemble.giveBack();
    for (String quantity : new String[] {"voltage", "refractoryFactor"}) {
      assertArrayEquals(
          bits(c.separate.save().values(quantity)),
          bits(c.population.save().values(quantity)),
          what + ", " + quantity);
    }
    return spiked;
  }

  private static long[] bits(double[] numbers) {
    return DoubleStream.of(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  @Tag("vector")
  void ofEveryShape() {
    long spiked = 0;
    for (int dims : DIMS) {
      for (int decoded : DECODED) {
        for (int neurons :
            Jvm.hasC2() ? new int[] {decoded + 1, 18, 40, 65, 130} : new int[] {18}) {
          if (neurons > decoded && neurons >= dims) {
            boolean shows = (dims + decoded) % 2 == 0;
            Lif neuron = Lif.DEFAULT.withMinVoltage(neurons % 2 == 0 ? 0 : -0.5);
            Case c = new Case(neuron, neurons, dims, decoded, shows);
            spiked += compare(c, Jvm.hasC2() ? 30 : 4, 1);
          }
        }
      }
    }
    assertTrue(spiked > (Jvm.hasC2() ? 1000 : 100), "spikes: " + spiked);
  }

  @Test
  @Tag("vector")
  void ofEverySize() {
    for (int neurons = 2; neurons <= 70; neurons++) {
      int ticks = Jvm.hasC2() ? 12 : 2;
      compare(new Case(new Lif(0.005, 0.0025, -1, 1), neurons, 2, 1, true), ticks, 1);
    }
    for (int neurons : new int[] {511, 512, 513, 1023, 1025, 1540}) {
      Lif neuron = new Lif(0.02, 0, Double.NEGATIVE_INFINITY, 0.3);
      for (int parts : new int[] {1, 2, 3}) {
        int several = Math.min(parts, DenseProduct.blocks(neurons));
        int ticks = Jvm.hasC2() ? 12 : 1;
        compare(new Case(neuron, neurons, 3, 2, true), ticks, several);
        compare(new Case(neuron, neurons, 6, 11, false), ticks, several);
      }
    }
  }

  /** Spikes are where they are told to be, in every tick, and are decoded after the pass. */
  @Test
  @Tag("vector")
  void whicheverNeuronsSpike() {
    IntPredicate[] which = {
      i -> false,
      i -> true,
      i -> i % 8 == 5,
      i -> i % 8 == 0 || i / 8 % 64 == 63,
      i -> i / 8 % 64 == 0,
      i -> i == 0,
      i -> i % 512 == 511,
    };
    for (int neurons : new int[] {41, 64, 509, 515, 1024, 1030}) {
      for (IntPredicate spiking : which) {
        compareSpiking(neurons, neurons % 32 + 9, spiking, 1, 1e-3);
      }
    }
    for (int decoded = 9; decoded <= 40; decoded++) {
      compareSpiking(530, decoded, i -> i % 3 == 0 || i % 8 == 2, 1, 1e-3);
    }
  }

  /** Products that are rounded to 0, or to -0. */
  @Test
  @Tag("vector")
  void decodersSoSmallThatTheirSignsAreAllThatIsLeft() {
    compareSpiking(530, 10, i -> i % 5 == 1, 1e-4, 8 * Double.MIN_VALUE);
    compareSpiking(530, 10, i -> i == 529, 1e-4, Double.MIN_VALUE);
  }

  private static void compareSpiking(
      int neurons, int decoded, IntPredicate spiking, double amplitude, double decoderScale) {
    Lif neuron = new Lif(0.02, 0, 0, amplitude);
    IntToDoubleFunction drive = i -> spiking.test(i) ? 100 : -100;
    int ticks = Jvm.hasC2() ? 5 : 1;
    long expected = ticks * IntStream.range(0, neurons).filter(spiking).count();
    Case c = new Case(neuron, neurons, 2, decoded, true, drive, decoderScale);
    assertEquals(expected, compare(c, ticks, 1), "spikes");
  }

  /** Long enough to be compiled in the middle of it. */
  @Test
  @Tag("vector")
  void whileItIsBeingCompiled() {
    assumeTrue(Jvm.hasC2(), "nothing is compiled to SIMD here");
    assertTrue(compare(new Case(Lif.DEFAULT, 150, 2, 2, false), 3000, 1) > 10_000);
    assertTrue(compare(new Case(Lif.DEFAULT, 150, 7, 7, true), 3000, 1) > 10_000);
    Lif neuron = Lif.DEFAULT.withMinVoltage(-2);
    assertTrue(compare(new Case(neuron, 150, 3, 3, true), 3000, 1) > 10_000);
    assertTrue(compare(new Case(Lif.DEFAULT, 1050, 7, 20, false), 3000, 1) > 70_000);
  }

  /** Ensembles whose numbers lie side by side are passed over as one, with inputs of their own. */
  @Test
  @Tag("vector")
  void neighboursAreJoined() {
    for (int neurons : new int[] {1, 8, 50, 511}) {
      int dims = Math.min(2, neurons);
      int decoded = Math.min(3, neurons - 1);
      Case[] cases = new Case[5];
      Arrays.setAll(cases, k -> new Case(Lif.DEFAULT, neurons, dims, decoded, false));
      putSideBySide(cases, 0);
      double[] x = new double[3 + dims * cases.length];
      EnsemblePart[] parts = parts(cases, x, 3);
      EnsemblePart[] joined = EnsemblePart.joined(Arrays.asList(parts));
      assertEquals(1, joined.length);
      assertEquals(cases.length * cases[0].ensemble.groups(), joined[0].to());
      EnsembleKernel kernel = Kernels.ALL.apply(cases[0].ensemble.shape());
      for (int tick = 0; tick < (Jvm.hasC2() ? 40 : 3); tick++) {
        for (int k = 0; k < cases.length; k++) {
          cases[k].draw();
          System.arraycopy(cases[k].x, 0, x, 3 + dims * k, dims);
          assertTrue(cases[k].ensemble.take());
        }
        kernel.step(cases[0].ensemble.coefficients(), joined);
        for (Case c : cases) {
          double[] got = new double[decoded];
          c.ensemble.decoding(0, decoded, got, 0, 1).write();
          assertArrayEquals(bits(c.separately(new double[neurons])), bits(got));
        }
      }
      for (Case c : cases) {
        c.ensemble.giveBack();
        assertArrayEquals(
            bits(c.separate.save().values("voltage")), bits(c.population.save().values("voltage")));
      }
    }
  }

  private static void putSideBySide(Case[] cases, int between) {
    double[] rows = new double[5000 * cases.length];
    double[] sums = new double[5000 * cases.length];
    int rowsAt = 7;
    int sumsAt = 5;
    for (Case c : cases) {
      c.ensemble.moveTo(rows, rowsAt);
      c.ensemble.moveSumsTo(sums, sumsAt);
      rowsAt += c.ensemble.size();
      sumsAt += c.ensemble.sumsSize() + between;
    }
  }

  private static EnsemblePart[] parts(Case[] cases, double[] x, int from) {
    EnsemblePart[] parts = new EnsemblePart[cases.length];
    for (int k = 0, at = from; k < cases.length; at += cases[k].x.length, k++) {
      int blocks = cases[k].ensemble.blocks();
      parts[k] = new EnsemblePart(cases[k].ensemble, 0, blocks, new Vector(x, at, 1));
    }
    return parts;
  }

  @Test
  void othersAreNotJoined() {
    double[] x = new double[100];
    IntFunction<Case> few = k -> new Case(Lif.DEFAULT, 30, 2, 1, false);
    assertEquals(1, joined(x, 0, few.apply(0), few.apply(1), few.apply(2)));
    assertEquals(3, joined(x, 8, few.apply(0), few.apply(1), few.apply(2)), "sums apart");
    Case smaller = new Case(Lif.DEFAULT, 24, 2, 1, false);
    assertEquals(3, joined(x, 0, few.apply(0), smaller, few.apply(1)), "another size");
    assertEquals(2, joined(x, 0, few.apply(0), few.apply(1), smaller));
    Case shown = new Case(Lif.DEFAULT, 32, 2, 1, true);
    assertEquals(2, joined(x, 0, shown, new Case(Lif.DEFAULT, 32, 2, 1, true)), "output is shown");
    IntFunction<Case> manyIn = k -> new Case(Lif.DEFAULT, 32, 17, 1, false);
    assertEquals(2, joined(x, 0, manyIn.apply(0), manyIn.apply(1)), "encoders elsewhere");
    IntFunction<Case> manyOut = k -> new Case(Lif.DEFAULT, 32, 1, 9, false);
    assertEquals(2, joined(x, 0, manyOut.apply(0), manyOut.apply(1)), "decoders elsewhere");
    IntFunction<Case> large = k -> new Case(Lif.DEFAULT, 512, 1, 1, false);
    assertEquals(2, joined(x, 0, large.apply(0), large.apply(1)), "blocks of another shape");
    Case[] cases = {few.apply(0), few.apply(1)};
    putSideBySide(cases, 0);
    EnsemblePart[] swapped = parts(cases, x, 0);
    assertEquals(2, EnsemblePart.joined(List.of(swapped[1], swapped[0])).length, "another order");
    EnsemblePart first = swapped[0];
    assertEquals(1, EnsemblePart.joined(List.of(first, swapped[1])).length);
    assertApart(first, cases[1], new Vector(x, 3, 1), "inputs apart");
    assertApart(first, cases[1], new Vector(x, 0, 1), "the same input");
    assertApart(first, cases[1], new Vector(new double[9], 2, 1), "input in another array");
    assertApart(first, cases[1], new Vector(x, 2, 5), "input with gaps");
    assertApart(
        new EnsemblePart(cases[0].ensemble, 0, 1, new Vector(x, 0, 2)),
        cases[1],
        new Vector(x, 2, 1),
        "first input with gaps");
    LifEnsemble second = cases[1].ensemble;
    double[] sums = second.sums();
    second.moveSumsTo(sums.clone(), second.sumsAt());
    assertApart(first, cases[1], new Vector(x, 2, 1), "sums in another array");
    second.moveSumsTo(sums, second.sumsAt());
    double[] rows = second.rows();
    second.moveTo(rows.clone(), second.rowsAt());
    assertApart(first, cases[1], new Vector(x, 2, 1), "rows in another array");
    second.moveTo(rows, second.rowsAt() + 8);
    assertApart(first, cases[1], new Vector(x, 2, 1), "rows apart");
  }

  private static void assertApart(EnsemblePart first, Case second, Vector input, String why) {
    EnsemblePart other = new EnsemblePart(second.ensemble, 0, 1, input);
    assertEquals(2, EnsemblePart.joined(List.of(first, other)).length, why);
  }

  /** A voltage has to be above 1 for a spike. */
  @Test
  @Tag("vector")
  void aVoltageOfOneIsNoSpike() {
    for (double minVoltage : new double[] {0, -1}) {
      double[] ones = new double[24];
      Arrays.fill(ones, 1);
      LifPopulation population =
          LifPopulation.builder(24)
              .neuron(Lif.DEFAULT.withMinVoltage(minVoltage))
              .kernel(KernelChoice.SCALAR)
              .build();
      population.write("voltage", ones);
      double[][] none = {new double[24]};
      LifEnsemble ensemble = new LifEnsemble(population, ones, none, none, new double[24]);
      assertTrue(ensemble.take());
      EnsemblePart[] parts = {new EnsemblePart(ensemble, 0, 1, new Vector(new double[1], 0, 1))};
      Kernels.ALL.apply(ensemble.shape()).step(ensemble.coefficients(), parts);
      assertArrayEquals(new double[24], ensemble.output());
      ensemble.giveBack();
      assertArrayEquals(bits(ones), bits(population.save().values("voltage")));
    }
  }

  private static int joined(double[] x, int between, Case... cases) {
    putSideBySide(cases, between);
    return EnsemblePart.joined(Arrays.asList(parts(cases, x, 0))).length;
  }

  /** The negative of -0 is what a voltage of 0 is. */
  @Test
  void neuronsAtMinusZeroAreLeftWhereTheyAreIfSignsAreChanged() {
    for (double minVoltage : new double[] {0, -1}) {
      Case c = new Case(Lif.DEFAULT.withMinVoltage(minVoltage), 20, 2, 1, false);
      double[] voltage = new double[20];
      voltage[7] = -0.0;
      c.population.write("voltage", voltage);
      assertEquals(minVoltage < 0, c.ensemble.take());
      c.ensemble.giveBack();
      assertArrayEquals(bits(voltage), bits(c.population.save().values("voltage")));
    }
  }

  @Test
  void inputsThatANeuronMayRefuseAreFound() {
    Case c = new Case(Lif.DEFAULT, 20, 2, 1, false);
    double[] x = new double[2];
    EnsemblePart part = new EnsemblePart(c.ensemble, 0, 1, new Vector(x, 0, 1));
    double largest = c.ensemble.largestInput();
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0x1p332, 0x1p331}) {
      x[1] = bad;
      assertFalse(part.takeInput(), "" + bad);
      assertFalse(Math.abs(bad) <= largest, "" + bad);
    }
    x[1] = 0x1p300;
    assertTrue(part.takeInput());
    assertTrue(0x1p300 <= largest);
    x[0] = largest;
    x[1] = -largest;
    assertTrue(part.takeInput(), "whatever is within the largest may be taken");
  }

  @Test
  void inputsThatLieApartAreCopied() {
    Case c = new Case(Lif.DEFAULT, 20, 2, 1, false);
    double[] x = {7, 0.5, 7, -0.0, 7};
    EnsemblePart part = new EnsemblePart(c.ensemble, 0, 1, new Vector(x, 1, 2));
    assertTrue(part.copiesInput());
    assertTrue(part.takeInput());
    int at = part.inputAt();
    assertArrayEquals(
        bits(new double[] {0.5, -0.0}), bits(Arrays.copyOfRange(part.input(), at, at + 2)));
  }

  @Test
  void theStateIsWhereItWasPut() {
    Case c = new Case(Lif.DEFAULT, 20, 2, 1, false);
    double[] before = c.population.save().values("voltage");
    c.ensemble.take();
    c.population.write("voltage", new double[20]);
    c.ensemble.take();
    c.ensemble.giveBack();
    assertArrayEquals(before, c.population.save().values("voltage"));
    c.population.write("voltage", new double[20]);
    c.ensemble.giveBack();
    assertArrayEquals(new double[20], c.population.save().values("voltage"));
  }

  /** One number a neuron cannot be two. */
  @Test
  void neuronsThatRestAtAVoltageAreLeftWhereTheyAre() {
    double[] voltage = new double[20];
    double[] refractoryTime = new double[20];
    refractoryTime[7] = 0.002;
    Case c = new Case(Lif.DEFAULT, 20, 2, 1, false);
    c.population.write("voltage", voltage);
    c.population.write("refractoryTime", refractoryTime);
    assertTrue(c.ensemble.take());
    c.ensemble.giveBack();
    voltage[7] = 0.5;
    c.population.write("voltage", voltage);
    assertFalse(c.ensemble.take());
    c.ensemble.giveBack();
    assertArrayEquals(voltage, c.population.save().values("voltage"));
  }

  @Test
  void thereIsRoomAroundWhatAPassChanges() {
    LifEnsemble ensemble = new Case(Lif.DEFAULT, 20, 2, 1, false).ensemble;
    assertTrue(ensemble.rowsAt() >= Apart.ROOM);
    assertTrue(ensemble.rows().length - ensemble.rowsAt() - ensemble.size() >= Apart.ROOM);
    assertTrue(ensemble.sumsAt() >= Apart.ROOM);
    assertTrue(ensemble.sums().length - ensemble.sumsAt() - ensemble.sumsSize() >= Apart.ROOM);
  }

  @Test
  void aDifferenceIsFound() {
    Case c = new Case(Lif.DEFAULT, 20, 2, 1, false);
    assertTrue(c.ensemble.take());
    c.ensemble.compare(1, new double[] {0.5}, new double[] {0.5});
    int third = c.ensemble.rowsAt() + 3;
    c.ensemble.rows()[third] = Math.nextUp(c.ensemble.rows()[third]);
    KernelMismatchException e =
        assertThrows(
            KernelMismatchException.class,
            () -> c.ensemble.compare(7, new double[1], new double[1]));
    assertEquals(3, e.neuron());
    assertTrue(e.getMessage().startsWith("tick 7, neuron 3: voltage is "), e.getMessage());
    c.ensemble.leave();
    c.ensemble.take();
    assertThrows(
        KernelMismatchException.class,
        () -> c.ensemble.compare(1, new double[] {0.5}, new double[] {-0.5}));
  }

  @Test
  void badInput() {
    LifPopulation population = LifPopulation.builder(3).build();
    double[][] none = new double[0][];
    assertEquals(
        "bias[1] must be a finite number, got NaN",
        refused(() -> new LifEnsemble(population, new double[] {0, 0.0 / 0, 0}, none, none, null)));
    double[][] infinite = {{0, 0, 1 / 0.0}};
    assertEquals(
        "encoders[0][2] must be a finite number, got Infinity",
        refused(() -> new LifEnsemble(population, new double[3], infinite, none, null)));
    assertEquals(
        "decoders[0][2] must be a finite number, got Infinity",
        refused(() -> new LifEnsemble(population, new double[3], none, infinite, null)));
    assertEquals(
        "dimensions must be at most as many as the neurons, 3, got 4",
        refused(() -> new LifEnsemble(population, new double[3], new double[4][3], none, null)));
    assertEquals(
        "rows of decoders must be fewer than the neurons, 3, got 3",
        refused(() -> new LifEnsemble(population, new double[3], none, new double[3][3], null)));
  }

  private static String refused(Runnable code) {
    return assertThrows(IllegalArgumentException.class, code::run).getMessage();
  }
}
