package org.spikelane.process;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.nef.Distribution;

/** Steps {@link WhiteNoise}. The state is that of the random stream. */
final class NoiseStepper extends CheckedStepper {

  private final Distribution dist;
  private final double factor;
  private final RandomStream random;

  NoiseStepper(WhiteNoise noise, int dims, double dt, long seed) {
    super(dims, dt);
    this.dist = noise.dist();
    this.factor = noise.scale() ? 1 / Math.sqrt(dt) : 1;
    this.random = new RandomStream(seed);
  }

  @Override
  void advance(double time, double[] out) {
    long before = random.state();
    boolean drawn = false;
    try {
      draw(out);
      drawn = true;
    } finally {
      if (!drawn) {
        random.restore(before);
      }
    }
  }

  private void draw(double[] out) {
    dist.sample(random, out);
    for (int d = 0; d < dims; d++) {
      out[d] *= factor;
      if (!(Math.abs(out[d]) <= Double.MAX_VALUE)) {
        throw refused("noise of " + dist, out[d], "a finite number");
      }
    }
  }

  @Override
  public ProcessState save() {
    return ProcessState.of(new double[0], random.state());
  }

  @Override
  public void restore(ProcessState saved) {
    saved.requireSize(0, 1);
    random.restore(saved.word(0));
  }

  /** The state of the random stream. */
  long word() {
    return random.state();
  }

  void restore(long word) {
    random.restore(word);
  }
}
