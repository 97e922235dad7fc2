package org.spikelane.kernel;

/**
 * Adds a matrix times a vector to a vector, y += A · x, the sums in a defined order.
 *
 * <p><b>A matrix with at least as many rows as columns</b> (encoders: many neurons, few dimensions)
 * goes column by column: y[i] = fma(A[i][j], x[j], y[i]) for each j whose x[j] is not 0, ascending.
 *
 * <p><b>A matrix with more columns than rows</b> (decoders) sums each row block by block of {@value
 * #BLOCK} columns. A block has {@value #PARTS} partial sums that begin with 0: the terms of column
 * j go, by fma and ascending, to the sum j mod {@value #PARTS}, and its sum is ((s0 + s4) + (s2 +
 * s6)) + ((s1 + s5) + (s3 + s7)). The sums of the blocks are added up, the first first, and y[i] +=
 * the total.
 *
 * <p>Both orders are made for SIMD and for threads: the first has no dependence between rows, the
 * second gives every lane, of {@value #PARTS} or fewer, a sum of its own, and every block can be
 * summed by another thread.
 */
public final class DenseProduct {

  /** Partial sums of a row. */
  public static final int PARTS = 8;

  /** Columns of a block: the neurons that a thread may take on its own. */
  public static final int BLOCK = 512;

  private final ProductKernel kernel;
  private final Matrix matrix;
  private final Vector x;
  private final Vector y;
  private final int[] columns;
  private final double[] factors;
  private final double[] parts = new double[ProductKernel.ROOM];

  private DenseProduct(ProductKernel kernel, Matrix matrix, Vector x, Vector y) {
    this.kernel = kernel;
    this.matrix = matrix;
    this.x = x;
    this.y = y;
    boolean tall = matrix.isTall();
    this.columns = tall ? new int[matrix.columns()] : null;
    this.factors = tall ? new double[matrix.columns()] : null;
  }

  /**
   * A matrix in an array: element (i, j) is at [from + i · rowStride + j · columnStride].
   *
   * @param array where it is
   * @param from position of element (0, 0)
   * @param rows 0 or more
   * @param columns 0 or more
   * @param rowStride from one row to the next
   * @param columnStride from one column to the next
   */
  public record Matrix(
      double[] array, int from, int rows, int columns, int rowStride, int columnStride) {

    boolean isTall() {
      return rows >= columns;
    }

    /** Whether those elements lie beside each other that are multiplied one after the other. */
    private boolean isInReadingOrder() {
      return isTall() ? rowStride == 1 || rows < 2 : columnStride == 1 || columns < 2;
    }

    /**
     * The same matrix, as it is now, with its elements in the order in which a product reads them:
     * itself, or a copy.
     */
    public Matrix inReadingOrder() {
      if (isInReadingOrder()) {
        return this;
      }
      int down = isTall() ? 1 : columns;
      int across = isTall() ? rows : 1;
      double[] ordered = new double[Math.multiplyExact(rows, columns)];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          ordered[i * down + j * across] = array[from + i * rowStride + j * columnStride];
        }
      }
      return new Matrix(ordered, 0, rows, columns, down, across);
    }
  }

  /**
   * A vector in an array: element i is at [from + i · stride].
   *
   * @param array where it is
   * @param from position of element 0
   * @param stride from one element to the next
   */
  public record Vector(double[] array, int from, int stride) {}

  /**
   * A product of given operands, to be added any number of times.
   *
   * @param choice the implementation; all give the same bits
   * @param matrix A
   * @param x as many elements as A has columns
   * @param y as many elements as A has rows, none of them one of the others'; the array may be that
   *     of x, as small signals share one
   */
  public static DenseProduct of(KernelChoice choice, Matrix matrix, Vector x, Vector y) {
    boolean dense =
        matrix.isTall()
            ? matrix.rowStride() == 1 && y.stride() == 1
            : matrix.columnStride() == 1 && x.stride() == 1;
    ProductKernel kernel =
        dense ? KernelProvider.product(choice) : KernelProvider.product(KernelChoice.SCALAR);
    return new DenseProduct(kernel, matrix, x, y);
  }

  /** How many blocks so many columns are. */
  public static int blocks(int columns) {
    return (int) ((columns + (long) BLOCK - 1) / BLOCK);
  }

  /** Adds the product, of the values that the operands have now. */
  public void add() {
    if (!matrix.isTall()) {
      kernel.addRows(matrix, x, y, parts);
      return;
    }
    int count = 0;
    for (int j = 0; j < matrix.columns(); j++) {
      double factor = x.array()[x.from() + j * x.stride()];
      if (factor != 0) {
        columns[count] = j;
        factors[count++] = factor;
      }
    }
    kernel.addColumns(matrix, columns, factors, count, y);
  }
}
