package org.spikelane.process;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

/** What the steppers of this package have in common: arguments are checked. */
abstract class CheckedStepper implements ProcessStepper {

  final int dims;
  final double dt;

  CheckedStepper(int dims, double dt) {
    this.dims = checkedDims(dims);
    this.dt = positive("dt", dt, "seconds");
  }

  static int checkedDims(int dims) {
    if (dims < 1) {
      throw refused("dims", dims, "1 or above");
    }
    return dims;
  }

  /** One tick; the arguments have been checked. */
  abstract void advance(double time, double[] out);

  @Override
  public final void step(double time, double[] out) {
    length("out", out.length, dims);
    finite("time", time);
    advance(time, out);
  }

  /** Nothing, unless overridden. */
  @Override
  public ProcessState save() {
    return ProcessState.NONE;
  }

  @Override
  public void restore(ProcessState saved) {
    saved.requireSize(0, 0);
  }
}
