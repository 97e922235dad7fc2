package org.spikelane.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.spikelane.disk.AtomicFile;
import org.spikelane.graph.Operator;
import org.spikelane.network.Probe;

/** A probe's samples on their way to a sink: see {@link Simulator#stream}. */
public final class ProbeStream implements AutoCloseable {

  private final Streams streams;
  private final Probe probe;
  private final Operator sample;
  private final ProbeSink sink;
  private boolean ended;

  ProbeStream(Streams streams, Probe probe, Operator sample, ProbeSink sink) {
    this.streams = streams;
    this.probe = probe;
    this.sample = sample;
    this.sink = sink;
  }

  /**
   * Has the sink hand on what it holds back: what a file has then is there even if this process is
   * killed.
   *
   * @throws UncheckedIOException if it cannot; the stream has ended
   */
  public void flush() {
    if (!ended) {
      try {
        sink.flush();
      } catch (IOException | RuntimeException e) {
        throw failed(e, null);
      }
    }
  }

  /**
   * Ends the stream; if it was the last of its probe, that keeps its samples again. To end it twice
   * is no error.
   *
   * @throws UncheckedIOException if the sink cannot write what it held back
   */
  @Override
  public void close() {
    if (!ended) {
      end();
      try {
        sink.close();
      } catch (IOException e) {
        throw wrapped(e);
      }
    }
  }

  private void end() {
    ended = true;
    streams.remove(this);
  }

  /** The operator that takes the samples. */
  Operator sample() {
    return sample;
  }

  /** Begins, before any other call. */
  void begin(ProbeSink.Header header) {
    try {
      sink.begin(header);
    } catch (IOException e) {
      throw wrapped(e);
    }
  }

  /**
   * Hands one sample on; a sink that fails ends the stream.
   *
   * @return what is to be thrown, added to what another stream threw before; null if all is well
   */
  RuntimeException row(long tick, double[] values, RuntimeException before) {
    if (!ended) {
      try {
        sink.row(tick, values);
      } catch (IOException | RuntimeException e) {
        return failed(e, before);
      } catch (Error e) {
        // The other streams get their rows before it goes on.
        return failed(new IllegalStateException(e.toString(), e), before);
      }
    }
    return before;
  }

  /** Ends it after an error, of which it makes one to be thrown, added to one before. */
  private RuntimeException failed(Exception e, RuntimeException before) {
    if (!ended) {
      end();
      try {
        sink.close();
      } catch (IOException | RuntimeException second) {
        if (second != e) {
          e.addSuppressed(second);
        }
      }
    }
    return first(before, wrapped(e));
  }

  static RuntimeException first(RuntimeException before, RuntimeException e) {
    if (before == null) {
      return e;
    }
    before.addSuppressed(e);
    return before;
  }

  private RuntimeException wrapped(Exception e) {
    if (e instanceof IOException io) {
      return new UncheckedIOException(
          "stream of " + probe + " to " + sink + ": " + AtomicFile.reason(io), io);
    }
    return new IllegalStateException("stream of " + probe + ": " + e.getMessage(), e);
  }
}
