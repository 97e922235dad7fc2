package org.spikelane.parallel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Long work on many items, on all cores, with the outcome of a loop over them. */
public final class Parallel {

  private Parallel() {}

  /** Is told how many items are done. Called by one thread at a time. */
  @FunctionalInterface
  public interface Done {

    /** Some items are done. */
    void report(int done);
  }

  /**
   * Makes something of every item.
   *
   * @param report is told first of 0, then of each item that is done; what it throws fails that
   *     item
   * @return in the order of the items
   * @throws RuntimeException what the first item in order that failed threw, itself: a parallel
   *     stream would throw what came first in time, and a copy of it if it came from another thread
   */
  public static <A, B> List<B> map(List<A> items, Function<A, B> make, Done report) {
    if (items.isEmpty()) {
      return List.of();
    }
    report.report(0);
    AtomicInteger done = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger(items.size());
    List<Object> made = new ArrayList<>(Collections.nCopies(items.size(), null));
    IntStream.range(0, items.size())
        .parallel()
        .filter(i -> i < failed.get())
        .forEach(
            i -> {
              try {
                made.set(i, make.apply(items.get(i)));
                synchronized (done) {
                  report.report(done.incrementAndGet());
                }
              } catch (Throwable e) {
                // Whatever it is, and whoever threw it: the stream would not wait for the others.
                made.set(i, e);
                failed.accumulateAndGet(i, Math::min);
              }
            });
    if (failed.get() < items.size()) {
      Parallel.<RuntimeException>raise((Throwable) made.get(failed.get()));
    }
    @SuppressWarnings("unchecked")
    List<B> all = (List<B>) made;
    return all;
  }

  /** Throws it as it is, also what Java checks and a function of another language threw. */
  @SuppressWarnings("unchecked")
  public static <E extends Throwable> void raise(Throwable failure) throws E {
    throw (E) failure;
  }
}
