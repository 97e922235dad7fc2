package org.spikelane.process;

/** Steps a function of time. */
record StatelessStepper(OfTime signal) implements ProcessStepper {

  @Override
  public void step(double time, double[] out) {
    signal.at(time, out);
  }

  @Override
  public ProcessState save() {
    return ProcessState.NONE;
  }

  @Override
  public void restore(ProcessState saved) {
    saved.requireSize(0, 0);
  }
}
