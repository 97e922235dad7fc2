package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adds a product, element by element: to += a · b. Where a factor has size 1 along an axis (or does
 * not have the axis) that element is used for all.
 *
 * @param a a factor
 * @param b a factor
 * @param to incremented; its shape is what the factors stretch to
 */
public record ElementwiseProduct(Signal a, Signal b, Signal to) implements Operator {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if a factor does not stretch to the shape
   */
  public ElementwiseProduct {
    check("a", a, to);
    check("b", b, to);
  }

  private static void check(String name, Signal factor, Signal to) {
    boolean fits = factor.shape().length <= to.shape().length;
    for (int back = 1; fits && back <= factor.shape().length; back++) {
      int size = factor.shape()[factor.shape().length - back];
      fits = size == 1 || size == to.shape()[to.shape().length - back];
    }
    if (!fits) {
      throw refused(name, factor, "of a shape that stretches to that of " + to);
    }
  }

  @Override
  public String label() {
    return "add " + a.name() + " · " + b.name() + " to " + to.name();
  }

  @Override
  public List<Signal> increments() {
    return List.of(to);
  }

  @Override
  public List<Signal> reads() {
    return List.of(a, b);
  }

  @Override
  public boolean onlyWrites() {
    return true;
  }

  @Override
  public boolean sharesArrays() {
    return true;
  }

  @Override
  public Step bind(Context context) {
    double[] x = context.array(a);
    double[] y = context.array(b);
    double[] z = context.array(to);
    int[] xs = stretched(a, context);
    int[] ys = stretched(b, context);
    int[] zs = context.positions(to);
    if (isRow(ys) && isRow(zs) && Arrays.stream(xs).allMatch(i -> i == xs[0])) {
      // The usual case, a vector times a number: without lists of places.
      int xAt = xs[0];
      int yAt = ys[0];
      int zAt = zs[0];
      int count = zs.length;
      return () -> {
        for (int i = 0; i < count; i++) {
          z[zAt + i] = Math.fma(x[xAt], y[yAt + i], z[zAt + i]);
        }
      };
    }
    return () -> {
      for (int i = 0; i < zs.length; i++) {
        z[zs[i]] = Math.fma(x[xs[i]], y[ys[i]], z[zs[i]]);
      }
    };
  }

  /** Whether places lie one after the other. */
  private static boolean isRow(int[] places) {
    return places.length > 0
        && IntStream.range(0, places.length).allMatch(i -> places[i] == places[0] + i);
  }

  /** Where a factor's element for every element of the result is. */
  private int[] stretched(Signal factor, Context context) {
    int[] positions = new int[to.size()];
    int columns = to.shape().length == 0 ? 1 : to.shape()[to.shape().length - 1];
    int axes = factor.shape().length;
    for (int i = 0; i < positions.length; i++) {
      int row = i / columns;
      int column = i % columns;
      positions[i] = context.at(factor);
      if (axes > 0 && factor.size(axes - 1) > 1) {
        positions[i] += column * factor.stride(axes - 1);
      }
      if (axes > 1 && factor.size(0) > 1) {
        positions[i] += row * factor.stride(0);
      }
    }
    return positions;
  }
}
