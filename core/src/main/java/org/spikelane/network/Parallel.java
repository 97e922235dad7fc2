package org.spikelane.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Long work on many items, on all cores, with the outcome of a loop over them. */
final class Parallel {

  private Parallel() {}

  /**
   * Builds something of every item.
   *
   * @param what the kind of work, for the progress
   * @return in the order of the items
   * @throws RuntimeException what the first item in order that failed threw, itself: a parallel
   *     stream would throw what came first in time, and a copy of it if it came from another thread
   */
  static <A, B> List<B> map(String what, List<A> items, Function<A, B> build, Progress progress) {
    if (items.isEmpty()) {
      return List.of();
    }
    progress.report(what, 0, items.size());
    AtomicLong done = new AtomicLong();
    AtomicInteger failed = new AtomicInteger(items.size());
    List<Object> built = new ArrayList<>(Collections.nCopies(items.size(), null));
    IntStream.range(0, items.size())
        .parallel()
        .filter(i -> i < failed.get())
        .forEach(
            i -> {
              try {
                built.set(i, build.apply(items.get(i)));
              } catch (RuntimeException | Error e) {
                built.set(i, e);
                failed.accumulateAndGet(i, Math::min);
                return;
              }
              synchronized (done) {
                progress.report(what, done.incrementAndGet(), items.size());
              }
            });
    if (failed.get() < items.size()) {
      Object failure = built.get(failed.get());
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
    @SuppressWarnings("unchecked")
    List<B> all = (List<B>) built;
    return all;
  }
}
