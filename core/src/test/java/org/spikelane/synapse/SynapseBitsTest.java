package org.spikelane.synapse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same bits however a signal is filtered, and in every JVM. Arrays of doubles are compared by
 * their bits.
 */
@Tag("bits")
class SynapseBitsTest {

  private static final double DT = 0.001;

  /** Sizes on both sides of lane counts and of a block. */
  private static final int[] CHANNELS = {1, 2, 7, 8, 13, 67, 256, 259, 515};

  @Test
  void manyChannelsAreAsOneChannelEach() {
    for (Synapse synapse : Synapses.ALL) {
      for (int channels : CHANNELS) {
        double[][] signal = Synapses.signal(channels, 25, channels);
        double[][] together = synapse.filt(signal, DT);
        for (int channel = 0; channel < channels; channel++) {
          int one = channel;
          double[][] alone =
              Arrays.stream(signal).map(s -> new double[] {s[one]}).toArray(double[][]::new);
          double[][] expected =
              Arrays.stream(together).map(s -> new double[] {s[one]}).toArray(double[][]::new);
          assertArrayEquals(
              expected, synapse.filt(alone, DT), synapse + ", " + channel + " of " + channels);
        }
      }
    }
  }

  @Test
  void filteringARecordingIsStepping() {
    for (Synapse synapse : Synapses.ALL) {
      for (int channels : CHANNELS) {
        double[][] signal = Synapses.signal(channels, 40, channels);
        SynapseStepper stepper = synapse.stepper(DT, channels);
        double[][] stepped = new double[signal.length][channels];
        for (int step = 0; step < signal.length; step++) {
          stepper.step(signal[step], stepped[step]);
        }
        assertArrayEquals(synapse.filt(signal, DT), stepped, synapse + ", " + channels);
      }
    }
  }

  @Test
  void theOutputMayBeTheInputsOwnArrayOrAnyPartOfALongerOne() {
    for (Synapse synapse : Synapses.ALL) {
      int channels = 300;
      double[][] signal = Synapses.signal(9, 30, channels);
      double[][] expected = synapse.filt(signal, DT);
      SynapseStepper inPlace = synapse.stepper(DT, channels);
      SynapseStepper inPart = synapse.stepper(DT, channels);
      for (int step = 0; step < signal.length; step++) {
        double[] own = signal[step].clone();
        inPlace.step(own, own);
        assertArrayEquals(expected[step], own, synapse.toString());

        // Over each other by any distance; nothing around the output is written.
        double[] arena = new double[3 * channels];
        Arrays.fill(arena, 7);
        int from = step * 20 % (2 * channels);
        int to = (step * 130 + 40) % (2 * channels);
        System.arraycopy(signal[step], 0, arena, from, channels);
        double[] after = arena.clone();
        System.arraycopy(expected[step], 0, after, to, channels);
        inPart.step(arena, from, arena, to);
        assertArrayEquals(after, arena, synapse + ", from " + from + " to " + to);
      }
      assertEquals(inPlace.save(), inPart.save());
    }
  }

  /** More states of which the output knows nothing do not change the order of a sum. */
  @Test
  void statesThatAreNotReadChangeNothing() {
    double[][] signal = Synapses.signal(4, 200, 300);
    LinearFilter two =
        LinearFilter.ofStateSpace(
            new double[][] {{-20, 31}, {-30, -20}}, new double[] {2, 5}, new double[] {1, 4}, 0.5);
    DiscreteFilter discrete = two.discretise(DT);
    double[][] a = discrete.a();
    DiscreteFilter three =
        new DiscreteFilter(
            DT,
            new double[][] {{a[0][0], a[0][1], 0}, {a[1][0], a[1][1], 0}, {0.5, 0, 0.1}},
            new double[] {discrete.b()[0], discrete.b()[1], 1},
            new double[] {discrete.c()[0], discrete.c()[1], 0},
            discrete.d(),
            null);
    SynapseStepper wide = new StateSpaceStepper(two, three, 300);
    SynapseStepper narrow = new StateSpaceStepper(two, discrete, 300);
    double[] expected = new double[300];
    double[] got = new double[300];
    for (double[] step : signal) {
      narrow.step(step, expected);
      wide.step(step, got);
      assertArrayEquals(expected, got);
    }
  }

  /** The literal is what JDK 17 on x86 gave: every other JVM and processor must agree with it. */
  @Test
  void outputAndStateAreTheSameInEveryJvm() {
    int channels = 67;
    long hash = 0;
    for (Synapse synapse : Synapses.ALL) {
      SynapseStepper stepper = synapse.stepper(DT, channels);
      stepper.reset(0.25);
      double[] output = new double[channels];
      for (double[] input : Synapses.signal(11, 100, channels)) {
        stepper.step(input, output);
        hash = hash * 31 + Arrays.hashCode(output);
      }
      hash = hash * 31 + Arrays.deepHashCode(stepper.save().values());
    }
    assertEquals(-900236820778976266L, hash);
  }
}
