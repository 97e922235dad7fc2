package org.spikelane.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.NeuronType;

/**
 * The classroom's tour through the NEF: runs the network on grid-aligned and on spike-time
 * corrected LIF neurons, prints how well and how fast, and draws what happens.
 */
final class Classroom {

  private static final long SEED = 1;
  private static final double SECONDS = 10;

  /** Runs that are not timed, while the JVM compiles; and runs that are. */
  private static final int WARM_UP = 10;

  private static final int TIMED = 5;

  private Classroom() {}

  /**
   * Runs the network, prints how it did, and draws.
   *
   * @param folder for the pictures
   */
  static void report(Path folder) throws IOException {
    explain();
    for (NeuronType neuron : List.of(GridLif.DEFAULT, Lif.DEFAULT)) {
      for (Curves curves : Curves.values()) {
        report(neuron, curves);
      }
    }
    draw(folder);
  }

  private static void explain() {
    System.out.println(
        """
        x = sin(2 pi t / 5 s) -> A: 50 neurons -> x^2 -> B: 40 neurons -> output, for 10 s

        dt 1 ms; synapses: Lowpass 10 ms from A to B, Lowpass 20 ms at the output
        neurons: tauRc 20 ms, tauRef 2 ms; max rates U(100, 200) Hz, intercepts U(-0.95, 0.95),
                 encoders -1 or 1
        decoders: LstsqL2, reg 0.1, from tuning curves at 101 points;
                  counted ones: spikes in 0.5 s, after 0.1 s of settling
        RMSE: output against x^2 of the same moment, after 0.5 s of settling; delay counts as error

        neurons   tuning curves        RMSE   speed
        """
            .stripTrailing());
  }

  private static void report(NeuronType neuron, Curves curves) {
    ClassroomNetwork network = new ClassroomNetwork(neuron, curves, SEED);
    String speed = String.format(Locale.ROOT, "%.0f x real time", SECONDS / secondsOfARun(network));
    System.out.println(error(neuron, curves) + "   " + speed);
  }

  /** A line of the report but for the speed: type, curves and error. */
  static String error(NeuronType neuron, Curves curves) {
    return String.format(
        Locale.ROOT,
        "%-8s  %-17s  %7.3f",
        neuron.getClass().getSimpleName(),
        curves.inWords(),
        new ClassroomNetwork(neuron, curves, SEED).run(SECONDS).rmse());
  }

  private static double secondsOfARun(ClassroomNetwork network) {
    for (int i = 0; i < WARM_UP; i++) {
      network.run(SECONDS);
    }
    long start = System.nanoTime();
    for (int i = 0; i < TIMED; i++) {
      network.run(SECONDS);
    }
    return (System.nanoTime() - start) * 1e-9 / TIMED;
  }

  static void draw(Path folder) throws IOException {
    ClassroomNetwork grid = new ClassroomNetwork(GridLif.DEFAULT, Curves.BY_COUNTING, SEED);
    TuningCurvesPicture.draw(grid.a, "GridLif", folder.resolve("tuning-curves.png"));
    JaggedPicture.draw(folder.resolve("jagged.png"));
    TwoFixedPointsPicture.draw(Lif.DEFAULT, 100, -0.5, folder.resolve("two-fixed-points.png"));
    ClassroomNetwork lif = new ClassroomNetwork(Lif.DEFAULT, Curves.BY_COUNTING, SEED);
    Recording recording = lif.run(SECONDS);
    OutputPicture.draw(recording, folder.resolve("output.png"));
    RasterPicture.draw(lif.a, recording, folder.resolve("raster.png"));
  }
}
