package org.spikelane.kernel;

/**
 * Some blocks of an ensemble's neurons: what one thread steps of it, with the room it needs for
 * that. It repeats what a kernel wants to know of the ensemble, so that it finds it in one place:
 * of a network of many small ensembles, each such place is a cache miss.
 */
public final class EnsemblePart {

  /** Groups in a block. */
  public static final int BLOCK = DenseProduct.BLOCK / LifEnsemble.GROUP;

  private final LifEnsemble ensemble;
  private final double[] rows;
  private final int rowsAt;
  private final int width;
  private final double[] sums;
  private final double[] output;
  private final double largestBias;
  private final double largestEncoder;
  private final int from;
  private final int to;
  private final int dims;
  private final int sumsPerBlock;
  private final double[] room;
  private final double[] current;
  private final byte[] spikes;

  /**
   * A part of an ensemble.
   *
   * @param ensemble that it is of
   * @param fromBlock its first block of {@value DenseProduct#BLOCK} neurons
   * @param toBlock the end of its blocks, exclusive
   */
  public EnsemblePart(LifEnsemble ensemble, int fromBlock, int toBlock) {
    this.ensemble = ensemble;
    this.rows = ensemble.rows();
    this.rowsAt = ensemble.rowsAt();
    this.width = ensemble.shape().width();
    this.sums = ensemble.sums();
    this.output = ensemble.output();
    this.largestBias = ensemble.largestBias();
    this.largestEncoder = ensemble.largestEncoder();
    this.dims = ensemble.dims();
    this.sumsPerBlock = ensemble.sumsPerBlock();
    this.from = fromBlock * BLOCK;
    this.to = Math.min(toBlock * BLOCK, ensemble.groups());
    boolean few = ensemble.shape().inputs() != EnsembleShape.MANY;
    boolean fewDecoded = ensemble.shape().outputs() != EnsembleShape.MANY;
    this.room = new double[Math.max(dims, EnsembleShape.FEW_INPUTS)];
    this.current = few ? null : new double[DenseProduct.BLOCK];
    this.spikes = fewDecoded ? null : new byte[BLOCK];
  }

  /**
   * Takes the input of a tick. Elements that are 0 are taken as others are: what is 0 times a
   * finite encoder may change the sign of a current that is 0, and no neuron's state depends on
   * that.
   *
   * @param x {@code [dimension]}
   * @return whether no neuron can refuse its current: if the sum of the largest magnitudes of what
   *     adds up to it is well below the limit, every current is
   */
  public boolean input(DenseProduct.Vector x) {
    double[] array = x.array();
    double sum = 0;
    int at = x.from();
    for (int d = 0; d < dims; d++) {
      double factor = array[at];
      room[d] = factor;
      sum += Math.abs(factor);
      at += x.stride();
    }
    return largestBias + sum * largestEncoder < 0.5 * LifCoefficients.CURRENT_LIMIT;
  }

  /** The ensemble that it is of. */
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

  /** {@link EnsembleShape#width}. */
  public int width() {
    return width;
  }

  /** {@link LifEnsemble#sums}. */
  public double[] sums() {
    return sums;
  }

  /** {@link LifEnsemble#output()}. */
  public double[] output() {
    return output;
  }

  /** {@link LifEnsemble#sumsPerBlock}. */
  public int sumsPerBlock() {
    return sumsPerBlock;
  }

  /** {@link LifEnsemble#dims}. */
  public int dims() {
    return dims;
  }

  /** The first group. */
  public int from() {
    return from;
  }

  /** The end of the groups, exclusive. */
  public int to() {
    return to;
  }

  /** The input, at least {@link EnsembleShape#FEW_INPUTS} places. */
  public double[] room() {
    return room;
  }

  /** Room for the currents of a block; null if there are few inputs. */
  public double[] current() {
    return current;
  }

  /** Room for a bit a neuron of a block; null if few numbers are decoded. */
  public byte[] spikes() {
    return spikes;
  }
}
