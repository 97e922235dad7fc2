package org.spikelane.sim;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Rows to a text file. */
final class CsvSink implements ProbeSink {

  private static final int BUFFER = 1 << 16;

  /** The longest text of a double, as -1.2345678901234567E-300, and what parts it from the next. */
  private static final int LONGEST_FIELD = 25;

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
        long end = end(names, header);
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

  /** Where the samples that were taken end in a file whose lines are such samples. */
  private long end(byte[] names, Header header) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      if (!Arrays.equals(in.readNBytes(names.length), names)) {
        throw new IOException("is no text file of this probe that a stream wrote");
      }
      byte[] line = new byte[LONGEST_FIELD * (1 + header.width())];
      long end = names.length;
      long tick = 0;
      for (long found = 0; found < header.samples(); found++) {
        int length = line(in, line, found);
        if (length < 0) {
          throw new IOException(
              "has " + found + " samples, and " + header.samples() + " were taken before");
        }
        long before = tick;
        tick = tick(new String(line, 0, length, StandardCharsets.ISO_8859_1), header.width());
        if (tick <= before || tick > header.tick()) {
          throw noSample(found);
        }
        end += length + 1;
      }
      return end;
    }
  }

  /** Reads the bytes of the next line: how many they are, or -1 if it does not end. */
  private static int line(InputStream in, byte[] line, long found) throws IOException {
    for (int length = 0; ; length++) {
      int next = in.read();
      if (next == '\n') {
        return length;
      }
      if (next < 0) {
        return -1;
      }
      if (length == line.length) {
        throw noSample(found);
      }
      line[length] = (byte) next;
    }
  }

  /** The tick of a line that a stream of so many numbers writes; of another one, 0. */
  private long tick(String line, int width) {
    String[] fields = line.split(",", -1);
    if (fields.length != 1 + width) {
      return 0;
    }
    try {
      for (int i = 1; i <= width; i++) {
        Double.parseDouble(fields[i]);
      }
      double time = Double.parseDouble(fields[0]);
      long tick = Math.round(time / dt);
      return tick * dt == time ? tick : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static IOException noSample(long found) {
    return new IOException("has in line " + (found + 2) + " no sample of this probe");
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
