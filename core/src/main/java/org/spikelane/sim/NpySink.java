package org.spikelane.sim;

import java.io.IOException;
import java.nio.file.Path;

/** Rows to a NumPy file. */
final class NpySink implements ProbeSink {

  private final Path path;
  private final boolean append;
  private NpyFile file;

  NpySink(Path path, boolean append) {
    this.path = path;
    this.append = append;
  }

  @Override
  public void begin(Header header) throws IOException {
    file =
        append && header.samples() > 0
            ? NpyFile.append(path, "<f8", header.samples(), header.width())
            : new NpyFile(path, "<f8", header.width());
  }

  @Override
  public void row(long tick, double[] values) throws IOException {
    for (double value : values) {
      file.put(Double.doubleToRawLongBits(value));
    }
    file.endRow();
  }

  @Override
  public void flush() throws IOException {
    file.flush();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
