package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikelane.neuron.Lif;

/** What a caller sees of a population, with every kernel. */
class LifPopulationTest {

  private static final int N = 1000;

  static List<KernelChoice> choices() {
    return Jvm.choices();
  }

  @Test
  void defaultsAreTheFieldsUsualOnes() {
    LifPopulation population = LifPopulation.builder(3).build();
    assertEquals(3, population.neurons());
    assertEquals(0.001, population.dt());
    assertEquals(new Lif(0.02, 0.002, 0, 1), population.neuron());
    assertArrayEquals(new double[3], population.refractoryTime(new double[3]));
  }

  @Test
  void initialVoltagesAreUniformAndTheSameOnEveryPlatform() {
    LifPopulation population = LifPopulation.builder(10_000).seed(42).build();
    double[] voltage = population.voltage(new double[10_000]);
    SplittableRandom random = new SplittableRandom(42);
    for (double v : voltage) {
      assertEquals(random.nextDouble(), v);
    }
    // Computed once; a change of the generator would show.
    assertEquals(0.7415648787718233, voltage[0]);
    assertEquals(0.1599103928769201, voltage[1]);
    // Mean of 10 000 uniforms: standard deviation 0.0029; five of them, a false alarm in 10^6
    // seeds.
    assertEquals(0.5, Arrays.stream(voltage).average().orElseThrow(), 0.0145);
    assertNotEquals(voltage[0], LifPopulation.builder(1).seed(43).build().voltage(0));
    // A neuron's voltage does not depend on how many others there are.
    assertEquals(voltage[1], LifPopulation.builder(2).seed(42).build().voltage(1));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void aNeuronWithoutNeighboursFollowsTheTextbookToItsSpike(KernelChoice choice) {
    // J = 2 from rest: v = 2 (1 − exp(−t/0.02)) reaches 1 at t = 0.02 ln 2 = 13.86 ms, in tick 14.
    LifPopulation population =
        LifPopulation.builder(1).voltage(new double[1]).kernel(choice).build();
    double[] current = {2};
    double[] spikes = new double[1];
    for (int tick = 1; tick <= 13; tick++) {
      population.step(current, spikes);
      assertEquals(0, spikes[0]);
      assertEquals(2 * -Math.expm1(-tick * 0.001 / 0.02), population.voltage(0), 1e-14);
    }
    population.step(current, spikes);
    assertEquals(1000, spikes[0]);
    assertEquals(0, population.voltage(0));
    double spikeTime = 0.02 * Math.log(2);
    assertEquals(spikeTime - 0.013 + 0.002, population.refractoryTime(0), 1e-15);
  }

  @ParameterizedTest
  @MethodSource("choices")
  void theRateUnderAConstantCurrentIsThatOfTheResponseCurve(KernelChoice choice) {
    int n = 50;
    double[] current = IntStream.range(0, n).mapToDouble(i -> 0.9 + 0.2 * i).toArray();
    LifPopulation population = LifPopulation.builder(n).kernel(choice).build();
    int[] count = new int[n];
    int[] indices = new int[n];
    for (int tick = 0; tick < 10_000; tick++) {
      int spiked = population.stepIndices(current, indices);
      for (int k = 0; k < spiked; k++) {
        count[indices[k]]++;
      }
    }
    for (int i = 0; i < n; i++) {
      assertEquals(Lif.DEFAULT.rate(current[i]), count[i] / 10.0, 0.1, "J = " + current[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("choices")
  void theFormsOfOutputCanBeMixed(KernelChoice choice) {
    LifPopulation dense = population(choice);
    LifPopulation mixed = population(choice);
    Currents currents = new Currents(1);
    double[] current = new double[N];
    double[] spikes = new double[N];
    int[] indices = new int[N];
    long[] bits = new long[LifPopulation.bitWords(N)];
    for (int tick = 0; tick < Jvm.ticks(300); tick++) {
      currents.drawWithCorners(current);
      dense.step(current, spikes);
      BitSet expected = new BitSet();
      IntStream.range(0, N).filter(i -> spikes[i] != 0).forEach(expected::set);
      BitSet got = new BitSet();
      if (tick % 2 == 0) {
        int count = mixed.stepIndices(current, indices);
        Arrays.stream(indices, 0, count).forEach(got::set);
      } else {
        mixed.stepBits(current, bits);
        got = BitSet.valueOf(bits);
      }
      assertEquals(expected, got);
      assertEquals(dense.save(), mixed.save());
    }
  }

  @ParameterizedTest
  @MethodSource("choices")
  void aTickInRangesIsTheSameTick(KernelChoice choice) {
    LifPopulation whole = population(choice);
    LifPopulation parts = population(choice);
    Currents currents = new Currents(2);
    double[] current = new double[N];
    double[][] dense = new double[2][N];
    int[] indices = new int[N];
    long[][] bits = new long[2][LifPopulation.bitWords(N)];
    for (int tick = 0; tick < Jvm.ticks(100); tick++) {
      currents.draw(current);
      whole.step(current, dense[0]);
      Arrays.fill(dense[1], Double.NaN);
      for (int[] range : new int[][] {{613, N}, {0, 0}, {0, 7}, {7, 8}, {8, 613}}) {
        parts.step(current, dense[1], range[0], range[1]);
      }
      assertArrayEquals(dense[0], dense[1]);

      currents.draw(current);
      int[] expected = new int[N];
      int count = whole.stepIndices(current, expected);
      int[] got = new int[N];
      int at = 0;
      for (int[] range : new int[][] {{0, 100}, {100, 101}, {101, N}}) {
        int found = parts.stepIndices(current, indices, range[0], range[1]);
        System.arraycopy(indices, range[0], got, at, found);
        at += found;
      }
      assertEquals(count, at);
      assertArrayEquals(Arrays.copyOf(expected, count), Arrays.copyOf(got, at));

      currents.draw(current);
      whole.stepBits(current, bits[0]);
      Arrays.fill(bits[1], -1);
      for (int[] range : new int[][] {{640, N}, {70, 70}, {64, 640}, {0, 64}, {64, 64}, {N, N}}) {
        parts.stepBits(current, bits[1], range[0], range[1]);
      }
      assertArrayEquals(bits[0], bits[1]);
      assertEquals(whole.save(), parts.save());
    }
  }

  @ParameterizedTest
  @MethodSource("choices")
  void rangesCanBeSteppedFromSeveralThreads(KernelChoice choice) {
    LifPopulation whole = population(choice);
    LifPopulation parts = population(choice);
    Currents currents = new Currents(3);
    double[] current = new double[N];
    double[][] spikes = new double[2][N];
    for (int tick = 0; tick < Jvm.ticks(200); tick++) {
      currents.draw(current);
      whole.step(current, spikes[0]);
      IntStream.range(0, 10)
          .parallel()
          .forEach(part -> parts.step(current, spikes[1], part * N / 10, (part + 1) * N / 10));
      assertArrayEquals(spikes[0], spikes[1]);
    }
    assertEquals(whole.save(), parts.save());
  }

  @ParameterizedTest
  @MethodSource("choices")
  void aRestoredPopulationRepeatsEveryBit(KernelChoice choice) {
    LifPopulation population = population(choice);
    run(population, 4, Jvm.ticks(50));
    LifState saved = population.save();
    run(population, 5, Jvm.ticks(50));
    LifState end = population.save();
    assertNotEquals(saved, end);

    population.restore(saved);
    assertEquals(saved, population.save());
    run(population, 5, Jvm.ticks(50));
    assertEquals(end, population.save());

    // By way of arrays, as into a file, and into a population that had another history.
    LifPopulation other = LifPopulation.builder(N).seed(99).kernel(choice).build();
    run(other, 6, 3);
    other.restore(
        LifState.of(saved.neuron(), saved.dt(), saved.voltage(), saved.refractoryFactor()));
    run(other, 5, Jvm.ticks(50));
    assertEquals(end, other.save());
  }

  @Test
  void aSavedStateSharesNothingWithThePopulation() {
    LifPopulation population = population(KernelChoice.SCALAR);
    LifState saved = population.save();
    double before = saved.voltage()[0];
    saved.voltage()[0] = 0.123;
    run(population, 7, 5);
    assertEquals(before, saved.voltage()[0]);
    population.restore(saved);
    run(population, 7, 5);
    assertEquals(before, saved.voltage()[0]);
  }

  @Test
  void whatIsGivenIsCopied() {
    double[] voltage = {0.25};
    double[] refractoryTime = {0.002};
    LifPopulation.Builder builder =
        LifPopulation.builder(1).voltage(voltage).refractoryTime(refractoryTime);
    voltage[0] = 0.5;
    refractoryTime[0] = 0;
    LifPopulation population = builder.build();
    assertEquals(0.25, population.voltage(0));
    assertEquals(0.002, population.refractoryTime(0), 1e-16);
    population.step(new double[] {1e6}, new double[1]);
    assertEquals(0.25, builder.build().voltage(0));

    double[] factor = {1.5};
    LifState state = LifState.of(Lif.DEFAULT, 0.001, voltage, factor);
    voltage[0] = 0.75;
    factor[0] = 1.75;
    assertEquals(0.5, state.voltage()[0]);
    assertEquals(1.5, state.refractoryFactor()[0]);
  }

  @Test
  void statesAreEqualIfEverythingInThemIs() {
    double[] v = {0.5};
    double[] q = {1.5};
    LifState state = LifState.of(Lif.DEFAULT, 0.001, v, q);
    assertEquals(state, LifState.of(Lif.DEFAULT, 0.001, v, q));
    assertEquals(state.hashCode(), LifState.of(Lif.DEFAULT, 0.001, v, q).hashCode());
    assertNotEquals(state, LifState.of(Lif.DEFAULT, 0.002, v, q));
    assertNotEquals(state, LifState.of(Lif.DEFAULT.withTauRef(0.003), 0.001, v, q));
    assertNotEquals(state, LifState.of(Lif.DEFAULT, 0.001, new double[1], q));
    assertNotEquals(state, LifState.of(Lif.DEFAULT, 0.001, v, v));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void indicesBehindTheLastSpikeAreLeftAsTheyWere(KernelChoice choice) {
    LifPopulation population = population(choice);
    int[] indices = new int[N];
    Arrays.fill(indices, -7);
    double[] current = new double[N];
    Arrays.fill(current, 0, N / 2, 1e3);
    int count = population.stepIndices(current, indices);
    assertEquals(N / 2, count);
    assertTrue(Arrays.stream(indices, count, N).allMatch(i -> i == -7));
  }

  /** Where a tick is ten membrane time constants, a spike is still placed within it. */
  @ParameterizedTest
  @MethodSource("choices")
  void theRefractoryPeriodHoldsUpToTheLongestTick(KernelChoice choice) {
    Lif neuron = new Lif(0.001, 0.05, 0, 1);
    LifPopulation population =
        LifPopulation.builder(100).neuron(neuron).dt(0.01).kernel(choice).build();
    TextbookLif textbook = new TextbookLif(neuron, 0.01, population.voltage(new double[100]));
    double[] current = new double[100];
    Arrays.setAll(current, i -> 1.01 + 0.2 * i);
    double[] spikes = new double[100];
    double[] expected = new double[100];
    int count = 0;
    for (int tick = 0; tick < Jvm.ticks(1000); tick++) {
      population.step(current, spikes);
      textbook.step(current, expected);
      assertArrayEquals(expected, spikes);
      for (int i = 0; i < 100; i++) {
        if (spikes[i] != 0) {
          count++;
          assertTrue(textbook.resting(i) > 0);
          assertEquals(textbook.resting(i), population.refractoryTime(i), 1e-10 * 0.001);
        }
      }
    }
    assertTrue(count > 100, "spikes: " + count);
  }

  /** Also the longest, of which a logarithm and an exponential may return a bit more. */
  @Test
  void aRefractoryTimeThatIsReadCanBeWritten() {
    SplittableRandom random = new SplittableRandom(8);
    for (int k = 0; k < 1000; k++) {
      Lif neuron =
          Lif.DEFAULT
              .withTauRc(0.1 * random.nextDouble() + 0.001)
              .withTauRef(0.01 * random.nextDouble());
      double[] longest = {neuron.tauRef() + 0.001};
      LifPopulation population =
          LifPopulation.builder(1).neuron(neuron).refractoryTime(longest).build();
      double[] read = population.refractoryTime(new double[1]);
      assertEquals(longest[0], read[0], 1e-15);
      population.write("refractoryTime", read);
    }
  }

  @ParameterizedTest
  @MethodSource("choices")
  void anInitialRefractoryTimeKeepsANeuronAtRest(KernelChoice choice) {
    LifPopulation population =
        LifPopulation.builder(2)
            .voltage(new double[] {0, 0})
            .refractoryTime(new double[] {0.0025, 0})
            .kernel(choice)
            .build();
    assertEquals(0.0025, population.refractoryTime(0), 1e-16);
    double[] spikes = new double[2];
    population.step(new double[] {1, 1}, spikes);
    assertEquals(0, population.voltage(0));
    assertTrue(population.voltage(1) > 0);
    // 0.0015 s from the start of that tick it rests: half of the next is left to integrate.
    population.step(new double[] {1, 1}, spikes);
    assertEquals(-Math.expm1(-0.0005 / 0.02), population.voltage(0), 1e-15);
  }

  /** Kernels leave a factor behind that depends on the past; nobody may see it. */
  @ParameterizedTest
  @MethodSource("choices")
  void ofANeuronThatDoesNotRestNoRefractoryStateIsSeen(KernelChoice choice) {
    SplittableRandom random = new SplittableRandom(17);
    double[] voltage = random.doubles(N).toArray();
    double[] one = new double[N];
    double[] other = new double[N];
    for (int i = 0; i < N; i++) {
      // A third of them rest, for up to two ticks; the others are told apart by what means nothing.
      boolean rests = i % 3 == 0;
      voltage[i] = rests ? 0 : voltage[i];
      one[i] = rests ? 1 + random.nextDouble() / 10 : random.nextDouble();
      other[i] = rests ? one[i] : random.nextDouble();
    }
    double[] boundary = {0, -0.0, Double.MIN_VALUE, LifCoefficients.REST, Math.nextDown(1.0), 1};
    for (int k = 0; k < boundary.length; k++) {
      one[3 * k + 1] = boundary[k];
      other[3 * k + 1] = boundary[boundary.length - 1 - k];
    }
    LifPopulation first = LifPopulation.builder(N).kernel(choice).build();
    LifPopulation second = LifPopulation.builder(N).kernel(choice).build();
    first.restore(LifState.of(Lif.DEFAULT, 0.001, voltage, one));
    second.restore(LifState.of(Lif.DEFAULT, 0.001, voltage, other));
    // States are made canonical as well: the arrays are what the two differ in.
    System.arraycopy(one, 0, first.state().refractory(), 0, N);
    System.arraycopy(other, 0, second.state().refractory(), 0, N);
    Currents currents = new Currents(17);
    double[] current = new double[N];
    double[] firstSpikes = new double[N];
    double[] secondSpikes = new double[N];
    int spikes = 0;
    for (int tick = 0; tick <= Jvm.ticks(300); tick++) {
      assertArrayEquals(firstSpikes, secondSpikes, "tick " + tick);
      assertEquals(first.save(), second.save(), "tick " + tick);
      double[] time = first.refractoryTime(new double[N]);
      assertArrayEquals(time, second.read("refractoryTime", new double[N]), "tick " + tick);
      double[] saved = first.save().refractoryFactor();
      for (int i = 0; i < N; i++) {
        double q = first.state().refractory()[i];
        assertBits(q > 1 ? q : 0, saved[i]);
        assertEquals(q > 1, time[i] > 0.001);
        assertBits(q > 1 ? time[i] : 0, time[i]);
        spikes += firstSpikes[i] != 0 ? 1 : 0;
      }
      first.step(currents.draw(current), firstSpikes);
      second.step(current, secondSpikes);
    }
    assertTrue(spikes > N / 10, "spikes: " + spikes);
  }

  /** 0 and −0 are two. */
  private static void assertBits(double expected, double got) {
    assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(got));
  }

  @Test
  void aRefractoryTimeThatIsOverReadsBackAsZero() {
    double[] given = {-0.001, -0.0, 0, 0.0005, 0.001, 0.001 + 1e-15, 0.003};
    LifPopulation population = LifPopulation.builder(7).refractoryTime(given).build();
    double[] expected = {0, 0, 0, 0, 0, given[5], given[6]};
    double[] read = population.refractoryTime(new double[7]);
    assertArrayEquals(expected, read, 1e-17);
    for (int i = 0; i < 5; i++) {
      assertBits(0, read[i]);
    }
    Arrays.fill(given, 0.001);
    population.write("refractoryTime", given);
    assertArrayEquals(new double[7], population.refractoryTime(read));
    assertArrayEquals(new double[7], population.save().refractoryFactor());
    LifState state =
        LifState.of(
            Lif.DEFAULT, 0.001, new double[4], new double[] {-0.0, 0.5, 1, Math.nextUp(1.0)});
    assertArrayEquals(new double[] {0, 0, 0, Math.nextUp(1.0)}, state.refractoryFactor());
  }

  @ParameterizedTest
  @MethodSource("choices")
  void silenceEndsInNoSubnormalNumber(KernelChoice choice) {
    LifPopulation population = LifPopulation.builder(100).kernel(choice).build();
    double[] current = new double[100];
    double[] spikes = new double[100];
    for (int tick = 0; tick < (Jvm.hasC2() ? 50_000 : 12); tick++) {
      population.step(current, spikes);
    }
    for (double q : population.state().refractory()) {
      assertTrue(q == 0 || q >= Double.MIN_NORMAL, "refractory factor " + q);
    }
    assertEquals(0, population.refractoryTime(0));
    // And it can still fire.
    Arrays.fill(current, 1e3);
    population.step(current, spikes);
    assertEquals(1000, spikes[99]);
  }

  @ParameterizedTest
  @MethodSource("choices")
  void aPopulationOfNoNeuronsIsOne(KernelChoice choice) {
    LifPopulation population = LifPopulation.builder(0).kernel(choice).build();
    population.step(new double[0], new double[0]);
    population.stepBits(new double[0], new long[0]);
    assertEquals(0, population.stepIndices(new double[0], new int[0]));
    population.restore(population.save());
  }

  @Test
  void bitWordsCountsUpToTheLargestPopulation() {
    assertEquals(0, LifPopulation.bitWords(0));
    assertEquals(1, LifPopulation.bitWords(1));
    assertEquals(1, LifPopulation.bitWords(64));
    assertEquals(2, LifPopulation.bitWords(65));
    assertEquals(16_777_216, LifPopulation.bitWords(LifPopulation.MAX_NEURONS));
    assertEquals(33_554_432, LifPopulation.bitWords(Integer.MAX_VALUE));
  }

  private static LifPopulation population(KernelChoice choice) {
    return LifPopulation.builder(N).seed(8).kernel(choice).build();
  }

  private static void run(LifPopulation population, long seed, int ticks) {
    Currents currents = new Currents(seed);
    double[] current = new double[N];
    double[] spikes = new double[N];
    for (int tick = 0; tick < ticks; tick++) {
      population.step(currents.draw(current), spikes);
    }
  }
}
