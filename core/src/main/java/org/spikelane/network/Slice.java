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

  /** What this is a part of: no slice. */
  public Connectable of() {
    return of;
  }

  /** Which of its numbers; a copy. */
  public int[] indices() {
    return indices.clone();
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
    return indices.length;
  }

  @Override
  public int sizeIn() {
    return indices.length;
  }

  @Override
  public String toString() {
    return label();
  }
}
