package org.spikelane.kernel;

/**
 * Some blocks of an ensemble's neurons: what one thread steps of it, with the room it needs for
 * that. It repeats what a kernel wants to know of the ensemble, so that it finds it in one place:
 * of a network of many small ensembles, each such place is a cache miss.
 */
public final class EnsemblePart {

  private final LifEnsemble ensemble;
  private final double[] rows;
  private final double[] totals;
  private final double largestBias;
  private final double largestEncoder;
  private final int from;
  private final int to;
  private final int stride;
  private final int dims;
  private final int decoded;
  private final int[] columns;
  private final double[] room;
  private final double[] current;
  private final byte[] spikes;
  private int count;

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
    this.totals = ensemble.sums();
    this.largestBias = ensemble.largestBias();
    this.largestEncoder = ensemble.largestEncoder();
    this.stride = ensemble.stride();
    this.dims = ensemble.dims();
    this.decoded = ensemble.decoded();
    this.from = fromBlock * DenseProduct.BLOCK;
    this.to = (int) Math.min((long) toBlock * DenseProduct.BLOCK, ensemble.padded());
    this.columns = new int[dims];
    boolean few = ensemble.decodesFew();
    int sums = LifEnsemble.GROUP * decoded;
    this.room = new double[sumsAt() + sums];
    this.current =
        dims <= EnsembleShape.FEW_INPUTS
            ? null
            : new double[Math.min(DenseProduct.BLOCK, to - from)];
    this.spikes = few ? null : new byte[DenseProduct.BLOCK / LifEnsemble.GROUP];
  }

  /**
   * Takes the input of a tick; where there are many dimensions, those that are not 0. Few are taken
   * as they are: what is 0 times a finite encoder may change the sign of a current that is 0, and
   * no neuron's state depends on that.
   *
   * @param x {@code [dimension]}
   * @return whether no neuron can refuse its current: if the sum of the largest magnitudes of what
   *     adds up to it is well below the limit, every current is
   */
  public boolean input(DenseProduct.Vector x) {
    double[] array = x.array();
    double bound = largestBias;
    boolean all = dims <= EnsembleShape.FEW_INPUTS;
    int found = 0;
    int at = x.from();
    for (int d = 0; d < dims; d++) {
      double factor = array[at];
      if (all || factor != 0) {
        columns[found] = d;
        room[found++] = factor;
        bound += Math.abs(factor) * largestEncoder;
      }
      at += x.stride();
    }
    count = found;
    return bound < 0.5 * LifCoefficients.CURRENT_LIMIT;
  }

  /** The ensemble that it is of. */
  public LifEnsemble ensemble() {
    return ensemble;
  }

  /** {@link LifEnsemble#rows}. */
  public double[] rows() {
    return rows;
  }

  /** {@link LifEnsemble#sums}. */
  public double[] totals() {
    return totals;
  }

  /** {@link LifEnsemble#stride}. */
  public int stride() {
    return stride;
  }

  /** {@link LifEnsemble#dims}. */
  public int dims() {
    return dims;
  }

  /** {@link LifEnsemble#decoded}. */
  public int decoded() {
    return decoded;
  }

  /** The first neuron. */
  public int from() {
    return from;
  }

  /** The end of the neurons, exclusive, with the padding. */
  public int to() {
    return to;
  }

  /** How many elements of the input were taken. */
  public int count() {
    return count;
  }

  /** Which elements of the input were taken, ascending. */
  public int[] columns() {
    return columns;
  }

  /**
   * The elements of the input that are not 0, at least {@link EnsembleShape#FEW_INPUTS} places;
   * and, at {@link #sumsAt}, room for partial sums.
   */
  public double[] room() {
    return room;
  }

  /** Where in {@link #room} the partial sums are. */
  public int sumsAt() {
    return Math.max(dims, EnsembleShape.FEW_INPUTS);
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
