package org.spikelane.kernel;

/**
 * Some blocks of an ensemble's neurons: what one thread steps of it, with the room it needs for
 * that.
 */
public final class EnsemblePart {

  private final LifEnsemble ensemble;
  private final int from;
  private final int to;
  private final int[] columns;
  private final double[] factors;
  private final double[] current;
  private final double[] sums;
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
    this.from = fromBlock * DenseProduct.BLOCK;
    this.to = (int) Math.min((long) toBlock * DenseProduct.BLOCK, ensemble.padded());
    int block = Math.min(DenseProduct.BLOCK, to - from);
    this.columns = new int[ensemble.dims()];
    this.factors = new double[Math.max(ensemble.dims(), LifEnsemble.FEW)];
    this.current = ensemble.dims() <= LifEnsemble.FEW ? null : new double[block];
    boolean few = ensemble.decodesFew();
    this.sums = new double[LifEnsemble.GROUP * (few ? LifEnsemble.FEW : ensemble.decoded())];
    this.spikes = few ? null : new byte[DenseProduct.BLOCK / LifEnsemble.GROUP];
  }

  /**
   * Takes the input of a tick: those of its elements that are not 0.
   *
   * @param x {@code [dimension]}
   */
  public void input(DenseProduct.Vector x) {
    int found = 0;
    for (int d = 0; d < columns.length; d++) {
      double factor = x.array()[x.from() + d * x.stride()];
      if (factor != 0) {
        columns[found] = d;
        factors[found++] = factor;
      }
    }
    count = found;
  }

  /** The ensemble that it is of. */
  public LifEnsemble ensemble() {
    return ensemble;
  }

  /** The first neuron. */
  public int from() {
    return from;
  }

  /** The end of the neurons, exclusive, with the padding. */
  public int to() {
    return to;
  }

  /** How many elements of the input are not 0. */
  public int count() {
    return count;
  }

  /** Which elements of the input are not 0, ascending. */
  public int[] columns() {
    return columns;
  }

  /** The elements of the input that are not 0; at least {@link LifEnsemble#FEW} long. */
  public double[] factors() {
    return factors;
  }

  /** Room for the currents of a block; null if there are few inputs. */
  public double[] current() {
    return current;
  }

  /** Room for partial sums. */
  public double[] sums() {
    return sums;
  }

  /** Room for a bit a neuron of a block; null if few numbers are decoded. */
  public byte[] spikes() {
    return spikes;
  }
}
