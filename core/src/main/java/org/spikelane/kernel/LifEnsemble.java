package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;

/**
 * A population of LIF neurons with what surrounds it, laid out to be passed over once: encoders
 * before the neurons, decoders behind them.
 *
 * <p>A tick of it is, to the bit, that of three operations one after the other:
 *
 * <pre>    current = bias + encoders · x        {@link DenseProduct}, column by column
 *    spikes  = tick of the population     {@link LifPopulation#step}
 *    y       = 0 + decoders · spikes      {@link DenseProduct}, row by row</pre>
 *
 * but currents and spikes never leave the processor. An {@link EnsembleKernel} does it; this is
 * where it finds everything.
 *
 * <p><b>Layout.</b> All of an ensemble is in one array, a row of it for each quantity, {@code
 * [row][neuron]}: voltage, refractory factor, bias, then a row for every dimension, one for every
 * decoded number and, if it is wanted, one for the output. Rows are padded with neurons of no
 * input, which never spike, to whole groups of {@value #GROUP}: no kernel has to care for a rest.
 * Their distance is such that what is read in one row does not look, in the lower bits of its
 * address, like what was just written in another ({@link #stride}). Where many numbers are decoded,
 * the decoders lie apart, {@code [neuron][row]}, as only those of neurons that spiked are looked at
 * then.
 *
 * <p><b>State.</b> The population keeps its own arrays, and the ensemble a copy; {@link #take} and
 * {@link #giveBack} move the state to and fro.
 */
public final class LifEnsemble {

  /** Neurons that are stepped together at least: as many as {@link DenseProduct} has sums. */
  public static final int GROUP = DenseProduct.PARTS;

  /** Row of the voltages. */
  public static final int VOLTAGE = 0;

  /** Row of the refractory factors. */
  public static final int REFRACTORY = 1;

  /** Row of the biases. */
  public static final int BIAS = 2;

  /** Row of the encoders of the first dimension; the others and then the decoders follow. */
  public static final int ENCODERS = 3;

  /** Doubles in the 4 KiB after which the lower bits of an address are the same again. */
  private static final int PAGE = 512;

  private final LifPopulation population;
  private final int neurons;
  private final int padded;
  private final int stride;
  private final int dims;
  private final int decoded;
  private final double[] rows;
  private final double[] decodersByNeuron;
  private final double largestBias;
  private final double largestEncoder;
  private final double[] sums;
  private final boolean showsOutput;
  private boolean holdsState;

  /**
   * Lays out an ensemble.
   *
   * @param population the neurons
   * @param bias {@code [neuron]}
   * @param encoders scaled by gain over radius, {@code [dimension][neuron]}; finite, no more
   *     dimensions than neurons
   * @param decoders {@code [row][neuron]}; finite, fewer rows than neurons
   * @param showsOutput whether the output of every neuron is wanted, besides what is decoded
   * @throws IllegalArgumentException if a bias, an encoder or a decoder is NaN or infinite, or
   *     there are more dimensions than neurons, or not fewer rows
   */
  public LifEnsemble(
      LifPopulation population,
      double[] bias,
      double[][] encoders,
      double[][] decoders,
      boolean showsOutput) {
    this.population = population;
    this.neurons = population.neurons();
    this.padded = Math.multiplyExact((neurons + GROUP - 1) / GROUP, GROUP);
    this.dims = encoders.length;
    this.decoded = decoders.length;
    this.showsOutput = showsOutput;
    if (dims > neurons) {
      throw refused("dimensions", dims, "at most as many as the neurons, " + neurons);
    }
    if (decoded >= neurons && decoded > 0) {
      throw refused("rows of decoders", decoded, "fewer than the neurons, " + neurons);
    }
    boolean few = decoded <= EnsembleShape.FEW_OUTPUTS;
    int count = ENCODERS + dims + (few ? decoded : 0) + (showsOutput ? 1 : 0);
    this.stride = stride(padded, count);
    this.rows = new double[Math.multiplyExact(stride, count)];
    this.sums = new double[Math.multiplyExact(DenseProduct.blocks(neurons), decoded)];
    this.largestBias = put("bias", bias, BIAS);
    double largest = 0;
    for (int d = 0; d < dims; d++) {
      largest = Math.max(largest, put("encoders[" + d + "]", encoders[d], ENCODERS + d));
    }
    this.largestEncoder = largest;
    this.decodersByNeuron = few ? null : new double[Math.multiplyExact(padded, decoded)];
    for (int r = 0; r < decoded; r++) {
      if (few) {
        put("decoders[" + r + "]", decoders[r], ENCODERS + dims + r);
      } else {
        largest("decoders[" + r + "]", decoders[r]);
        for (int i = 0; i < neurons; i++) {
          decodersByNeuron[i * decoded + r] = decoders[r][i];
        }
      }
    }
  }

  private double put(String name, double[] values, int row) {
    System.arraycopy(values, 0, rows, row * stride, neurons);
    return largest(name, values);
  }

  private static double largest(String name, double[] values) {
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw refused(name + "[" + i + "]", values[i], "a finite number");
      }
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }

  /**
   * The distance of rows. A processor that is to read takes a first look at the lower 12 bits of
   * the address only, and waits if they are those of a write that is still under way. Voltage and
   * refractory factor are written; no row may be read a little ahead of them, in those bits.
   *
   * @param padded how many numbers a row has
   * @param rows how many rows
   */
  static int stride(int padded, int rows) {
    int best = padded;
    int fewest = Integer.MAX_VALUE;
    // A small ensemble ends before it gets that far, and would pay for the padding in cache.
    int widest = padded + Math.min(PAGE, padded / 4);
    for (int stride = padded; stride <= widest; stride += GROUP) {
      int bad = 0;
      for (int distance = -1; distance < rows; distance++) {
        int ahead = Math.floorMod((long) distance * stride, PAGE);
        if (distance != 0 && (ahead < 16 || ahead > 400)) {
          bad++;
        }
      }
      if (bad < fewest) {
        fewest = bad;
        best = stride;
      }
    }
    return best;
  }

  /** Takes over the state of the population, unless it is here. */
  public void take() {
    if (!holdsState) {
      System.arraycopy(population.state().voltage(), 0, rows, VOLTAGE * stride, neurons);
      System.arraycopy(population.state().refractory(), 0, rows, REFRACTORY * stride, neurons);
      Arrays.fill(rows, VOLTAGE * stride + neurons, VOLTAGE * stride + padded, 0);
      Arrays.fill(rows, REFRACTORY * stride + neurons, REFRACTORY * stride + padded, 0);
      holdsState = true;
    }
  }

  /** Gives the state back to the population, if it is here. */
  public void giveBack() {
    if (holdsState) {
      System.arraycopy(rows, VOLTAGE * stride, population.state().voltage(), 0, neurons);
      System.arraycopy(rows, REFRACTORY * stride, population.state().refractory(), 0, neurons);
      holdsState = false;
    }
  }

  /**
   * Compares the state that was stepped here with the population's, which was stepped from the same
   * state by itself after {@link #leave}.
   *
   * @param tick for the message, from 1
   * @param gotDecoded what was decoded here
   * @param expectedDecoded what the decoders made of the population's output
   * @throws KernelMismatchException if a bit differs
   */
  public void compare(long tick, double[] gotDecoded, double[] expectedDecoded) {
    compare(tick, "voltage", VOLTAGE, population.state().voltage());
    compare(tick, "refractory factor", REFRACTORY, population.state().refractory());
    for (int r = 0; r < gotDecoded.length; r++) {
      compare(tick, r, "decoded number", expectedDecoded[r], gotDecoded[r]);
    }
  }

  private void compare(long tick, String quantity, int row, double[] expected) {
    for (int i = 0; i < neurons; i++) {
      compare(tick, i, quantity, expected[i], rows[row * stride + i]);
    }
  }

  private static void compare(long tick, int at, String quantity, double expected, double got) {
    if (Double.doubleToRawLongBits(expected) != Double.doubleToRawLongBits(got)) {
      throw new KernelMismatchException(tick, at, quantity, "scalar", expected, "ensemble", got);
    }
  }

  /** Leaves the state to the population as it is there. */
  public void leave() {
    holdsState = false;
  }

  /**
   * Writes what was decoded, once every neuron has been stepped.
   *
   * @param row first of the rows that are wanted
   * @param count how many rows
   * @param y written, {@code [row]}
   */
  public void decoded(int row, int count, DenseProduct.Vector y) {
    for (int r = 0; r < count; r++) {
      double total = sums[row + r];
      for (int at = row + r + decoded; at < sums.length; at += decoded) {
        total += sums[at];
      }
      y.array()[y.from() + r * y.stride()] = 0 + total;
    }
  }

  /** Copies the output of every neuron, if it is written. */
  public void output(double[] into) {
    System.arraycopy(rows, rows.length - stride, into, 0, neurons);
  }

  /** The sums of each block of neurons, {@code [block][row]}. */
  public double[] sums() {
    return sums;
  }

  /** The constants of the neurons' dynamics. */
  public LifCoefficients coefficients() {
    return population.state().coefficients();
  }

  /** The largest magnitude of a bias. */
  double largestBias() {
    return largestBias;
  }

  /** The largest magnitude of an encoder, in any dimension. */
  double largestEncoder() {
    return largestEncoder;
  }

  /** How many neurons. */
  public int neurons() {
    return neurons;
  }

  /** How many neurons with the padding: a multiple of {@link #GROUP}. */
  public int padded() {
    return padded;
  }

  /** How many blocks of neurons that can be stepped apart, {@link DenseProduct#BLOCK} each. */
  public int blocks() {
    return DenseProduct.blocks(neurons);
  }

  /** How many inputs. */
  public int dims() {
    return dims;
  }

  /** How many decoded numbers. */
  public int decoded() {
    return decoded;
  }

  /** The array of all rows. */
  public double[] rows() {
    return rows;
  }

  /** How far it is from one row to the next. */
  public int stride() {
    return stride;
  }

  /** What decides how it is passed over. */
  public EnsembleShape shape() {
    return EnsembleShape.of(dims, decoded, showsOutput);
  }

  /** Whether output is written. */
  public boolean showsOutput() {
    return showsOutput;
  }

  /** Whether decoders are rows; else they are {@link #decodersByNeuron}. */
  public boolean decodesFew() {
    return decodersByNeuron == null;
  }

  /** Decoders {@code [neuron][row]}; null if they are rows. */
  public double[] decodersByNeuron() {
    return decodersByNeuron;
  }
}
