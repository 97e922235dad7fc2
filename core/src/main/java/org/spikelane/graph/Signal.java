package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * What operators read and write: a scalar (shape {@code []}), a vector {@code [n]} or a matrix
 * {@code [rows][columns]} of doubles, or a strided view of one.
 *
 * <p>A signal is a description: it holds the values it begins with, not those it has while a
 * simulation runs. A base signal stands for numbers in an array, its elements row after row ({@link
 * Context}); a view stands for some of the elements of its base. Signals are compared by identity.
 */
public final class Signal {

  private final String name;
  private final int[] shape;
  private final Signal base;
  private final int offset;
  private final int[] strides;
  private final double[] initial;
  private final boolean constant;

  private Signal(
      String name,
      int[] shape,
      Signal base,
      int offset,
      int[] strides,
      double[] initial,
      boolean constant) {
    this.name = name;
    this.shape = shape;
    this.base = base == null ? this : base;
    this.offset = offset;
    this.strides = strides;
    this.initial = initial;
    this.constant = constant;
  }

  /**
   * A signal that begins with zeros.
   *
   * @param name for people; need not be unique
   * @param shape up to 2 sizes, each 0 or above
   * @throws IllegalArgumentException if the shape is not one, or too large for an array
   */
  public static Signal zeros(String name, int... shape) {
    return base(name, null, shape, false);
  }

  /**
   * A signal that begins with given values.
   *
   * @param initial row after row; copied
   * @throws IllegalArgumentException if there are not as many values as the shape has elements
   */
  public static Signal of(String name, double[] initial, int... shape) {
    return base(name, initial.clone(), shape, false);
  }

  /**
   * A signal that no operator may write to, such as a matrix of weights.
   *
   * @param values row after row; not copied, and from here on not to be changed
   * @throws IllegalArgumentException if there are not as many values as the shape has elements
   */
  public static Signal constant(String name, double[] values, int... shape) {
    return base(name, values, shape, true);
  }

  private static Signal base(String name, double[] initial, int[] shape, boolean constant) {
    if (shape.length > 2) {
      throw refused("shape of " + name, Arrays.toString(shape), "of at most 2 sizes");
    }
    long size = 1;
    for (int s : shape) {
      if (s < 0) {
        throw refused("shape of " + name, Arrays.toString(shape), "of sizes 0 or above");
      }
      size *= s;
      if (size > Integer.MAX_VALUE - 8) {
        throw refused("shape of " + name, Arrays.toString(shape), "of fewer than 2^31 elements");
      }
    }
    if (initial != null && initial.length != size) {
      throw refused("initial values of " + name + ".length", initial.length, "" + size);
    }
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return new Signal(name, shape.clone(), null, 0, strides, initial, constant);
  }

  /**
   * A view of some rows (of a vector, elements).
   *
   * @param from the first, inclusive
   * @param to the end, exclusive; if the step is negative, below from, and −1 is before the first
   * @param step from one row to the next, not 0
   * @throws IllegalArgumentException if the rows are not there, or this is a scalar
   */
  public Signal slice(int from, int to, int step) {
    if (shape.length == 0) {
      throw refused("slice of " + name, "a scalar", "of a vector or a matrix");
    }
    int rows = shape[0];
    if (step == 0) {
      throw refused("step of a slice of " + name, 0, "other than 0");
    }
    boolean up = step > 0;
    if (from < 0 || from > rows - (up ? 0 : 1)) {
      throw refused("from of a slice of " + name, from, "from 0 to " + (rows - (up ? 0 : 1)));
    }
    if (up ? to < from || to > rows : to > from || to < -1) {
      throw refused(
          "to of a slice of " + name,
          to,
          up ? "from " + from + " to " + rows : "from -1 to " + from);
    }
    int[] shape = this.shape.clone();
    int[] strides = this.strides.clone();
    long distance = Math.abs((long) to - from);
    long stride = Math.abs((long) step);
    shape[0] = (int) ((distance + stride - 1) / stride);
    // A step too far for any second row would overflow, and is never taken.
    strides[0] = shape[0] > 1 ? strides[0] * step : strides[0];
    String text = from + ":" + to + (step == 1 ? "" : ":" + step);
    return view(name + "[" + text + "]", shape, offset + from * this.strides[0], strides);
  }

  /** The view of {@link #slice(int, int, int)} with step 1. */
  public Signal slice(int from, int to) {
    return slice(from, to, 1);
  }

  /** The view of a matrix with rows and columns exchanged. */
  public Signal transposed() {
    if (shape.length != 2) {
      throw refused("transpose of " + name, Arrays.toString(shape), "of a matrix");
    }
    return view(
        name + "ᵀ", new int[] {shape[1], shape[0]}, offset, new int[] {strides[1], strides[0]});
  }

  /**
   * A view of the same elements, row after row, in another shape.
   *
   * @throws IllegalArgumentException if it has another number of elements, or this is a view whose
   *     elements do not lie one after the other
   */
  public Signal reshaped(int... shape) {
    Signal like = base(name, null, shape, constant);
    if (like.size() != size() || !isContiguous()) {
      throw refused(
          "shape for " + this, Arrays.toString(shape), "of " + size() + " elements in a row");
    }
    return view(name, like.shape, offset, like.strides);
  }

  private Signal view(String name, int[] shape, int offset, int[] strides) {
    return new Signal(name, shape, base, offset, strides, null, constant);
  }

  /**
   * A view of any elements that two strides reach, none of them twice: for programs that write
   * graphs down. In code, {@link #slice}, {@link #transposed} and {@link #reshaped} say more.
   *
   * @param name for people
   * @param offset where the first element is in the array of this signal, which is no view
   * @param shape up to 2 sizes
   * @param strides from one element to the next along each axis, in the array
   * @throws IllegalArgumentException if this is a view, an element is outside of it or reached
   *     twice, or there are not as many strides as sizes
   */
  public Signal strided(String name, int offset, int[] shape, int[] strides) {
    int[] sizes = base(name, null, shape, constant).shape;
    if (isView()) {
      throw refused(strided(name), "a view", "of a signal that is none");
    }
    if (strides.length != sizes.length) {
      throw refused("strides of " + strided(name) + ".length", strides.length, "" + sizes.length);
    }
    long lowest = offset;
    long highest = offset;
    boolean empty = false;
    for (int axis = 0; axis < sizes.length; axis++) {
      long reach = (sizes[axis] - 1L) * strides[axis];
      lowest += Math.min(0, reach);
      highest += Math.max(0, reach);
      empty |= sizes[axis] == 0;
    }
    boolean inside =
        empty ? offset >= 0 && offset <= size() : lowest >= 0 && highest < (long) size();
    if (!inside) {
      throw refused(
          strided(name),
          "offset "
              + offset
              + ", shape "
              + Arrays.toString(sizes)
              + ", strides "
              + Arrays.toString(strides),
          "inside its " + size() + " elements");
    }
    if (!empty && reachesTwice(sizes, strides)) {
      throw refused(
          strided(name),
          "shape " + Arrays.toString(sizes) + ", strides " + Arrays.toString(strides),
          "of elements none of which is there twice");
    }
    return new Signal(name, sizes, this, offset, strides.clone(), null, constant);
  }

  private String strided(String name) {
    return "view " + name + " of " + this;
  }

  /** Whether strides reach an element twice, or do not lie within each other. */
  private static boolean reachesTwice(int[] sizes, int[] strides) {
    long inner = Long.MAX_VALUE;
    long reach = 0;
    long outer = Long.MAX_VALUE;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] > 1) {
        long stride = Math.abs((long) strides[axis]);
        if (stride == 0) {
          return true;
        }
        if (stride < inner) {
          outer = inner;
          inner = stride;
          reach = (sizes[axis] - 1) * stride;
        } else {
          outer = stride;
        }
      }
    }
    return outer != Long.MAX_VALUE && reach >= outer;
  }

  /**
   * The values that a signal begins with, row after row, not a copy; null if they are all 0, or
   * this is a view.
   */
  public DoubleBuffer values() {
    return initial == null ? null : DoubleBuffer.wrap(initial).asReadOnlyBuffer();
  }

  /** What it is called, for people. */
  public String name() {
    return name;
  }

  /** The sizes: none of a scalar, one of a vector, two of a matrix; a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** One of the sizes; 1 where a vector or scalar has no such axis. */
  public int size(int axis) {
    return axis < shape.length ? shape[axis] : 1;
  }

  /** How many elements. */
  public int size() {
    int size = 1;
    for (int s : shape) {
      size *= s;
    }
    return size;
  }

  /** The signal that this is a view of; itself, if it is none. */
  public Signal base() {
    return base;
  }

  /** Whether this is a view. */
  public boolean isView() {
    return base != this;
  }

  /** Whether no operator may write to it. */
  public boolean isConstant() {
    return constant;
  }

  /** Where its first element is in the base's array. */
  public int offset() {
    return offset;
  }

  /** How far it is from one element to the next along an axis, in the base's array. */
  public int stride(int axis) {
    return axis < strides.length ? strides[axis] : 0;
  }

  /** Whether its elements lie one after the other, row after row. */
  public boolean isContiguous() {
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (shape[axis] > 1 && strides[axis] != stride) {
        return false;
      }
      stride *= shape[axis];
    }
    return true;
  }

  /** Whether it is all of its base's array, in the same order. */
  public boolean isWhole() {
    return isContiguous() && size() == base.size();
  }

  /** Where every element is in the base's array, row after row. */
  public int[] positions() {
    int[] positions = new int[size()];
    Arrays.setAll(positions, this::position);
    return positions;
  }

  /** Where one element is in the base's array, counted row after row. */
  int position(int element) {
    int columns = size(1);
    return offset + element / columns * stride(0) + element % columns * stride(1);
  }

  /** The lowest position of an element in the base's array; meaningless if there is none. */
  int lowest() {
    int lowest = offset;
    for (int axis = 0; axis < shape.length; axis++) {
      lowest += Math.min(0, strides[axis] * (shape[axis] - 1));
    }
    return lowest;
  }

  /** Whether the two have an element in common. */
  public boolean overlaps(Signal other) {
    return base == other.base
        && size() > 0
        && other.size() > 0
        && Elements.of(this).overlaps(Elements.of(other));
  }

  /** The array that a simulation begins with, of a base signal; its own, unless it is constant. */
  double[] begin() {
    if (constant) {
      return initial == null ? new double[size()] : initial;
    }
    return initial == null ? new double[size()] : initial.clone();
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape).replace(" ", "");
  }
}
