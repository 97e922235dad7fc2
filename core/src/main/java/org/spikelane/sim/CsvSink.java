package org.spikelane.sim;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Rows to a text file. */
final class CsvSink implements ProbeSink {

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final StringBuilder lines = new StringBuilder();
  private OutputStream file;
  private double dt;

  CsvSink(Path path) {
    this.path = path;
  }

  @Override
  public void begin(Header header) throws IOException {
    dt = header.dt();
    lines.append("time");
    for (int i = 0; i < header.width(); i++) {
      String name = header.probe() + "[" + i + "]";
      boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
      lines.append(',').append(plain ? name : '"' + name.replace("\"", "\"\"") + '"');
    }
    lines.append('\n');
    file = new FileOutputStream(path.toFile());
    flush();
  }

  @Override
  public void row(long tick, double[] values) throws IOException {
    lines.append(tick * dt);
    for (double value : values) {
      lines.append(',').append(value);
    }
    lines.append('\n');
    if (lines.length() >= BUFFER) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    if (lines.length() > 0) {
      byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
      lines.setLength(0);
      file.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    try (OutputStream closing = file) {
      flush();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
