package org.spikelane.network;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A part of something that can be connected. Immutable. */
public final class Slice implements Connectable {

  private final Connectable of;
  private final int[] indices;

  Slice(Connectable of, int[] indices) {
    int size = Math.max(of.sizeOut(), of.sizeIn());
    if (indices.length == 0) {
      throw refused("slice of " + of.label(), "empty", "of at least 1 element");
    }
    for (int i : indices) {
      if (i < 0 || i >= size) {
        throw refused("index into " + of.label(), i, "from 0 to " + (size - 1));
      }
    }
    if (of instanceof Slice slice) {
      this.of = slice.of;
      this.indices = Arrays.stream(indices).map(i -> slice.indices[i]).toArray();
    } else {
      this.of = of;
      this.indices = indices.clone();
    }
  }

  /**
   * Checks that what connections carry away from it is there: it may be a part of a node with more
   * inputs than outputs.
   */
  void checkOut() {
    check(of.sizeOut(), "output of ");
  }

  /** Checks that what connections bring to it is there. */
  void checkIn() {
    check(of.sizeIn(), "input of ");
  }

  private void check(int size, String side) {
    for (int i : indices) {
      if (i >= size) {
        throw refused("index into the " + side + of.label(), i, "from 0 to " + (size - 1));
      }
    }
  }

  /** What something is a part of; itself, if it is no slice. */
  static Connectable whole(Connectable part) {
    return part instanceof Slice slice ? slice.of : part;
  }

  /** What this is a part of: no slice. */
  public Connectable of() {
    return of;
  }

  /** Which of its numbers; a copy. */
  public int[] indices() {
    return indices.clone();
  }

  /** Whether its numbers lie beside each other, in order. */
  boolean isRange() {
    for (int k = 1; k < indices.length; k++) {
      if (indices[k] != indices[0] + k) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Network network() {
    return of.network();
  }

  @Override
  public String label() {
    return of.label()
        + Arrays.stream(indices)
            .limit(4)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "[", indices.length > 4 ? ",…]" : "]"));
  }

  @Override
  public int sizeOut() {
    return of.sizeOut() == 0 ? 0 : indices.length;
  }

  @Override
  public int sizeIn() {
    return of.sizeIn() == 0 ? 0 : indices.length;
  }

  @Override
  public String toString() {
    return label();
  }
}
