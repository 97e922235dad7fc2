package org.spikelane.network;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress as one line that is printed again and again over itself. */
final class ConsoleProgress implements Progress {

  /** Work that is over by then prints nothing. */
  private static final long QUIET = 1_000_000_000L;

  private static final long BETWEEN = 200_000_000L;

  private final PrintStream to;
  private final LongSupplier clock;
  private String what;
  private long firstDone;
  private long lastDone;
  private long started;
  private long printed;
  private int width;

  /**
   * A line.
   *
   * @param clock nanoseconds since whenever
   */
  ConsoleProgress(PrintStream to, LongSupplier clock) {
    this.to = to;
    this.clock = clock;
  }

  @Override
  public void report(String what, long done, long total) {
    long now = clock.getAsLong();
    if (!what.equals(this.what) || done <= lastDone) {
      // The first report of a piece of work. What was done before it took an unknown time.
      this.what = what;
      firstDone = done;
      started = now;
      printed = now - BETWEEN;
      width = 0;
    }
    lastDone = done;
    if (done < total && (now - started < QUIET || now - printed < BETWEEN)) {
      return;
    }
    if (done >= total && width == 0) {
      return;
    }
    printed = now;
    print(done, total, (now - started) * 1e-9);
  }

  private void print(long done, long total, double seconds) {
    String line =
        String.format(
            Locale.ROOT,
            "%s: %d of %d (%d %%), %s",
            what,
            done,
            total,
            (long) (100.0 * done / total),
            done < total
                ? time(seconds * (total - done) / Math.max(1, done - firstDone)) + " left"
                : "took " + time(seconds));
    // Blanks over what a longer line before has left.
    to.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    width = line.length();
    if (done >= total) {
      to.println();
    }
    to.flush();
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
  }
}
