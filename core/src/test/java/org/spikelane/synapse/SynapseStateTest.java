package org.spikelane.synapse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Where a filter starts from, and how its state is kept. */
class SynapseStateTest {

  private static final double DT = 0.001;

  @Test
  void aRestoredStateContinuesBitForBit() {
    for (Synapse synapse : Synapses.ALL) {
      double[][] signal = Synapses.signal(5, 60, 5);
      SynapseStepper stepper = synapse.stepper(DT, 5);
      run(stepper, signal, 0, 23);
      SynapseState saved = stepper.save();
      double[][] expected = run(stepper, signal, 23, 60);
      stepper.restore(saved);
      assertArrayEquals(expected, run(stepper, signal, 23, 60), synapse.toString());

      SynapseState rebuilt =
          SynapseState.of(saved.synapse(), saved.dt(), saved.channels(), saved.values());
      assertEquals(saved, rebuilt);
      assertEquals(saved.hashCode(), rebuilt.hashCode());
      SynapseStepper another = synapse.stepper(DT, 5);
      another.restore(rebuilt);
      assertEquals(saved, another.save());
      assertArrayEquals(expected, run(another, signal, 23, 60), synapse.toString());
    }
  }

  @Test
  void channelsContinueInAnotherStepper() {
    for (Synapse synapse : Synapses.ALL) {
      double[][] signal = Synapses.signal(8, 40, 5);
      SynapseStepper stepper = synapse.stepper(DT, 5);
      run(stepper, signal, 0, 17);
      SynapseStepper another = synapse.stepper(DT, 4);
      run(another, Synapses.signal(9, 11, 4), 0, 11);
      stepper.copyState(2, 3, another, 1);
      double[][] shifted = new double[40][4];
      for (int k = 0; k < 40; k++) {
        System.arraycopy(signal[k], 2, shifted[k], 1, 3);
      }
      double[][] expected = run(stepper, signal, 17, 40);
      double[][] got = run(another, shifted, 17, 40);
      for (int k = 0; k < got.length; k++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(
              Double.doubleToRawLongBits(expected[k][2 + c]),
              Double.doubleToRawLongBits(got[k][1 + c]),
              synapse + ", tick " + k);
        }
      }
    }
  }

  @Test
  void channelsThatAreNotThereAreNotCopied() {
    SynapseStepper stepper = new Alpha(0.01).stepper(DT, 3);
    SynapseStepper another = new Alpha(0.01).stepper(DT, 2);
    assertRefused("count must be 0 or above, got -1", () -> stepper.copyState(0, -1, another, 0));
    assertRefused(
        "from must be from 0 to channels - count = 3 - 2, got 2",
        () -> stepper.copyState(2, 2, another, 0));
    assertRefused(
        "toFrom must be from 0 to channels - count = 2 - 2, got 1",
        () -> stepper.copyState(0, 2, another, 1));
    assertRefused(
        "to must be " + new Alpha(0.01) + ", dt 0.001, got " + new Alpha(0.02) + ", dt 0.001",
        () -> stepper.copyState(0, 1, new Alpha(0.02).stepper(DT, 1), 0));
    assertRefused(
        "to must be " + new Alpha(0.01) + ", dt 0.001, got " + new Alpha(0.01) + ", dt 0.002",
        () -> stepper.copyState(0, 1, new Alpha(0.01).stepper(0.002, 1), 0));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void aSavedStateIsNotTouchedBySteppingOrByItsReader() {
    SynapseStepper stepper = new Alpha(0.01).stepper(DT, 3);
    stepper.reset(1);
    SynapseState saved = stepper.save();
    run(stepper, Synapses.signal(6, 10, 3), 0, 10);
    saved.values()[0][0] = 99;
    assertArrayEquals(new double[][] {{1, 1, 1}, {1, 1, 1}}, saved.values());
    assertNotEquals(saved, stepper.save());
  }

  @Test
  void aResetStepperIsANewOne() {
    for (Synapse synapse : Synapses.ALL) {
      SynapseStepper stepper = synapse.stepper(DT, 4);
      SynapseState before = stepper.save();
      run(stepper, Synapses.signal(7, 10, 4), 0, 10);
      stepper.reset();
      assertEquals(before, stepper.save(), synapse.toString());
    }
  }

  /** The gain at frequency 0 is num(0)/den(0): y0 divided by it is the input that holds y0. */
  @Test
  void fromTheSteadyStateOfY0TheOutputStaysThere() {
    double y0 = 0.7;
    for (Synapse synapse : Synapses.ALL) {
      double gain = gain(synapse);
      double[][] y = synapse.filt(Synapses.constant(y0 / gain, 300), DT, y0);
      for (int k = 0; k < y.length; k++) {
        // A hundredth of the 1e-11 to which recorded outputs are held.
        assertEquals(y0, y[k][0], 1e-13, synapse + ", tick " + k);
      }
    }
  }

  @Test
  void eachChannelMayStartFromAnOutputOfItsOwn() {
    for (Synapse synapse : Synapses.ALL) {
      double[] y0 = {0.5, 0, -2, -0.0};
      SynapseStepper together = synapse.stepper(DT, 4);
      together.reset(y0);
      double[][] values = together.save().values();
      for (int channel = 0; channel < 4; channel++) {
        SynapseStepper alone = synapse.stepper(DT, 1);
        alone.reset(y0[channel]);
        double[][] expected = alone.save().values();
        for (int s = 0; s < expected.length; s++) {
          assertEquals(expected[s][0], values[s][channel], synapse + ", channel " + channel);
        }
      }
    }
  }

  @Test
  void withoutInputAFilterThatStartsFromY0ForgetsIt() {
    double[][] y = new Lowpass(0.005).filt(Synapses.constant(0, 100), DT, 3);
    for (int k = 0; k < y.length; k++) {
      assertEquals(3 * StrictMath.exp(-(k + 1) / 5.0), y[k][0], 3 * 0x1p-50, "tick " + k);
    }
  }

  @Test
  void anIntegratorHoldsY0WithoutInput() {
    LinearFilter integrator = LinearFilter.of(new double[] {4}, new double[] {1, 0});
    for (double[] y : integrator.filt(Synapses.constant(0, 50), DT, 2.5)) {
      assertEquals(2.5, y[0]);
    }
  }

  /**
   * Subnormal numbers are slow on some processors, and rounding keeps them from ever reaching 0.
   */
  @Test
  void aSilencedChannelDoesNotDecayIntoSubnormalNumbers() {
    for (Synapse synapse :
        List.of(
            new Lowpass(0.005),
            new Alpha(0.01),
            LinearFilter.of(new double[] {0.02, 1}, new double[] {4e-4, 0.03, 1}))) {
      SynapseStepper stepper = synapse.stepper(DT, 2);
      stepper.reset(new double[] {1, -1});
      double[] silence = new double[2];
      double[] output = new double[2];
      for (int tick = 0; tick < 50_000; tick++) {
        stepper.step(silence, output);
        for (double[] row : stepper.save().values()) {
          for (double value : row) {
            assertTrue(
                value == 0 || Math.abs(value) >= Double.MIN_NORMAL,
                synapse + ", tick " + tick + ": " + value);
          }
        }
      }
      assertArrayEquals(new double[2], output, 1e-270, synapse.toString());
    }
  }

  /** What rounding far below every signal leaves alone, and what it does not. */
  @Test
  void ordinaryNumbersAreSettledAsTheyAre() {
    for (double value :
        new double[] {0, 1, -1.1, 1e-200, 0x1p-846, -0x1.fffffffffffffp-846, 1e300}) {
      assertEquals(value, SynapseStepper.settled(value));
    }
    assertEquals(0, SynapseStepper.settled(Double.MIN_NORMAL));
  }

  private static double gain(Synapse synapse) {
    if (!(synapse instanceof LinearFilter filter)) {
      return 1;
    }
    // An integrator's output is held by an input of 0.
    return switch (Synapses.ALL.indexOf(filter)) {
      case 6 -> 1.5;
      case 7, 9, 11 -> 1;
      case 8 -> Double.POSITIVE_INFINITY;
      case 10 -> 2.0 / 900;
      default -> gainOfStateSpace(filter);
    };
  }

  /** Long after a step the output is the gain: the slowest state here decays in about 0.1 s. */
  private static double gainOfStateSpace(LinearFilter filter) {
    double[][] y = filter.filt(Synapses.constant(1, 10_000), DT);
    return y[y.length - 1][0];
  }

  private static double[][] run(SynapseStepper stepper, double[][] signal, int from, int to) {
    double[][] output = new double[to - from][stepper.channels()];
    for (int step = from; step < to; step++) {
      stepper.step(signal[step], output[step - from]);
    }
    return output;
  }
}
