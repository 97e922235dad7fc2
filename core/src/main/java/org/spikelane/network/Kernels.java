package org.spikelane.network;

import static org.spikelane.check.Arguments.length;

import java.lang.reflect.Array;
import java.util.List;
import org.spikelane.graph.ConvolutionShape;

/** Kernels of convolutions, from nested arrays to a flat one. */
final class Kernels {

  private Kernels() {}

  /**
   * A kernel in the order of its shape, the last size fastest.
   *
   * @param nested arrays in arrays
   * @throws IllegalArgumentException if they have other lengths than the kernel's shape
   */
  static double[] flat(ConvolutionShape shape, Object nested) {
    List<Integer> sizes = shape.kernelShape();
    int depth = 0;
    for (Class<?> c = nested.getClass(); c.isArray(); c = c.getComponentType()) {
      depth++;
    }
    length("shape of kernel", depth, sizes.size());
    double[] flat = new double[shape.kernelElements()];
    fill("kernel", nested, sizes, flat, 0);
    return flat;
  }

  private static int fill(String name, Object nested, List<Integer> sizes, double[] flat, int at) {
    int size = sizes.get(0);
    length(name, Array.getLength(nested), size);
    if (nested instanceof double[] row) {
      System.arraycopy(row, 0, flat, at, size);
      return at + size;
    }
    int next = at;
    for (int i = 0; i < size; i++) {
      Object inner = Array.get(nested, i);
      next = fill(name + "[" + i + "]", inner, sizes.subList(1, sizes.size()), flat, next);
    }
    return next;
  }
}
