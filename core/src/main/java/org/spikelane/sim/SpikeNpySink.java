package org.spikelane.sim;

import java.io.IOException;
import java.nio.file.Path;

/** Spikes to a NumPy file. */
final class SpikeNpySink extends SpikeSink {

  private final Target target;

  SpikeNpySink(Path file) {
    this(new Target(file));
  }

  private SpikeNpySink(Target target) {
    super(target);
    this.target = target;
  }

  private static final class Target implements Spikes {

    private final Path path;
    private NpyFile file;

    Target(Path path) {
      this.path = path;
    }

    @Override
    public void spike(long tick, int neuron) throws IOException {
      file.put(tick);
      file.put(neuron);
    }
  }

  @Override
  public void begin(Header header) throws IOException {
    super.begin(header);
    target.file = new NpyFile(target.path, "<i8", 2);
  }

  @Override
  public void flush() throws IOException {
    target.file.flush();
  }

  @Override
  public void close() throws IOException {
    target.file.close();
  }

  @Override
  public String toString() {
    return target.path.toString();
  }
}
