package org.spikelane.plan;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers from 0 on that have been joined, and which of them stands for those it is joined with.
 */
final class Joined {

  private final int[] next;

  /** Each by itself. */
  Joined(int count) {
    next = new int[count];
    Arrays.setAll(next, k -> k);
  }

  /** Joins numbers, and all that have been joined with any of them. */
  void join(List<Integer> numbers) {
    for (int number : numbers) {
      join(numbers.get(0), number);
    }
  }

  /** Joins two numbers; what stands for the first then stands for both. */
  void join(int a, int b) {
    next[first(b)] = first(a);
  }

  /** The one that stands for a number. */
  int first(int number) {
    int first = number;
    while (next[first] != first) {
      first = next[first];
    }
    for (int k = number; k != first; ) {
      int after = next[k];
      next[k] = first;
      k = after;
    }
    return first;
  }
}
