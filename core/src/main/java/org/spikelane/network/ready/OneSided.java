package org.spikelane.network.ready;

import java.util.Arrays;
import java.util.function.Consumer;
import org.spikelane.nef.Uniform;
import org.spikelane.network.Ensemble;

/** Ensembles of one dimension whose neurons all fire above a threshold, and more the further. */
final class OneSided {

  private OneSided() {}

  /**
   * Settings of such an ensemble.
   *
   * @param threshold where the first neurons begin to fire, below the radius
   * @param radius of the ensemble
   */
  static Consumer<Ensemble> above(double threshold, double radius) {
    return ensemble -> {
      double[][] encoders = new double[ensemble.neurons().sizeOut()][];
      Arrays.setAll(encoders, i -> new double[] {1});
      double least = threshold / radius;
      ensemble
          .radius(radius)
          .encoders(encoders)
          .intercepts(new Uniform(least, 1 - 0.05 * (1 - least)))
          .evaluationPoints(new Uniform(Math.min(0, least), 1));
    };
  }
}
