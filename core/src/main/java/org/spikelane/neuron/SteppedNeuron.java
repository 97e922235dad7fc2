package org.spikelane.neuron;

import java.util.List;

/**
 * A type of neuron that states what happens in a tick; its response curve, if it does not override
 * {@link #rate}, is measured by letting one neuron run.
 *
 * <p>To write a type of your own, implement this if you know the step, or {@link NeuronType} if you
 * know the curve.
 */
public interface SteppedNeuron extends NeuronType {

  /** The names of the numbers that make up a neuron's state, such as {@code voltage}. */
  List<String> stateNames();

  /** The state of a neuron that has not been stepped yet, in the order of {@link #stateNames}. */
  double[] initialState();

  /**
   * Steps one neuron by one tick.
   *
   * @param dt length of the tick in seconds
   * @param current input current J, finite
   * @param state read and written, in the order of {@link #stateNames}
   * @return the output of the tick: for a type that spikes, the number of spikes times amplitude/dt
   */
  double step(double dt, double current, double[] state);

  /**
   * The mean output over 1 s after 0.5 s of settling, in ticks of 1 ms, divided by the amplitude: a
   * rate in whole hertz.
   */
  @Override
  default double rate(double current) {
    double[] state = initialState();
    for (int tick = 0; tick < 500; tick++) {
      step(0.001, current, state);
    }
    double sum = 0;
    for (int tick = 0; tick < 1000; tick++) {
      sum += step(0.001, current, state);
    }
    return sum * 0.001 / amplitude();
  }
}
