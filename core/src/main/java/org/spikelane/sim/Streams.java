package org.spikelane.sim;

import java.util.Arrays;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Recording;
import org.spikelane.network.Probe;

/** The streams of a simulator that have not ended: what a tick has sampled gets to them here. */
final class Streams {

  private ProbeStream[] open = {};
  private Bound bound;

  /** Goes on with what runs from here on, where what is streamed is not kept either. */
  void moveTo(Bound bound) {
    for (ProbeStream stream : open) {
      bound.recording(stream.sample()).keep(false);
    }
    this.bound = bound;
  }

  /** Begins one, from the next sample on; if its sink cannot begin, there is none. */
  ProbeStream begin(Simulated simulated, Probe probe, ProbeSink sink) {
    Operator sample = simulated.sample(probe);
    Recording recording = bound.recording(sample);
    ProbeStream stream = new ProbeStream(this, probe, sample, sink);
    stream.begin(
        new ProbeSink.Header(
            probe.label(),
            recording.width(),
            simulated.dt(),
            bound.ticks(),
            recording.taken(),
            simulated.spike(probe)));
    add(stream);
    return stream;
  }

  private void add(ProbeStream stream) {
    open = Arrays.copyOf(open, open.length + 1);
    open[open.length - 1] = stream;
    bound.recording(stream.sample()).keep(false);
  }

  void remove(ProbeStream stream) {
    open = Arrays.stream(open).filter(other -> other != stream).toArray(ProbeStream[]::new);
    if (Arrays.stream(open).noneMatch(other -> other.sample() == stream.sample())) {
      bound.recording(stream.sample()).keep(true);
    }
  }

  boolean isEmpty() {
    return open.length == 0;
  }

  /** Hands on what was sampled in the tick that has just been run; a stream that fails ends. */
  void deliver() {
    RuntimeException failed = null;
    for (ProbeStream stream : open) {
      Recording recording = bound.recording(stream.sample());
      if (recording.latestTick() == bound.ticks()) {
        failed = stream.row(bound.ticks(), recording.latest(), failed);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  void flush() {
    for (ProbeStream stream : open) {
      stream.flush();
    }
  }

  /** Ends all, also if one cannot write what it held back; then throws. */
  void close() {
    RuntimeException failed = null;
    for (ProbeStream stream : open) {
      try {
        stream.close();
      } catch (RuntimeException e) {
        failed = ProbeStream.first(failed, e);
      }
    }
    bound = null;
    if (failed != null) {
      throw failed;
    }
  }
}
