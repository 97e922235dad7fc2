package org.spikelane.process;

import java.util.List;
import org.spikelane.nef.Choice;
import org.spikelane.nef.Distribution;
import org.spikelane.nef.Exponential;
import org.spikelane.nef.Uniform;
import org.spikelane.nef.UniformHypersphere;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.LinearFilter;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Triangle;

/** Processes of every kind, all of them able to come in two dimensions. */
final class Processes {

  static final int DIMS = 2;
  static final double DT = 0.001;

  static final Distribution TWO_POINTS = Choice.of(new double[][] {{1, -1}, {0.5, 2}});

  /** A step of these allocates nothing. */
  static final List<Process> ALL =
      List.of(
          new WhiteNoise(),
          new WhiteNoise(new Uniform(-1, 1), false),
          new WhiteNoise(new Exponential(0.1)),
          new WhiteNoise(TWO_POINTS),
          new WhiteNoise(UniformHypersphere.SURFACE),
          new FilteredNoise(),
          new FilteredNoise(new Alpha(0.01)),
          new FilteredNoise(new Triangle(0.01), new Uniform(0, 1), false),
          new FilteredNoise(new Lowpass(0)),
          new FilteredNoise(LinearFilter.of(new double[] {2, 1}, new double[] {0.01, 0.3, 1})),
          new WhiteSignal(0.1, 50),
          new WhiteSignal(0.0365, 200, 2, 0.1),
          new PresentInput(new double[][] {{1, 2}, {3, 4}, {5, 6}}, 0.0025),
          new Piecewise(new double[] {0.004, 0.02}, new double[][] {{1, 2}, {3, 4}}),
          new Piecewise(
              new double[] {0.004, 0.0205, 0.1},
              new double[][] {{1, 2}, {3, 4}, {0, 7}},
              Interpolation.LINEAR),
          new RandomWalk());

  private Processes() {}

  /** The user's own stepper that the page of ProcessStepper shows. */
  record RandomWalk() implements Process {

    @Override
    public ProcessStepper stepper(int dims, double dt, long seed) {
      RandomStream random = new RandomStream(seed);
      double[] at = new double[dims];
      return new ProcessStepper() {
        @Override
        public void step(double time, double[] out) {
          for (int d = 0; d < at.length; d++) {
            at[d] += random.nextLong() < 0 ? -1 : 1;
            out[d] = at[d];
          }
        }

        @Override
        public ProcessState save() {
          return ProcessState.of(at, random.state());
        }

        @Override
        public void restore(ProcessState saved) {
          saved.requireSize(at.length, 1);
          saved.copyNumbers(at);
          random.restore(saved.word(0));
        }
      };
    }
  }
}
