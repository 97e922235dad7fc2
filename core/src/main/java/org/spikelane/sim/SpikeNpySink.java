package org.spikelane.sim;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Path;

/** Spikes to a NumPy file. */
final class SpikeNpySink extends SpikeSink {

  /** How many are read at a time: 64 KiB. */
  private static final int EVENTS = 1 << 12;

  private final Target target;

  private final boolean append;

  SpikeNpySink(Path file, boolean append) {
    this(new Target(file), append);
  }

  private SpikeNpySink(Target target, boolean append) {
    super(target);
    this.target = target;
    this.append = append;
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
    target.file =
        append && header.tick() > 0
            ? NpyFile.append(target.path, "<i8", 2, (file, there) -> upTo(header, file, there))
            : new NpyFile(target.path, "<i8", 2);
  }

  /** How many events there are up to a stream's first tick, if they are in order. */
  private static long upTo(Header header, RandomAccessFile file, long there) throws IOException {
    byte[] bytes = new byte[EVENTS * 2 * Long.BYTES];
    LongBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    long before = 1;
    for (long event = 0; event < there; event++) {
      int at = (int) (event % EVENTS);
      if (at == 0) {
        file.readFully(bytes, 0, (int) Math.min(EVENTS, there - event) * 2 * Long.BYTES);
      }
      long tick = words.get(2 * at);
      long neuron = words.get(2 * at + 1);
      if (tick > header.tick()) {
        return event;
      }
      if (tick < before || neuron < 0 || neuron >= header.width()) {
        throw new IOException(
            "has tick "
                + tick
                + ", neuron "
                + neuron
                + " as event "
                + event
                + ", after tick "
                + before
                + ": not what a stream of this probe wrote");
      }
      before = tick;
    }
    return there;
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
