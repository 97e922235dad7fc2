package org.spikelane.sim;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Rows to a text file. */
final class CsvSink implements ProbeSink {

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final boolean append;
  private final StringBuilder lines = new StringBuilder();
  private RandomAccessFile file;
  private double dt;

  CsvSink(Path path, boolean append) {
    this.path = path;
    this.append = append;
  }

  @Override
  public void begin(Header header) throws IOException {
    dt = header.dt();
    byte[] names = names(header);
    boolean goesOn = append && header.samples() > 0;
    if (goesOn && !Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    // Not a channel: a thread that is interrupted would close it.
    file = new RandomAccessFile(path.toFile(), "rw");
    try {
      if (goesOn) {
        long end = end(names, header.samples());
        file.setLength(end);
        file.seek(end);
      } else {
        file.setLength(0);
        file.write(names);
      }
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The line of names. */
  private static byte[] names(Header header) {
    StringBuilder line = new StringBuilder("time");
    for (int i = 0; i < header.width(); i++) {
      String name = header.probe() + "[" + i + "]";
      boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
      line.append(',').append(plain ? name : '"' + name.replace("\"", "\"\"") + '"');
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Where so many samples end in a file that has them. */
  private long end(byte[] names, long samples) throws IOException {
    byte[] buffer = new byte[Math.max(BUFFER, names.length)];
    int begin = (int) Math.min(names.length, file.length());
    file.readFully(buffer, 0, begin);
    if (!Arrays.equals(buffer, 0, begin, names, 0, names.length)) {
      throw new IOException("is no text file of this probe that a stream wrote");
    }
    long found = 0;
    for (long at = begin; ; ) {
      int read = file.read(buffer);
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n' && ++found == samples) {
          return at + i + 1;
        }
      }
      if (read < 0) {
        throw new IOException("has " + found + " samples, and " + samples + " were taken before");
      }
      at += read;
    }
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
    try (RandomAccessFile closing = file) {
      flush();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
