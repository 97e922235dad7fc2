package org.spikelane.network;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import org.spikelane.graph.ConvolutionShape;
import org.spikelane.graph.SparseMatrix;

/**
 * The linear map of a connection, from what its function gives to what its end takes. Immutable.
 */
public sealed interface Transform {

  /** The map that changes nothing. */
  Transform IDENTITY = new Scale(1);

  /**
   * Every number times the same factor.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  static Transform scale(double factor) {
    return new Scale(finite("transform", factor));
  }

  /**
   * A matrix.
   *
   * @param matrix {@code [output][input]}, finite; copied
   * @throws IllegalArgumentException if it has no elements, rows of different lengths, or elements
   *     that are not finite
   */
  static Transform dense(double[][] matrix) {
    if (matrix.length == 0 || matrix[0].length == 0) {
      throw refused("transform", "a matrix without elements", "[output][input], 1 or more of each");
    }
    double[] flat = new double[Math.multiplyExact(matrix.length, matrix[0].length)];
    for (int i = 0; i < matrix.length; i++) {
      length("transform[" + i + "]", matrix[i].length, matrix[0].length);
      for (int j = 0; j < matrix[i].length; j++) {
        flat[i * matrix[i].length + j] = finite("transform[" + i + "][" + j + "]", matrix[i][j]);
      }
    }
    return new Dense(matrix.length, matrix[0].length, flat);
  }

  /** A matrix of which only some elements are kept. */
  static Transform sparse(SparseMatrix matrix) {
    return new Sparse(matrix);
  }

  /**
   * A sparse matrix from coordinates and what is there; see {@link SparseMatrix#of}.
   *
   * @throws IllegalArgumentException if the lists differ in length, a coordinate is not in the
   *     matrix, or a value is not finite
   */
  static Transform sparse(
      int rows, int columns, int[] rowIndices, int[] columnIndices, double[] values) {
    return new Sparse(SparseMatrix.of(rows, columns, rowIndices, columnIndices, values));
  }

  /**
   * A convolution: filters moved over an input of one or two dimensions.
   *
   * @param shape from {@link ConvolutionShape.Builder#build}
   * @param kernel the last of {@link ConvolutionShape#kernelShape} fastest, finite; copied
   * @throws IllegalArgumentException if the shape is a transposed one, there are more or fewer
   *     elements than it has, or one is not finite
   */
  static Transform convolution(ConvolutionShape shape, double[] kernel) {
    if (shape.transposed()) {
      throw refused("shape", shape, "not transposed");
    }
    return new Convolved(shape, kernel);
  }

  /**
   * A convolution in one dimension.
   *
   * @param kernel {@code [position][channel][filter]}, finite; copied
   */
  static Transform convolution(ConvolutionShape shape, double[][][] kernel) {
    return convolution(shape, Kernels.flat(shape, kernel));
  }

  /**
   * A convolution in two dimensions.
   *
   * @param kernel {@code [row][column][channel][filter]}, finite; copied
   */
  static Transform convolution(ConvolutionShape shape, double[][][][] kernel) {
    return convolution(shape, Kernels.flat(shape, kernel));
  }

  /**
   * A transposed convolution: every input spread over the positions that the kernel has there.
   *
   * @param shape from {@link ConvolutionShape.Builder#buildTransposed}
   * @param kernel the last of {@link ConvolutionShape#kernelShape} fastest, finite; copied
   * @throws IllegalArgumentException if the shape is not a transposed one, there are more or fewer
   *     elements than it has, or one is not finite
   */
  static Transform convolutionTranspose(ConvolutionShape shape, double[] kernel) {
    if (!shape.transposed()) {
      throw refused("shape", shape, "transposed");
    }
    return new Convolved(shape, kernel);
  }

  /**
   * A transposed convolution in one dimension.
   *
   * @param kernel {@code [position][channel][filter]}, finite; copied
   */
  static Transform convolutionTranspose(ConvolutionShape shape, double[][][] kernel) {
    return convolutionTranspose(shape, Kernels.flat(shape, kernel));
  }

  /**
   * A transposed convolution in two dimensions.
   *
   * @param kernel {@code [row][column][channel][filter]}, finite; copied
   */
  static Transform convolutionTranspose(ConvolutionShape shape, double[][][][] kernel) {
    return convolutionTranspose(shape, Kernels.flat(shape, kernel));
  }

  /**
   * How many numbers it makes of so many.
   *
   * @throws IllegalArgumentException if it does not take so many
   */
  int sizeOut(int sizeIn);

  /** Every number times the same factor. */
  record Scale(double factor) implements Transform {
    @Override
    public int sizeOut(int sizeIn) {
      return sizeIn;
    }
  }

  /** A matrix, row after row. */
  final class Dense implements Transform {
    private final int rows;
    private final int columns;
    private final double[] values;

    private Dense(int rows, int columns, double[] values) {
      this.rows = rows;
      this.columns = columns;
      this.values = values;
    }

    @Override
    public int sizeOut(int sizeIn) {
      if (sizeIn != columns) {
        throw refused("transform", rows + " × " + columns, "a matrix of " + sizeIn + " columns");
      }
      return rows;
    }

    /** Not to be written to. */
    double[] values() {
      return values;
    }

    int rows() {
      return rows;
    }

    int columns() {
      return columns;
    }

    @Override
    public String toString() {
      return rows + " × " + columns + " matrix";
    }
  }

  /** A matrix of which only some elements are kept. */
  record Sparse(SparseMatrix matrix) implements Transform {
    @Override
    public int sizeOut(int sizeIn) {
      if (sizeIn != matrix.columns()) {
        throw refused("transform", matrix, "a matrix of " + sizeIn + " columns");
      }
      return matrix.rows();
    }

    @Override
    public String toString() {
      return matrix.toString();
    }
  }

  /** A convolution, or a transposed one. */
  final class Convolved implements Transform {
    private final ConvolutionShape shape;
    private final double[] kernel;

    private Convolved(ConvolutionShape shape, double[] kernel) {
      length("kernel", kernel.length, shape.kernelElements());
      this.shape = shape;
      this.kernel = kernel.clone();
      for (int k = 0; k < kernel.length; k++) {
        finite("kernel[" + k + "]", this.kernel[k]);
      }
    }

    /** Of what to what. */
    public ConvolutionShape shape() {
      return shape;
    }

    /** Not to be written to. */
    double[] kernel() {
      return kernel;
    }

    @Override
    public int sizeOut(int sizeIn) {
      if (sizeIn != shape.inputSize()) {
        throw refused(
            "transform", shape, "one of " + sizeIn + " numbers, not " + shape.inputSize());
      }
      return shape.outputSize();
    }

    @Override
    public String toString() {
      return shape.toString();
    }
  }
}
