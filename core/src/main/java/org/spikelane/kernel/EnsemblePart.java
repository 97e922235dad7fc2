package org.spikelane.kernel;

import java.util.ArrayList;
import java.util.List;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.parallel.Apart;

/**
 * Some blocks of an ensemble's neurons, or some ensembles that have one block each: what one thread
 * steps of it, with the room it needs for that. It repeats what a kernel wants to know of the
 * ensemble, so that it finds it in one place: of a network of many small ensembles, each such place
 * is a cache miss.
 *
 * <p>Ensembles that are not large and of the same size, all of whose numbers lie side by side, can
 * be {@linkplain #joined joined}: what a kernel finds out before the first, it need not before the
 * others, which takes as long as to step twenty neurons or more.
 */
public final class EnsemblePart {

  /** Groups in a block. */
  public static final int BLOCK = DenseProduct.BLOCK / LifEnsemble.GROUP;

  private final LifEnsemble ensemble;
  private final double[] rows;
  private final int rowsAt;
  private final double[] input;
  private final int inputAt;
  private final double[] sums;
  private final int sumsAt;
  private final double[] output;
  private final double largestBias;
  private final double largestEncoder;
  private final double[] encoders;
  private final int encodersAt;
  private final double[] decoders;
  private final int decodersAt;
  private final int groups;
  private final int from;
  private final int to;
  private final int block;
  private final int dims;
  private final int inputStep;
  private final int sumsPerBlock;
  private final Vector apart;
  private final double[] current;
  private final int currentAt;
  private final byte[] spikes;

  /**
   * A part of an ensemble.
   *
   * @param ensemble that it is of
   * @param fromBlock its first block of {@value DenseProduct#BLOCK} neurons
   * @param toBlock the end of its blocks, exclusive
   * @param x the input, {@code [dimension]}
   */
  public EnsemblePart(LifEnsemble ensemble, int fromBlock, int toBlock, Vector x) {
    this(ensemble, fromBlock * BLOCK, Math.min(toBlock * BLOCK, ensemble.groups()), BLOCK, 0, x);
  }

  private EnsemblePart(LifEnsemble ensemble, int from, int to, int block, int inputStep, Vector x) {
    this.ensemble = ensemble;
    this.rows = ensemble.rows();
    this.rowsAt = ensemble.rowsAt();
    this.sums = ensemble.sums();
    this.sumsAt = ensemble.sumsAt();
    this.output = ensemble.output();
    this.largestBias = ensemble.largestBias();
    this.largestEncoder = ensemble.largestEncoder();
    this.encoders = array(ensemble.encoders());
    this.encodersAt = at(ensemble.encoders());
    this.decoders = array(ensemble.decoders());
    this.decodersAt = at(ensemble.decoders());
    this.groups = ensemble.groups();
    this.dims = ensemble.dims();
    this.sumsPerBlock = ensemble.sumsPerBlock();
    this.from = from;
    this.to = to;
    this.block = block;
    this.inputStep = inputStep;
    boolean few = ensemble.shape().inputs() != EnsembleShape.MANY;
    boolean fewDecoded = ensemble.shape().outputs() != EnsembleShape.MANY;
    this.apart = dims > 1 && x.stride() != 1 ? x : null;
    this.input = apart == null ? x.array() : new double[dims];
    this.inputAt = apart == null ? x.from() : 0;
    Aligned room = few ? null : Aligned.doubles(DenseProduct.BLOCK);
    this.current = array(room);
    this.currentAt = at(room);
    this.spikes = fewDecoded ? null : new byte[BLOCK + Apart.ROOM * Double.BYTES];
  }

  private static double[] array(Aligned numbers) {
    return numbers == null ? null : numbers.array();
  }

  private static int at(Aligned numbers) {
    return numbers == null ? 0 : numbers.at();
  }

  /** Joins those that go on where others end, with all that a kernel reads and writes. */
  public static EnsemblePart[] joined(List<EnsemblePart> parts) {
    List<EnsemblePart> joined = new ArrayList<>();
    for (int from = 0, to; from < parts.size(); from = to) {
      EnsemblePart first = parts.get(from);
      to = from + 1;
      while (to < parts.size() && first.goesOnWith(parts.get(to), to - from)) {
        to++;
      }
      joined.add(to == from + 1 ? first : first.with(to - from - 1));
    }
    return joined.toArray(new EnsemblePart[0]);
  }

  /** This and so many others that go on with it. */
  private EnsemblePart with(int others) {
    int all = (1 + others) * groups;
    return new EnsemblePart(ensemble, 0, all, groups, dims, new Vector(input, inputAt, 1));
  }

  /** Whether another is what this would be, so many ensembles further. */
  private boolean goesOnWith(EnsemblePart other, int further) {
    EnsembleShape shape = ensemble.shape();
    boolean isAlike = shape.equals(other.ensemble.shape()) && groups == other.groups;
    boolean isAllHere =
        !shape.isLarge()
            && !shape.showsOutput()
            && shape.inputs() != EnsembleShape.MANY
            && shape.outputs() != EnsembleShape.MANY
            && apart == null
            && other.apart == null;
    return isAlike
        && isAllHere
        && rows == other.rows
        && other.rowsAt == rowsAt + further * ensemble.size()
        && input == other.input
        && other.inputAt == inputAt + further * dims
        && sums == other.sums
        && other.sumsAt == sumsAt + further * sumsPerBlock;
  }

  /**
   * Takes the input of a tick, if its elements do not lie one after the other: then it has a copy.
   * Elements that are 0 are taken as others are: what is 0 times a finite encoder may change the
   * sign of a current that is 0, and no neuron's state depends on that.
   *
   * @return whether no neuron can refuse its current: if the sum of the largest magnitudes of what
   *     adds up to it is well below the limit, every current is
   */
  public boolean takeInput() {
    if (apart != null) {
      for (int d = 0; d < dims; d++) {
        input[d] = apart.array()[apart.from() + d * apart.stride()];
      }
    }
    double sum = 0;
    for (int d = 0; d < dims; d++) {
      sum += Math.abs(input[inputAt + d]);
    }
    return largestBias + sum * largestEncoder < 0.5 * LifCoefficients.CURRENT_LIMIT;
  }

  /** Whether it has a copy of its input, which is taken in every tick. */
  public boolean copiesInput() {
    return apart != null;
  }

  /** The ensemble that it is of; the first, if some are joined. */
  public LifEnsemble ensemble() {
    return ensemble;
  }

  /** {@link LifEnsemble#rows}. */
  public double[] rows() {
    return rows;
  }

  /** {@link LifEnsemble#rowsAt}. */
  public int rowsAt() {
    return rowsAt;
  }

  /** {@link LifEnsemble#sums}. */
  public double[] sums() {
    return sums;
  }

  /** Where in {@link #sums} those of the first block are. */
  public int firstSumsAt() {
    return sumsAt + from / block * sumsPerBlock;
  }

  /** {@link LifEnsemble#output()}. */
  public double[] output() {
    return output;
  }

  /** {@link LifEnsemble#encoders}, from {@link #encodersAt} on. */
  public double[] encoders() {
    return encoders;
  }

  /** Where the first tile is in {@link #encoders}. */
  public int encodersAt() {
    return encodersAt;
  }

  /** {@link LifEnsemble#decoders}. */
  public double[] decoders() {
    return decoders;
  }

  /**
   * Where the {@link #decoders} of a block's first neuron are.
   *
   * @param from the first group of the block
   * @param row a decoded number
   */
  public int decodersAt(int from, int row) {
    return decodersAt + LifEnsemble.decodersAt(from, row, groups, sumsPerBlock);
  }

  /**
   * How many groups are in a block.
   *
   * @param from the first of them
   */
  public int groupsOfBlock(int from) {
    return LifEnsemble.groupsOfBlock(from, groups);
  }

  /** {@link LifEnsemble#sumsPerBlock}. */
  public int sumsPerBlock() {
    return sumsPerBlock;
  }

  /** {@link LifEnsemble#dims}. */
  public int dims() {
    return dims;
  }

  /** The first group; those of joined ensembles are numbered through. */
  public int from() {
    return from;
  }

  /** The end of the groups, exclusive. */
  public int to() {
    return to;
  }

  /** How many groups have sums, and an input, of their own; the last may have fewer. */
  public int block() {
    return block;
  }

  /** How far it is from the input of a block to that of the next: 0, if they have the same. */
  public int inputStep() {
    return inputStep;
  }

  /** The input, or its copy, from {@link #inputAt} on. */
  public double[] input() {
    return input;
  }

  /** Where in {@link #input} the first dimension is. */
  public int inputAt() {
    return inputAt;
  }

  /** Room for the currents of a block, from {@link #currentAt} on; null if inputs are few. */
  public double[] current() {
    return current;
  }

  /** Where in {@link #current} that of the block's first neuron is. */
  public int currentAt() {
    return currentAt;
  }

  /** Room for a bit a neuron of a block; null if few numbers are decoded. */
  public byte[] spikes() {
    return spikes;
  }
}
