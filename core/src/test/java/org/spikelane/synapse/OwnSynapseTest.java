package org.spikelane.synapse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.spikelane.parallel.Apart;

/** Synapses that a user writes: one that delays, one that is not linear. */
class OwnSynapseTest {

  private static final double DT = 0.001;

  /** Gives what it took so many ticks ago. */
  record Delay(int ticks) implements Synapse {
    @Override
    public SynapseStepper stepper(double dt, int channels) {
      double[] unitState = new double[ticks];
      Arrays.fill(unitState, 1);
      return new SynapseStepper(this, dt, channels, ticks, unitState) {
        @Override
        protected void advance(double[] input, double[] output) {
          double[] oldest = state[ticks - 1];
          System.arraycopy(state, 0, state, 1, ticks - 1);
          state[0] = oldest;
          for (int c = 0; c < channels; c++) {
            double now = input[c];
            output[c] = oldest[c];
            oldest[c] = now;
          }
        }
      };
    }
  }

  /** Follows its input by at most so much a second. */
  record SlewLimit(double perSecond) implements Synapse {
    @Override
    public SynapseStepper stepper(double dt, int channels) {
      double step = perSecond * dt;
      return new SynapseStepper(this, dt, channels, 1, null) {
        @Override
        protected void advance(double[] input, double[] output) {
          double[] y = state[0];
          for (int c = 0; c < channels; c++) {
            y[c] += Math.max(-step, Math.min(step, input[c] - y[c]));
            output[c] = y[c];
          }
        }
      };
    }
  }

  @Test
  void filteringAndStartingFollowFromTheStep() {
    double[][] signal = {{1}, {2}, {3}, {4}};
    assertArrayEquals(new double[][] {{0}, {0}, {1}, {2}}, new Delay(2).filt(signal, DT));
    assertArrayEquals(new double[][] {{7}, {7}, {1}, {2}}, new Delay(2).filt(signal, DT, 7));
    assertArrayEquals(new double[][] {{0.5}, {1}, {1.5}, {2}}, new SlewLimit(500).filt(signal, DT));
    assertEquals(
        "y0 must be 0, as no constant input holds another output of SlewLimit[perSecond=500.0],"
            + " got 1.0",
        assertThrows(IllegalArgumentException.class, () -> new SlewLimit(500).filt(signal, DT, 1))
            .getMessage());
  }

  @Test
  void savingAndRestoringFollowToo() {
    for (Synapse synapse : new Synapse[] {new Delay(3), new SlewLimit(200)}) {
      double[][] signal = Synapses.signal(1, 20, 2);
      SynapseStepper stepper = synapse.stepper(DT, 2);
      double[] output = new double[2];
      for (int step = 0; step < 10; step++) {
        stepper.step(signal[step], output);
      }
      SynapseState saved = stepper.save();
      SynapseStepper other = synapse.stepper(DT, 2);
      other.restore(SynapseState.of(saved.synapse(), saved.dt(), saved.channels(), saved.values()));
      double[] expected = new double[2];
      for (int step = 10; step < 20; step++) {
        stepper.step(signal[step], expected);
        other.step(signal[step], output);
        assertArrayEquals(expected, output, synapse + ", step " + step);
      }
    }
  }

  /** Many short rows with room behind each would be several times as many lines of a cache. */
  @Test
  void thereIsRoomBehindTheLastRowOnly() {
    double[][] state = new Delay(3).stepper(DT, 2).state;
    assertEquals(2, state[0].length);
    assertEquals(2, state[1].length);
    assertEquals(2 + Apart.ROOM, state[2].length);
  }

  @Test
  void whatAStepperIsMadeOfIsChecked() {
    for (double dt : new double[] {0, Double.NaN}) {
      assertEquals(
          "dt must be a finite number of seconds above 0, got " + dt,
          assertThrows(IllegalArgumentException.class, () -> new Delay(2).stepper(dt, 1))
              .getMessage());
    }
    assertEquals(
        "channels must be 0 or above, got -1",
        assertThrows(IllegalArgumentException.class, () -> new Delay(2).stepper(DT, -1))
            .getMessage());
  }
}
