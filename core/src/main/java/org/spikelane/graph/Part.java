package org.spikelane.graph;

import java.util.Arrays;

/**
 * The accesses to one and the same elements of a base, and what order follows: set, every increment
 * after the one before, all reads, update.
 */
final class Part {

  /** Indices of operators, ascending. */
  private static final class Indices {
    private int[] indices = new int[1];
    private int count;

    void add(int index) {
      if (count == indices.length) {
        indices = Arrays.copyOf(indices, 2 * count);
      }
      indices[count++] = index;
    }

    /** How many are below an index. */
    int below(int index) {
      int at = Arrays.binarySearch(indices, 0, count, index);
      at = at < 0 ? -at - 1 : at;
      while (at > 0 && indices[at - 1] == index) {
        at--;
      }
      return at;
    }

    boolean contains(int index) {
      return Arrays.binarySearch(indices, 0, count, index) >= 0;
    }
  }

  private static final int NONE = -1;

  private final Elements elements;
  private final Indices increments = new Indices();
  private final Indices reads = new Indices();
  private Access writer;
  private int set = NONE;
  private int update = NONE;
  private int beforeReads = NONE;
  private int afterReads = NONE;

  Part(Elements elements) {
    this.elements = elements;
  }

  Elements elements() {
    return elements;
  }

  /** Who sets or updates it; null if nobody does. */
  Access writer() {
    return writer;
  }

  boolean isOnlyRead() {
    return writer == null && increments.count == 0;
  }

  /** Adds an access, in the order of declaration. */
  void add(Access access) {
    switch (access.role()) {
      case SET -> set = access.index();
      case INCREMENT -> increments.add(access.index());
      case READ -> reads.add(access.index());
      case UPDATE -> update = access.index();
    }
    if (access.role() == Role.SET || access.role() == Role.UPDATE) {
      writer = access;
    }
  }

  /** The last to set or increment. */
  private int last() {
    return increments.count == 0 ? set : increments.indices[increments.count - 1];
  }

  /** An edge, unless there is nobody, or an operator would wait for itself. */
  private static void edge(int before, int after, Precedence precedence) {
    if (before != NONE && after != NONE && before != after) {
      precedence.edge(before, after);
    }
  }

  /** The order of its own accesses. */
  void chain(Precedence precedence) {
    int before = set;
    for (int k = 0; k < increments.count; k++) {
      edge(before, increments.indices[k], precedence);
      before = increments.indices[k];
    }
    edge(before, update, precedence);
    for (int k = 0; k < reads.count; k++) {
      edge(before, reads.indices[k], precedence);
      edge(reads.indices[k], update, precedence);
    }
  }

  /** The order of its accesses and those of another part that overlaps with it. */
  void relate(Part other, Precedence precedence) {
    if (increments.count < other.increments.count) {
      alternate(other, precedence);
    } else {
      other.alternate(this, precedence);
    }
    comesBefore(other, precedence);
    other.comesBefore(this, precedence);
  }

  /** Increments of both in the order of declaration; each part's own are in order already. */
  private void alternate(Part more, Precedence precedence) {
    for (int k = 0; k < increments.count; k++) {
      int index = increments.indices[k];
      int below = more.increments.below(index);
      if (below > 0) {
        edge(more.increments.indices[below - 1], index, precedence);
      }
      int above = more.increments.below(index + 1);
      if (above < more.increments.count) {
        edge(index, more.increments.indices[above], precedence);
      }
    }
  }

  /** What has to happen here before something else happens there. */
  private void comesBefore(Part other, Precedence precedence) {
    if (other.increments.count > 0) {
      edge(set, other.increments.indices[0], precedence);
    }
    if (last() != NONE) {
      edge(last(), other.beforeReads(precedence), precedence);
      edge(last(), other.update, precedence);
    }
    if (other.update != NONE) {
      if (reads.contains(other.update)) {
        // It may read what it updates, so it does not wait for all.
        for (int k = 0; k < reads.count; k++) {
          edge(reads.indices[k], other.update, precedence);
        }
      } else {
        edge(afterReads(precedence), other.update, precedence);
      }
    }
  }

  /** What comes before all reads: the only one, or an event. */
  private int beforeReads(Precedence precedence) {
    if (beforeReads == NONE && reads.count > 0) {
      beforeReads = reads.count == 1 ? reads.indices[0] : precedence.event();
      for (int k = 0; k < reads.count; k++) {
        edge(beforeReads, reads.indices[k], precedence);
      }
    }
    return beforeReads;
  }

  /** What comes after all reads: the only one, or an event. */
  private int afterReads(Precedence precedence) {
    if (afterReads == NONE && reads.count > 0) {
      afterReads = reads.count == 1 ? reads.indices[0] : precedence.event();
      for (int k = 0; k < reads.count; k++) {
        edge(reads.indices[k], afterReads, precedence);
      }
    }
    return afterReads;
  }
}
