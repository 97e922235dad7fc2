package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.parallel.Apart;

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
 * <p><b>Layout.</b> All that a pass reads and writes is in one array, group after group of {@value
 * #GROUP} neurons, in a group one row after the other: state, bias, a row for every dimension and
 * one for every decoded number ({@link EnsembleShape}). So it is one stream of memory, however many
 * rows there are. The last group is padded with neurons of no input, which never spike: no kernel
 * has to care for a rest. What is needed before or after the pass lies apart: many encoders, with
 * the biases, in {@link #encoders}, and many decoders, of which only those of neurons that spiked
 * are looked at, in {@link #decoders}.
 *
 * <p><b>State.</b> A neuron that rests has a voltage of 0, and one that does not a refractory
 * factor that means nothing ({@link LifCoefficients}): one number is enough for both. It is the
 * refractory factor if it is above 1, and else the voltage. The population keeps its own arrays;
 * {@link #take} and {@link #giveBack} move the state to and fro.
 *
 * <p><b>Signs.</b> If no voltage can be below 0, it is the negative of the voltage, and biases and
 * encoders have their signs changed as well, so that currents have. To tell which of the two a
 * number is, and what is left of a voltage below 0, is then to take the smaller of it and 0, one
 * instruction, instead of to compare and to choose. All results are the same, but for their signs:
 * IEEE 754 rounds a number and its negative alike.
 */
public final class LifEnsemble {

  /** Neurons that are stepped together at least: as many as {@link DenseProduct} has sums. */
  public static final int GROUP = DenseProduct.PARTS;

  /** So many of the {@link #decoders} of a neuron lie beside each other. */
  public static final int DECODERS = 2 * GROUP;

  /** So many neurons lie beside each other in {@link #encoders}. */
  public static final int TILE = 8 * GROUP;

  private final LifPopulation population;
  private final EnsembleShape shape;
  private final int neurons;
  private final int dims;
  private final int decoded;
  private final int groups;
  private final int width;
  private double[] rows;
  private int rowsAt;
  private final Aligned encoders;
  private final Aligned decoders;
  private final double[] output;
  private final double[] shown;
  private final double largestBias;
  private final double largestEncoder;
  private final int sumsPerBlock;
  private double[] sums;
  private int sumsAt;
  private boolean holdsState;

  /**
   * Lays out an ensemble.
   *
   * @param population the neurons
   * @param bias {@code [neuron]}
   * @param encoders scaled by gain over radius, {@code [dimension][neuron]}; finite, no more
   *     dimensions than neurons
   * @param decoders {@code [row][neuron]}; finite, fewer rows than neurons
   * @param shown where the output of every neuron is written, besides what is decoded, {@code
   *     [neuron]}; null if it is not
   * @throws IllegalArgumentException if a bias, an encoder or a decoder is NaN or infinite, or
   *     there are more dimensions than neurons, or not fewer rows
   */
  public LifEnsemble(
      LifPopulation population,
      double[] bias,
      double[][] encoders,
      double[][] decoders,
      double[] shown) {
    this.population = population;
    this.neurons = population.neurons();
    this.dims = encoders.length;
    this.decoded = decoders.length;
    this.groups = (neurons + GROUP - 1) / GROUP;
    if (dims > neurons) {
      throw refused("dimensions", dims, "at most as many as the neurons, " + neurons);
    }
    if (decoded >= neurons && decoded > 0) {
      throw refused("rows of decoders", decoded, "fewer than the neurons, " + neurons);
    }
    this.shape =
        EnsembleShape.of(neurons, dims, decoded, shown != null, coefficients().minVoltage());
    this.width = shape.width();
    this.rows = Apart.doubles(Math.multiplyExact(groups, width));
    this.rowsAt = Apart.BEGIN;
    boolean few = shape.inputs() != EnsembleShape.MANY;
    this.encoders =
        few
            ? null
            : Aligned.doubles(Math.multiplyExact(padded(neurons, TILE) / TILE, tileSize(dims)));
    double[] into = few ? rows : this.encoders.array();
    int beside = few ? GROUP : TILE;
    int step = few ? width : tileSize(dims);
    int biasAt = few ? rowsAt + shape.biasAt() : this.encoders.at();
    double sign = shape.isNegated() ? -1 : 1;
    this.largestBias = put("bias", bias, sign, into, beside, step, biasAt);
    double largest = 0;
    for (int d = 0; d < dims; d++) {
      int at = biasAt + beside * (1 + d);
      String name = "encoders[" + d + "]";
      largest = Math.max(largest, put(name, encoders[d], sign, into, beside, step, at));
    }
    this.largestEncoder = largest;
    this.shown = shown;
    this.output = shown == null || neurons % GROUP == 0 ? shown : new double[groups * GROUP];
    boolean fewDecoded = shape.outputs() != EnsembleShape.MANY;
    this.sumsPerBlock = fewDecoded ? GROUP * decoded : padded(decoded, DECODERS);
    this.sums = Apart.doubles(Math.multiplyExact(DenseProduct.blocks(neurons), sumsPerBlock));
    this.sumsAt = Apart.BEGIN;
    this.decoders =
        fewDecoded
            ? null
            : Aligned.doubles(Math.multiplyExact((groups + blocks()) * GROUP, sumsPerBlock));
    for (int r = 0; r < decoded; r++) {
      String name = "decoders[" + r + "]";
      if (fewDecoded) {
        put(name, decoders[r], 1, rows, GROUP, width, rowsAt + shape.decodersAt() + r * GROUP);
      } else {
        largest(name, decoders[r]);
        for (int i = 0; i < neurons; i++) {
          int group = i / GROUP;
          int block = group - group % EnsemblePart.BLOCK;
          int at = decodersAt(block, r) + (group - block) * GROUP * DECODERS;
          this.decoders.array()[at + i % GROUP * DECODERS] = decoders[r][i];
        }
      }
    }
  }

  private static int padded(int count, int multiple) {
    return (count + multiple - 1) / multiple * multiple;
  }

  /** Writes a row: so many beside each other, and the next {@code step} after these. */
  private static double put(
      String name, double[] values, double sign, double[] into, int beside, int step, int at) {
    double largest = largest(name, values);
    for (int i = 0; i < values.length; i++) {
      into[i / beside * step + at + i % beside] = sign * values[i];
    }
    return largest;
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
   * Takes over the state of the population, unless it is here.
   *
   * @return whether it is here now: it cannot be if a neuron rests at another voltage than 0, or is
   *     at -0 where signs are changed, as one can only that was told to
   */
  public boolean take() {
    if (!holdsState) {
      double[] voltage = population.state().voltage();
      double[] refractory = population.state().refractory();
      for (int i = 0; i < neurons; i++) {
        boolean rests = refractory[i] > 1;
        boolean isMinusZero = shape.isNegated() && Double.doubleToRawLongBits(voltage[i]) < 0;
        if (rests && voltage[i] != 0 || isMinusZero) {
          return false;
        }
        rows[stateAt(i)] = rests ? refractory[i] : shape.isNegated() ? -voltage[i] : voltage[i];
      }
      for (int i = neurons; i < groups * GROUP; i++) {
        rows[stateAt(i)] = 0;
      }
      holdsState = true;
    }
    return true;
  }

  /** Gives the state back to the population, if it is here. */
  public void giveBack() {
    if (holdsState) {
      for (int i = 0; i < neurons; i++) {
        population.state().voltage()[i] = voltage(i);
        population.state().refractory()[i] = refractory(i);
      }
      holdsState = false;
    }
  }

  private int stateAt(int i) {
    return rowsAt + i / GROUP * width + i % GROUP;
  }

  private double voltage(int i) {
    double state = rows[stateAt(i)];
    // Not the negative of a 0, which would be -0.
    return state > 1 ? 0 : shape.isNegated() ? 0 - state : state;
  }

  private double refractory(int i) {
    double state = rows[stateAt(i)];
    return state > 1 ? state : 0;
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
    double[] voltage = population.state().voltage();
    double[] refractory = population.state().refractory();
    for (int i = 0; i < neurons; i++) {
      compare(tick, i, "voltage", voltage[i], voltage(i));
      double expected = refractory[i] > 1 ? refractory[i] : 0;
      compare(tick, i, "refractory factor", expected, refractory(i));
    }
    for (int r = 0; r < gotDecoded.length; r++) {
      compare(tick, r, "decoded number", expectedDecoded[r], gotDecoded[r]);
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
   * What writes decoded numbers, as long as sums are not {@linkplain #moveSumsTo moved}.
   *
   * @param row first of the rows that are wanted
   * @param count how many rows
   * @param into written from {@code at} on, {@code stride} apart
   */
  public Decoding decoding(int row, int count, double[] into, int at, int stride) {
    int size = decoders == null ? GROUP : 1;
    return new Decoding(
        sums, sumsAt + row * size, size, sumsPerBlock, blocks(), into, at, stride, count);
  }

  /** Writes the output of every neuron where it is shown, unless the pass has, or nobody looks. */
  public void showOutput() {
    if (output != shown) {
      System.arraycopy(output, 0, shown, 0, neurons);
    }
  }

  /**
   * The sums of each block of neurons, {@code [block][row]}, padded, if many numbers are decoded;
   * if few are, the {@value #GROUP} parts of each, {@code [block][row][part]}; from {@link #sumsAt}
   * on.
   */
  public double[] sums() {
    return sums;
  }

  /** Where {@link #sums} begin. */
  public int sumsAt() {
    return sumsAt;
  }

  /** How many numbers the {@link #sums} are. */
  public int sumsSize() {
    return blocks() * sumsPerBlock;
  }

  /**
   * Moves the {@link #sums}, as {@link #moveTo} does the rows.
   *
   * @param array where to
   * @param at from where on
   */
  public void moveSumsTo(double[] array, int at) {
    sums = array;
    sumsAt = at;
  }

  /** How many of the {@link #sums} a block has. */
  public int sumsPerBlock() {
    return sumsPerBlock;
  }

  /** The constants of the neurons' dynamics. */
  public LifCoefficients coefficients() {
    return population.state().coefficients();
  }

  /**
   * The largest input with which no neuron can refuse its current, in whatever dimension; negative
   * if there is none. It is less than what {@link EnsemblePart#takeInput} allows, which looks at
   * the sum.
   */
  public double largestInput() {
    double room = 0.5 * LifCoefficients.CURRENT_LIMIT - largestBias;
    double each = room / (2 * dims * largestEncoder);
    return room < 0 ? -1 : Math.min(Double.isNaN(each) ? 0 : each, Double.MAX_VALUE);
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

  /** How many groups of neurons, the last padded. */
  public int groups() {
    return groups;
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

  /** What decides how it is passed over, and where everything is. */
  public EnsembleShape shape() {
    return shape;
  }

  /** What a pass reads and writes, {@code [group][row][neuron]}, from {@link #rowsAt} on. */
  public double[] rows() {
    return rows;
  }

  /** Where {@link #rows} begin. */
  public int rowsAt() {
    return rowsAt;
  }

  /** How many numbers the {@link #rows} are. */
  public int size() {
    return groups * width;
  }

  /**
   * Moves the {@link #rows}, such as to where those of others are that are passed over before and
   * after. Not to be called when there are {@linkplain EnsemblePart parts} that are to be used.
   *
   * @param array where to
   * @param at from where on
   */
  public void moveTo(double[] array, int at) {
    System.arraycopy(rows, rowsAt, array, at, size());
    rows = array;
    rowsAt = at;
  }

  /**
   * Biases and encoders, if there are many: {@code [tile][row][neuron]}, the biases first, the last
   * tile of {@value #TILE} neurons padded. What is multiplied at once lies beside each other, so
   * that it is one stream of memory. Null if there are few.
   */
  Aligned encoders() {
    return encoders;
  }

  /** How many numbers a tile of {@link #encoders} has, with so many inputs. */
  public static int tileSize(int dims) {
    return (1 + dims) * TILE;
  }

  /** Where a pass writes the output of every neuron, padded; null if it does not. */
  public double[] output() {
    return output;
  }

  /**
   * Decoders, if there are many, for each block of neurons: {@code [row / 16][group][neuron][row %
   * 16]}, with a group of zeros behind the others. Null if there are few.
   */
  Aligned decoders() {
    return decoders;
  }

  /**
   * Where the {@link #decoders} of a block's first neuron are.
   *
   * @param from the first group of the block
   * @param row a decoded number
   */
  int decodersAt(int from, int row) {
    return decoders.at() + decodersAt(from, row, groups, sumsPerBlock);
  }

  /** The same of an ensemble of so many groups and sums, from where its decoders begin. */
  static int decodersAt(int from, int row, int groups, int sumsPerBlock) {
    int before = (from + from / EnsemblePart.BLOCK) * sumsPerBlock;
    return (before + row / DECODERS * (groupsOfBlock(from, groups) + 1) * DECODERS) * GROUP
        + row % DECODERS;
  }

  /**
   * How many groups are in a block.
   *
   * @param from the first of them
   * @param groups of all blocks
   */
  static int groupsOfBlock(int from, int groups) {
    return Math.min(EnsemblePart.BLOCK, groups - from);
  }
}
