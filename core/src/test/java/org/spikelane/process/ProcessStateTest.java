package org.spikelane.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.spikelane.process.Processes.DIMS;
import static org.spikelane.process.Processes.DT;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.Distribution;
import org.spikelane.nef.Uniform;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.Lowpass;

/** A process that is saved in the middle goes on as if it had not been. */
@Tag("bits")
class ProcessStateTest {

  /** A distribution that knows of nothing but SplittableRandom, whose state nobody can save. */
  private static final Distribution OWN =
      (n, dims, random) -> {
        double[][] points = new double[n][dims];
        for (double[] point : points) {
          for (int k = 0; k < dims; k++) {
            point[k] = random.nextLong() * 0x1p-63;
          }
        }
        return points;
      };

  @Test
  void aRestoredStateContinuesBitForBit() {
    for (Process process : Processes.ALL) {
      assertContinues(process);
    }
    assertContinues(new WhiteNoise(OWN));
    assertContinues(new FilteredNoise(new Alpha(0.01), OWN, false));
  }

  private static void assertContinues(Process process) {
    ProcessStepper stepper = process.stepper(DIMS, DT, 3);
    double[][] beginning = run(stepper, 1, 23);
    ProcessState saved = stepper.save();
    double[][] expected = run(stepper, 24, 60);
    stepper.restore(saved);
    assertEquals(saved, stepper.save());
    assertArrayEquals(expected, run(stepper, 24, 60), process.toString());

    ProcessState rebuilt = ProcessState.of(saved.numbers(), saved.words());
    assertEquals(saved, rebuilt);
    assertEquals(saved.hashCode(), rebuilt.hashCode());
    ProcessStepper another = process.stepper(DIMS, DT, 3);
    ProcessState atFirst = another.save();
    another.restore(rebuilt);
    assertArrayEquals(expected, run(another, 24, 60), process.toString());
    another.restore(atFirst);
    assertArrayEquals(beginning, run(another, 1, 23), process.toString());
  }

  @Test
  void aSavedStateIsNotTouchedBySteppingOrByItsReader() {
    ProcessStepper stepper = new FilteredNoise().stepper(DIMS, DT, 4);
    run(stepper, 1, 5);
    ProcessState saved = stepper.save();
    ProcessState copy = ProcessState.of(saved.numbers(), saved.words());
    run(stepper, 6, 10);
    saved.numbers()[0] = 99;
    saved.words()[0] = 99;
    assertEquals(copy, saved);
    assertNotEquals(saved, stepper.save());
  }

  @Test
  void aStateIsItsBits() {
    double[] numbers = {1, 2};
    long[] words = {3, 4};
    ProcessState state = ProcessState.of(numbers, words);
    numbers[0] = 9;
    words[0] = 9;
    assertEquals(ProcessState.of(new double[] {1, 2}, 3, 4), state);
    assertEquals(ProcessState.NONE, ProcessState.of(new double[0]));
    assertNotEquals(ProcessState.of(new double[] {0.0}), ProcessState.of(new double[] {-0.0}));
    assertNotEquals(ProcessState.of(new double[1], 1), ProcessState.of(new double[1], 2));
    assertEquals("a state of 2 numbers and 1 words", ProcessState.of(new double[2], 7).toString());
  }

  /** A distribution that fails once: the noise after it is what it would have been. */
  @Test
  void aStepThatThrowsHasNotMovedOn() {
    boolean[] fails = {false};
    Distribution failing =
        new Distribution() {
          @Override
          public double[][] sample(int n, int dims, SplittableRandom random) {
            double[][] points = new Uniform(0, 1).sample(n, dims, random);
            if (fails[0]) {
              throw new IllegalStateException("failed");
            }
            return points;
          }
        };
    for (Process process :
        new Process[] {
          new WhiteNoise(failing), new FilteredNoise(new Lowpass(0.1), failing, true)
        }) {
      ProcessStepper stepper = process.stepper(DIMS, DT, 5);
      run(stepper, 1, 5);
      ProcessState before = stepper.save();
      fails[0] = true;
      assertThrows(IllegalStateException.class, () -> run(stepper, 6, 6));
      fails[0] = false;
      assertThrows(
          IllegalArgumentException.class, () -> stepper.step(Double.NaN, new double[DIMS]));
      assertThrows(IllegalArgumentException.class, () -> stepper.step(0.006, new double[3]));
      assertEquals(before, stepper.save());
    }
  }

  @Test
  void aStreamGoesOnFromItsState() {
    RandomStream stream = new RandomStream(6);
    stream.nextLong();
    long state = stream.state();
    long next = stream.nextLong();
    assertEquals(next, new RandomStream(state).nextLong());
    stream.restore(state);
    assertEquals(next, stream.nextLong());
  }

  private static double[][] run(ProcessStepper stepper, int from, int to) {
    double[][] signal = new double[to - from + 1][DIMS];
    for (int tick = from; tick <= to; tick++) {
      stepper.step(tick * DT, signal[tick - from]);
    }
    return signal;
  }
}
