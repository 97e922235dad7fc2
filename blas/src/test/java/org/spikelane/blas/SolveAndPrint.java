package org.spikelane.blas;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.spikelane.nef.DecoderProblem;
import org.spikelane.nef.LinearAlgebra;
import org.spikelane.nef.LstsqL2;
import org.spikelane.network.Network;
import org.spikelane.parallel.Ahead;

/**
 * Solves one problem and prints what did it and the decoders: run in a JVM of its own. Its argument
 * is the linear algebra that is asked for once a network has begun to load what there is.
 */
final class SolveAndPrint {

  private SolveAndPrint() {}

  public static void main(String[] args) throws InterruptedException {
    if (args.length > 0) {
      new Network("decoded").ensemble("decoded", 10, 1);
      CountDownLatch loaded = new CountDownLatch(1);
      new Ahead(loaded::countDown).begin();
      loaded.await();
      System.setProperty(LinearAlgebra.PROPERTY, args[0]);
    }
    double[][] decoders = solve();
    System.err.println(LinearAlgebra.inUse().identity().orElseThrow());
    System.out.println(LinearAlgebra.inUse().name());
    for (double[] row : decoders) {
      System.out.println(row[0] + " " + row[1]);
    }
  }

  static double[][] solve() {
    return new LstsqL2().solve(problem()).toArray();
  }

  static DecoderProblem problem() {
    int samples = 300;
    int neurons = 120;
    double[][] activities = new double[samples][neurons];
    double[][] targets = new double[samples][2];
    SplittableRandom random = new SplittableRandom(6);
    for (int s = 0; s < samples; s++) {
      double x = 2.0 * s / (samples - 1) - 1;
      targets[s] = new double[] {x, x * x};
      for (int i = 0; i < neurons; i++) {
        activities[s][i] = Math.max(0, 100 * (i % 2 == 0 ? x : -x) + i - 60 + random.nextDouble());
      }
    }
    return DecoderProblem.of(activities, targets);
  }
}
