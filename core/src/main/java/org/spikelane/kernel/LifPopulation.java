package org.spikelane.kernel;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.range;
import static org.spikelane.check.Arguments.refused;

import java.util.List;
import java.util.SplittableRandom;
import org.spikelane.neuron.Lif;

/**
 * A population of leaky integrate-and-fire neurons: input currents in, spikes out, one tick at a
 * time.
 *
 * <pre>{@code
 * LifPopulation population = LifPopulation.builder(10_000).dt(0.001).seed(42).build();
 * double[] current = new double[10_000];
 * double[] spikes = new double[10_000];
 * // in the control loop: fill current, then
 * population.step(current, spikes);
 * }</pre>
 *
 * <p>A tick takes its input from an array of the caller's and writes its output in the form the
 * caller asks for by the method it calls: {@link #step(double[], double[]) dense}, as {@link
 * #stepIndices(double[], int[]) indices} or as {@link #stepBits(double[], long[]) bits}. The forms
 * can be mixed from tick to tick. A tick allocates nothing.
 *
 * <p><b>Bits.</b> The same parameters, initial state and currents give the same bits of output and
 * state with every kernel, on every processor, Java runtime and JIT tier, and however a tick is
 * split.
 *
 * <p><b>Errors.</b> A call that throws {@link IllegalArgumentException} has changed neither the
 * population nor the output array. That includes currents: one that is NaN, infinite or at least
 * 2^332 (8.7e99) in magnitude is refused before any neuron of the call moves.
 *
 * <p><b>Threads.</b> A population is not synchronised. The methods that take {@code from} and
 * {@code to} may be called at the same time for ranges that do not overlap; a tick is complete once
 * every neuron was in one range.
 */
public final class LifPopulation implements Population {

  /** The largest population: 2^30 neurons. */
  public static final int MAX_NEURONS = 1 << 30;

  static final List<String> QUANTITIES = List.of("voltage", "refractoryTime");

  private final Lif neuron;
  private final StateArrays arrays;
  private final LifNeurons state;
  private final LifKernel kernel;

  private LifPopulation(Lif neuron, int neurons, LifCoefficients coefficients, LifKernel kernel) {
    this.neuron = neuron;
    this.arrays = LifState.arrays(neuron, neurons);
    this.state =
        new LifNeurons(coefficients, arrays.values("voltage"), arrays.values("refractoryFactor"));
    this.kernel = kernel;
  }

  /**
   * Begins a population of {@code neurons} neurons.
   *
   * @throws IllegalArgumentException if {@code neurons} is not from 0 to {@link #MAX_NEURONS}
   */
  public static Builder builder(int neurons) {
    return new Builder(neurons);
  }

  /**
   * How many {@code long} words hold one bit for each of {@code neurons} neurons.
   *
   * @throws IllegalArgumentException if {@code neurons} is negative
   */
  public static int bitWords(int neurons) {
    if (neurons < 0) {
      throw refused("neurons", neurons, "0 or above");
    }
    return (int) ((neurons + (long) SpikeWord.SIZE - 1) / SpikeWord.SIZE);
  }

  /** How many neurons. */
  @Override
  public int neurons() {
    return state.voltage().length;
  }

  /** The neurons' parameters. */
  @Override
  public Lif neuron() {
    return neuron;
  }

  /** Length of a tick in seconds. */
  @Override
  public double dt() {
    return state.coefficients().dt();
  }

  /** The implementation that steps this population: its name and lanes say what runs. */
  public LifKernel kernel() {
    return kernel;
  }

  /**
   * Steps by one tick, dense output.
   *
   * @param current input current, {@code [neuron]}
   * @param spikes written: amplitude/dt for each neuron that spiked, 0 for the others, {@code
   *     [neuron]}
   * @throws IllegalArgumentException if a length differs from {@link #neurons()}, the two are one
   *     array, or a current cannot be used
   */
  @Override
  public void step(double[] current, double[] spikes) {
    step(current, spikes, 0, neurons());
  }

  /**
   * Steps the neurons [{@code from}, {@code to}) by one tick, dense output.
   *
   * @param current input current, {@code [neuron]}, read in the range only
   * @param spikes written in the range only, {@code [neuron]}
   * @throws IllegalArgumentException as {@link #step(double[], double[])}, or if the range is not
   *     one
   */
  @Override
  public void step(double[] current, double[] spikes, int from, int to) {
    length("spikes", spikes.length, neurons());
    if (spikes == current) {
      throw refused("spikes", "the array of current itself", "another array than current");
    }
    check(current, from, to);
    kernel.stepDense(state, current, spikes, from, to);
  }

  /**
   * Steps by one tick and lists the neurons that spiked.
   *
   * @param current input current, {@code [neuron]}
   * @param indices written from 0 on: the neurons that spiked, ascending; its length is {@link
   *     #neurons()}, as all of them may; what lies behind the last spike is left as it was
   * @return how many spiked
   * @throws IllegalArgumentException if a length differs from {@link #neurons()} or a current
   *     cannot be used
   */
  public int stepIndices(double[] current, int[] indices) {
    return stepIndices(current, indices, 0, neurons());
  }

  /**
   * Steps the neurons [{@code from}, {@code to}) by one tick and lists those that spiked.
   *
   * @param current input current, {@code [neuron]}, read in the range only
   * @param indices written from position {@code from} on, so that ranges can share it
   * @return how many spiked
   * @throws IllegalArgumentException as {@link #stepIndices(double[], int[])}, or if the range is
   *     not one
   */
  public int stepIndices(double[] current, int[] indices, int from, int to) {
    length("indices", indices.length, neurons());
    check(current, from, to);
    return kernel.stepIndices(state, current, indices, from, to);
  }

  /**
   * Steps by one tick and writes one bit a neuron.
   *
   * @param current input current, {@code [neuron]}
   * @param bits written: bit {@code i % 64} of {@code bits[i / 64]} tells whether neuron i spiked,
   *     unused bits of the last word become 0; its length is {@link #bitWords}({@link #neurons()})
   * @throws IllegalArgumentException if a length is another or a current cannot be used
   */
  public void stepBits(double[] current, long[] bits) {
    stepBits(current, bits, 0, neurons());
  }

  /**
   * Steps the neurons [{@code from}, {@code to}) by one tick and writes one bit a neuron.
   *
   * @param current input current, {@code [neuron]}, read in the range only
   * @param bits the words of the range are written, no others
   * @param from a multiple of 64
   * @param to a multiple of 64, or {@link #neurons()}
   * @throws IllegalArgumentException as {@link #stepBits(double[], long[])}, or if the range is not
   *     one
   */
  public void stepBits(double[] current, long[] bits, int from, int to) {
    length("bits", bits.length, bitWords(neurons()));
    checkLengthAndRange(current, from, to);
    if (from % SpikeWord.SIZE != 0 && from != to) {
      throw refused("from", from, "a multiple of 64");
    }
    if (to % SpikeWord.SIZE != 0 && to != neurons() && from != to) {
      throw refused("to", to, "a multiple of 64 or the number of neurons, " + neurons());
    }
    checkUsable(current, from, to);
    kernel.stepBits(state, current, bits, from, to);
  }

  /**
   * The voltage of a neuron, from minVoltage to 1.
   *
   * @throws IndexOutOfBoundsException if there is no such neuron
   */
  public double voltage(int neuron) {
    return state.voltage()[neuron];
  }

  /**
   * Reads all voltages.
   *
   * @param into written, {@code [neuron]}
   * @return {@code into}
   * @throws IllegalArgumentException if its length is not {@link #neurons()}
   */
  public double[] voltage(double[] into) {
    length("into", into.length, neurons());
    System.arraycopy(state.voltage(), 0, into, 0, into.length);
    return into;
  }

  /**
   * The refractory time r of a neuron, in seconds, counted from the start of the tick that has just
   * ended: the neuron rests for r − dt more. A spike sets it to tauRef plus the time of the spike
   * within its tick; every tick takes dt from it. It is 0 for a neuron that does not rest any
   * longer, as soon as r is not above dt: Nengo lets its {@code refractory_time} run on below, on
   * which no later tick depends.
   *
   * <p>It is computed when asked for, within 1e-10 tauRc; {@link #save} is what keeps the state
   * exactly.
   *
   * @throws IndexOutOfBoundsException if there is no such neuron
   */
  public double refractoryTime(int neuron) {
    double r = state.coefficients().refractoryTime(state.refractory()[neuron]);
    return Math.min(r, longestRefractoryTime());
  }

  /**
   * Reads all {@linkplain #refractoryTime(int) refractory times}, in seconds.
   *
   * @param into written, {@code [neuron]}
   * @return {@code into}
   * @throws IllegalArgumentException if its length is not {@link #neurons()}
   */
  public double[] refractoryTime(double[] into) {
    length("into", into.length, neurons());
    for (int i = 0; i < into.length; i++) {
      into[i] = refractoryTime(i);
    }
    return into;
  }

  /** {@code voltage} and {@code refractoryTime}. */
  @Override
  public List<String> quantities() {
    return QUANTITIES;
  }

  @Override
  public double[] read(String quantity, double[] into) {
    return switch (quantity) {
      case "voltage" -> voltage(into);
      case "refractoryTime" -> refractoryTime(into);
      default -> throw refused("quantity", quantity, "one of " + QUANTITIES);
    };
  }

  /**
   * Sets a quantity of every neuron.
   *
   * @param quantity {@code voltage}, from minVoltage to 1, or {@code refractoryTime}, from −dt to
   *     tauRef + dt seconds; what is not above dt reads back as 0
   */
  @Override
  public void write(String quantity, double[] from) {
    switch (quantity) {
      case "voltage" -> arrays.set(quantity, from);
      case "refractoryTime" -> setRefractoryTime(from);
      default -> throw refused("quantity", quantity, "one of " + QUANTITIES);
    }
  }

  @Override
  public LifState save() {
    return LifState.of(neuron, dt(), arrays, neurons());
  }

  @Override
  public void restore(PopulationState saved) {
    arrays.restore(this, saved);
  }

  /** The neurons as a kernel sees them, for those that step them by other means. */
  LifNeurons state() {
    return state;
  }

  /** The state as it is stepped, for populations made of this one. */
  StateArrays arrays() {
    return arrays;
  }

  private void check(double[] current, int from, int to) {
    checkLengthAndRange(current, from, to);
    checkUsable(current, from, to);
  }

  private void checkLengthAndRange(double[] current, int from, int to) {
    length("current", current.length, neurons());
    range(from, to, neurons());
  }

  private void checkUsable(double[] current, int from, int to) {
    int i = kernel.firstUnusable(current, from, to);
    if (i >= 0) {
      throw unusable(current, i);
    }
  }

  /** The exception for a current that cannot be used. */
  static IllegalArgumentException unusable(double[] current, int i) {
    return refused(
        "current[" + i + "]", current[i], "finite and below 2^332 (8.7e99) in magnitude");
  }

  private void setRefractoryTime(double[] from) {
    length("refractoryTime", from.length, neurons());
    for (int i = 0; i < from.length; i++) {
      if (!(from[i] >= -dt() && from[i] <= longestRefractoryTime())) {
        throw refused(
            "refractoryTime[" + i + "]",
            from[i],
            "from -dt = " + -dt() + " to tauRef + dt = " + longestRefractoryTime() + " seconds");
      }
    }
    for (int i = 0; i < from.length; i++) {
      state.refractory()[i] = state.coefficients().refractoryFactor(from[i]);
    }
  }

  /** Of a neuron that spikes at the very end of a tick, in seconds. */
  private double longestRefractoryTime() {
    return neuron.tauRef() + dt();
  }

  /** A tick of arrays that have been checked, for populations made of this one. */
  void stepUnchecked(double[] current, double[] spikes, int from, int to) {
    kernel.stepDense(state, current, spikes, from, to);
  }

  /** What a population is made of; what is not set has a default. */
  public static final class Builder {

    private final int neurons;
    private Lif neuron = Lif.DEFAULT;
    private double dt = 0.001;
    private long seed;
    private double[] voltage;
    private double[] refractoryTime;
    private KernelChoice kernel;

    private Builder(int neurons) {
      if (neurons < 0 || neurons > MAX_NEURONS) {
        throw refused("neurons", neurons, "from 0 to " + MAX_NEURONS);
      }
      this.neurons = neurons;
    }

    /** The neurons' parameters; default {@link Lif#DEFAULT}. */
    public Builder neuron(Lif neuron) {
      this.neuron = neuron;
      return this;
    }

    /** Length of a tick in seconds, from 1e-9 to 10 times tauRc; default 0.001. */
    public Builder dt(double dt) {
      this.dt = dt;
      return this;
    }

    /**
     * Draws the initial voltages from the uniform distribution on [0, 1), so that neurons do not
     * spike in step: the i-th number of {@link SplittableRandom} for neuron i. This is the default,
     * with seed 0; a voltage given by {@link #voltage} goes before it.
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Initial voltages, {@code [neuron]}: finite, from minVoltage to 1. Copied. */
    public Builder voltage(double[] voltage) {
      this.voltage = voltage.clone();
      return this;
    }

    /**
     * Initial {@linkplain #refractoryTime(int) refractory times} in seconds, {@code [neuron]}: from
     * −dt to tauRef + dt; what is not above dt reads back as 0, which is the default. Copied.
     */
    public Builder refractoryTime(double[] refractoryTime) {
      this.refractoryTime = refractoryTime.clone();
      return this;
    }

    /**
     * The implementation; default what {@code -Dspikelane.kernel} says, else {@link
     * KernelChoice#AUTO}.
     */
    public Builder kernel(KernelChoice kernel) {
      this.kernel = kernel;
      return this;
    }

    /**
     * Builds the population.
     *
     * @throws IllegalArgumentException if a value is outside its range or an array has the wrong
     *     length
     * @throws IllegalStateException if a kernel was asked for that cannot run here
     */
    public LifPopulation build() {
      LifCoefficients coefficients = LifCoefficients.of(neuron, dt);
      LifKernel stepper =
          KernelProvider.lif(kernel == null ? KernelChoice.fromProperty() : kernel, neurons);
      LifPopulation population = new LifPopulation(neuron, neurons, coefficients, stepper);
      population.write(
          "voltage",
          voltage == null ? new SplittableRandom(seed).doubles(neurons).toArray() : voltage);
      population.write(
          "refractoryTime", refractoryTime == null ? new double[neurons] : refractoryTime);
      return population;
    }
  }
}
