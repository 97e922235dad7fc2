package org.spikelane.sim;

import static org.spikelane.check.Arguments.refused;

import java.nio.file.Path;
import org.spikelane.graph.Recording;
import org.spikelane.network.Progress;

/**
 * What a simulator runs at present, until it is closed, and what of it may be called in the state
 * that it is in: between two ticks, within one, while sinks are handed what a tick has sampled,
 * after a tick that failed, and when it is closed. The checks say so, and what runs or shows
 * something relies on its caller to have asked the one that fits.
 */
final class Execution {

  private final Runners runners;
  private final Streams streams = new Streams();
  private Bound bound;
  private Runner runner;
  private boolean closed;

  /** Whether steps are running: what signals and probes hold is of this tick in part. */
  private boolean inTick;

  /** Whether streams are handed a tick that is over. */
  private boolean delivering;

  /** Why a tick failed; null if none has since it began. */
  private Throwable broken;

  /** At time 0. */
  Execution(Runners runners, long seed) {
    this.runners = runners;
    begin(seed);
  }

  /** Begins at time 0, whatever was before. */
  void begin(long seed) {
    begin(runners.begin(seed));
  }

  /**
   * Goes to the state in a file.
   *
   * @throws CheckpointException if it cannot; nothing has changed
   */
  void restore(Path file, byte[] fingerprint) {
    begin(runners.of(Checkpoint.read(file, fingerprint, runners::restored)));
  }

  private void begin(Runner next) {
    dismiss();
    goOn(next);
    broken = null;
  }

  /** Goes on with another runner. */
  private void goOn(Runner next) {
    runner = next;
    bound = next.bound();
    streams.moveTo(bound);
  }

  /** Lets the threads end, if there are any. */
  private void dismiss() {
    if (runner != null) {
      runner.close();
      runner = null;
    }
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the simulator is closed");
    }
  }

  /** For what must not be called from within a tick, nor by a sink that gets its samples. */
  void checkOutside() {
    checkBetweenTicks();
    if (delivering) {
      throw inTheMiddle();
    }
  }

  /**
   * For what reads or changes signals and samples: within a tick, what it meets would depend on
   * which steps have run.
   */
  void checkBetweenTicks() {
    checkOpen();
    if (inTick) {
      throw inTheMiddle();
    }
  }

  private static IllegalStateException inTheMiddle() {
    return new IllegalStateException("the simulator is in the middle of a tick");
  }

  void checkUsable() {
    checkOpen();
    if (broken != null) {
      throw new IllegalStateException(
          "a tick failed, and left the network between two ticks; reset() begins again", broken);
    }
  }

  /** What runs: another one after each beginning, and whenever runs go on in other pieces. */
  Bound bound() {
    return bound;
  }

  Streams streams() {
    return streams;
  }

  void step() {
    choose(1);
    advance(1);
  }

  /** Runs some ticks, with room for what is recorded in them. */
  void run(long count, Progress progress) {
    reserve(count);
    progress.report("ticks", 0, count);
    for (long done = 0; done < count; ) {
      // Checked again: whoever is told of progress may have closed it.
      checkUsable();
      checkOutside();
      long next = progress == Progress.NONE ? count : Math.min(done - done % 100 + 100, count);
      while (done < next) {
        choose(next - done);
        done += advance(streams.isEmpty() ? next - done : 1);
      }
      progress.report("ticks", next, count);
    }
  }

  /** Makes room for what is recorded in so many ticks more: in all recordings or in none. */
  void reserve(long moreTicks) {
    if (moreTicks < 0) {
      throw refused("ticks", moreTicks, "0 or above");
    }
    for (Recording recording : bound.recordings()) {
      recording.check(moreTicks);
    }
    for (Recording recording : bound.recordings()) {
      recording.reserve(moreTicks);
    }
  }

  /** Chooses what runs the next ticks. */
  private void choose(long count) {
    Runner next = runners.next(runner, count, !streams.isEmpty());
    if (next != runner) {
      goOn(next);
    }
  }

  /** Runs some of the next ticks; how many. */
  private long advance(long count) {
    long run;
    inTick = true;
    try {
      run = runners.run(runner, count);
    } catch (Throwable e) {
      // Also what Java checks, which operators in other languages throw unasked.
      broken = e;
      for (Recording recording : bound.recordings()) {
        recording.dropAfter(bound.ticks());
      }
      throw e;
    } finally {
      inTick = false;
    }
    if (!streams.isEmpty()) {
      deliver();
    }
    return run;
  }

  private void deliver() {
    delivering = true;
    try {
      streams.deliver();
    } finally {
      delivering = false;
    }
  }

  /** Lets go of what runs, also if a stream cannot write what it held back; then throws. */
  void close() {
    if (!closed) {
      checkOutside();
    }
    try {
      streams.close();
    } finally {
      closed = true;
      dismiss();
      bound = null;
    }
  }
}
