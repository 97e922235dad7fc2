package org.spikelane.sim;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Takes the samples of a probe as they come, so that nothing is kept however long a network runs:
 * see {@link Simulator#stream}.
 *
 * <p>A callback is a lambda of {@link #row}. The other methods are for sinks that hold something,
 * such as an open file.
 */
@FunctionalInterface
public interface ProbeSink {

  /**
   * What a sink is told before the first row.
   *
   * @param probe its label
   * @param width how many numbers a sample has
   * @param dt length of a tick in seconds
   * @param tick the number of the last tick before the stream; 0 at time 0
   * @param samples how many samples the probe took since time 0, before the first that the sink
   *     gets
   * @param spike what one spike adds to a number in a tick, amplitude/dt, if the probe is one of
   *     the output of neurons; else NaN
   */
  record Header(String probe, int width, double dt, long tick, long samples, double spike) {}

  /**
   * Takes one sample, after its tick.
   *
   * @param tick the tick's number, from 1; its time is tick · dt
   * @param values {@code [element]}: not the sink's to keep or to change, the next sample
   *     overwrites them
   * @throws IOException if it cannot; the stream then ends
   */
  void row(long tick, double[] values) throws IOException;

  /** Begins; called once. */
  default void begin(Header header) throws IOException {}

  /** Hands on what it may hold back. */
  default void flush() throws IOException {}

  /** Ends, after a flush; called once. */
  default void close() throws IOException {}

  /**
   * To a NumPy file of doubles, {@code [sample][element]}, which {@code numpy.load} reads.
   *
   * <p>Rows are written some 64 KiB at a time and at a flush, and then the header that counts them:
   * whatever happens to the process, the file can be read up to there. A file of that name is
   * replaced as the stream begins.
   */
  static ProbeSink npy(Path file) {
    return new NpySink(file, false);
  }

  /**
   * As {@link #npy}, but goes on with a file that a stream of the same probe wrote from time 0 on,
   * after {@link Simulator#restore} of a checkpoint that was saved meanwhile: the file is cut to
   * the samples before the checkpoint, and what follows is written after them. If there were none
   * before, it is a new file.
   *
   * <p>The stream cannot begin if the file is missing, is of another kind or has fewer samples; it
   * then is as it was.
   */
  static ProbeSink npyAppend(Path file) {
    return new NpySink(file, true);
  }

  /**
   * To a text file, a line a sample: time in seconds, and the elements, after a line of names.
   * Numbers are written so that they read back to the bit. It is written some 64 KiB at a time, in
   * whole lines, and at a flush. A file of that name is replaced as the stream begins.
   */
  static ProbeSink csv(Path file) {
    return new CsvSink(file, false);
  }

  /**
   * As {@link #csv}, but goes on with a file that a stream of the same probe wrote, as {@link
   * #npyAppend} does.
   *
   * <p>The stream cannot begin if the file is missing, has another line of names, fewer samples, or
   * a line before the last of them that is none; it then is as it was.
   */
  static ProbeSink csvAppend(Path file) {
    return new CsvSink(file, true);
  }

  /** Takes spikes. */
  @FunctionalInterface
  interface Spikes {

    /**
     * Takes one spike.
     *
     * @param tick the tick's number, from 1
     * @param neuron from 0
     */
    void spike(long tick, int neuron) throws IOException;
  }

  /**
   * To a callback, as events: tick by tick, in a tick by neuron. For unfiltered probes of the
   * output of neurons that spike; a neuron that spikes n times in a tick makes n events. A number
   * other than 0 is at least one spike.
   */
  static ProbeSink spikes(Spikes spikes) {
    return new SpikeSink(spikes);
  }

  /**
   * To a NumPy file of 64-bit integers, {@code [event][2]}: tick, neuron. Events are those of
   * {@link #spikes}; the file is written as that of {@link #npy}.
   */
  static ProbeSink spikesNpy(Path file) {
    return new SpikeNpySink(file, false);
  }

  /**
   * As {@link #spikesNpy}, but goes on with a file that a stream of the same probe wrote, as {@link
   * #npyAppend} does: the file is cut to the events up to the checkpoint's tick. How many these
   * should be is not known, so that a file that ended before the checkpoint is not refused.
   *
   * <p>The stream cannot begin if the file is missing, is of another kind, or has events that are
   * not those of the probe in order; it then is as it was.
   */
  static ProbeSink spikesNpyAppend(Path file) {
    return new SpikeNpySink(file, true);
  }
}
