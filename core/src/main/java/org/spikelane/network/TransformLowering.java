package org.spikelane.network;

import java.util.List;
import org.spikelane.graph.Convolution;
import org.spikelane.graph.ConvolutionShape;
import org.spikelane.graph.ConvolutionTranspose;
import org.spikelane.graph.ElementwiseProduct;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Product;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;
import org.spikelane.graph.SparseMatrix;
import org.spikelane.graph.SparseProduct;

/**
 * What a transform becomes in a graph: the only place that knows how each kind is computed.
 *
 * <p>A factor and a matrix are multiplied into the decoders, if there are any, so that decoding and
 * transform are one product. What has structure that this would lose, a sparse matrix or a
 * convolution, is an operator of its own after decoding.
 */
final class TransformLowering {

  private TransformLowering() {}

  /** Whether the transform is multiplied into decoders. */
  static boolean joinsDecoders(Transform transform) {
    return transform instanceof Transform.Scale || transform instanceof Transform.Dense;
  }

  /**
   * Decoders and, if it joins them, the transform, as one matrix.
   *
   * @param decoders {@code [neuron][decoded]}
   * @return {@code [output][neuron]}, row after row
   */
  static double[] timesDecoders(Transform transform, double[][] decoders) {
    int neurons = decoders.length;
    int decoded = decoders[0].length;
    if (transform instanceof Transform.Dense dense) {
      double[] product = new double[Math.multiplyExact(dense.rows(), neurons)];
      for (int r = 0; r < dense.rows(); r++) {
        for (int i = 0; i < neurons; i++) {
          double sum = 0;
          for (int k = 0; k < decoded; k++) {
            sum += dense.values()[r * decoded + k] * decoders[i][k];
          }
          product[r * neurons + i] = sum;
        }
      }
      return product;
    }
    double factor = transform instanceof Transform.Scale scale ? scale.factor() : 1;
    double[] product = new double[Math.multiplyExact(decoded, neurons)];
    for (int r = 0; r < decoded; r++) {
      for (int i = 0; i < neurons; i++) {
        product[r * neurons + i] = 0 + factor * decoders[i][r];
      }
    }
    return product;
  }

  /** The transform as a matrix {@code [output][input]}, row after row, whatever it is. */
  static double[] matrix(Transform transform, int sizeIn) {
    if (transform instanceof Transform.Dense dense) {
      return dense.values();
    }
    double[] matrix = new double[Math.multiplyExact(transform.sizeOut(sizeIn), sizeIn)];
    if (transform instanceof Transform.Scale scale) {
      for (int k = 0; k < sizeIn; k++) {
        matrix[k * sizeIn + k] = scale.factor();
      }
      return matrix;
    }
    SparseMatrix sparse =
        transform instanceof Transform.Convolved convolved
            ? convolved.shape().toSparse(convolved.kernel())
            : ((Transform.Sparse) transform).matrix();
    int[] rows = sparse.rowIndices();
    int[] columns = sparse.columnIndices();
    double[] values = sparse.values();
    for (int k = 0; k < values.length; k++) {
      matrix[rows[k] * sizeIn + columns[k]] = values[k];
    }
    return matrix;
  }

  /**
   * Adds what computes the transform.
   *
   * @param label of the connection
   * @param from what is transformed
   * @param operators added to
   * @return the result; {@code from} itself, if the transform changes nothing
   */
  static Signal add(Transform transform, String label, Signal from, List<Operator> operators) {
    if (transform instanceof Transform.Scale scale && scale.factor() == 1) {
      return from;
    }
    Signal to = Signal.zeros(label + ".transformed", transform.sizeOut(from.size()));
    String name = label + ".transform";
    if (transform instanceof Transform.Scale scale) {
      operators.add(new Reset(to, 0));
      Signal factor = Signal.constant(name, new double[] {scale.factor()});
      operators.add(new ElementwiseProduct(factor, from, to));
    } else if (transform instanceof Transform.Dense dense) {
      Signal matrix = Signal.constant(name, dense.values(), dense.rows(), dense.columns());
      operators.add(new Product(matrix, from, to, false));
    } else if (transform instanceof Transform.Sparse sparse) {
      Signal values = sparse.matrix().signal(name);
      operators.add(new SparseProduct(sparse.matrix(), values, from, to, false));
    } else {
      Transform.Convolved convolved = (Transform.Convolved) transform;
      ConvolutionShape shape = convolved.shape();
      Signal kernel = Signal.constant(name, convolved.kernel(), shape.kernelElements());
      operators.add(
          shape.transposed()
              ? new ConvolutionTranspose(shape, kernel, from, to, false)
              : new Convolution(shape, kernel, from, to, false));
    }
    return to;
  }
}
