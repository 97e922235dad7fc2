package org.spikelane.sim;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.spikelane.disk.AtomicFile;
import org.spikelane.graph.StateReader;
import org.spikelane.graph.StateWriter;

/**
 * The file format of checkpoints. All numbers are little-endian.
 *
 * <pre>
 *  0  8 bytes   "SPIKECHK"
 *  8  int       version, 3
 * 12  int       0
 * 16  32 bytes  the model's fingerprint
 * 48  long      n, the length of the body in bytes
 * 56  int       0
 * 60  int       CRC-32C of the 60 bytes before
 * 64  n bytes   body: arrays, each a byte 'd' or 'l', a long, its length, and its elements
 *  …  int       CRC-32C of the body
 * </pre>
 *
 * <p>The body is, in this order: {@code [ticks, seed]}; the elements of each base signal that is
 * not constant, in the graph's order; what each stateful step wrote, in the order in which they
 * run, with its number in that order before it; and −1. Steps that nobody can see do not run, and
 * write nothing; which they are is in the fingerprint.
 */
final class Checkpoint {

  static final int VERSION = 3;
  static final int HEADER = 64;

  private static final byte[] MAGIC = {'S', 'P', 'I', 'K', 'E', 'C', 'H', 'K'};
  private static final int BUFFER = 1 << 16;
  private static final byte DOUBLES = 'd';
  private static final byte LONGS = 'l';

  private Checkpoint() {}

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What writes the body. */
  interface Body {
    void write(StateWriter to);
  }

  static void write(Path file, byte[] fingerprint, Body body) {
    try {
      AtomicFile.write(file, channel -> write(channel, fingerprint, body));
    } catch (Failed e) {
      throw failed(file, "cannot be written", e.cause);
    } catch (IOException e) {
      throw failed(file, "cannot be written", e);
    } catch (RuntimeException e) {
      throw new CheckpointException(file, "cannot be written: " + e.getMessage(), e);
    }
  }

  private static void write(FileChannel channel, byte[] fingerprint, Body body) throws IOException {
    channel.position(HEADER);
    Writer writer = new Writer(channel);
    body.write(writer);
    long length = writer.end();
    ByteBuffer header = buffer(HEADER);
    header.put(MAGIC).putInt(VERSION).putInt(0).put(fingerprint).putLong(length).putInt(0);
    header.putInt(crc(header.duplicate().flip())).flip();
    while (header.hasRemaining()) {
      channel.write(header, header.position());
    }
  }

  private static CheckpointException failed(Path file, String what, IOException e) {
    return new CheckpointException(file, what + ": " + AtomicFile.reason(e), e);
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** An error of the file within the methods of interfaces that know of none. */
  private static final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    final IOException cause;

    Failed(IOException cause) {
      super(cause);
      this.cause = cause;
    }
  }

  private static final class Writer implements StateWriter {

    private final FileChannel channel;
    private final ByteBuffer buffer = buffer(BUFFER);
    private final CRC32C crc = new CRC32C();
    private long length;

    Writer(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void doubles(double... values) {
      begin(DOUBLES, values.length);
      for (double v : values) {
        room(Long.BYTES);
        buffer.putLong(Double.doubleToRawLongBits(v));
      }
    }

    @Override
    public void longs(long... values) {
      begin(LONGS, values.length);
      for (long v : values) {
        room(Long.BYTES);
        buffer.putLong(v);
      }
    }

    private void begin(byte type, int count) {
      room(1 + Long.BYTES);
      buffer.put(type).putLong(count);
    }

    private void room(int bytes) {
      if (buffer.remaining() < bytes) {
        try {
          drain();
        } catch (IOException e) {
          throw new Failed(e);
        }
      }
    }

    private void drain() throws IOException {
      buffer.flip();
      crc.update(buffer.duplicate());
      length += buffer.remaining();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }

    /** Writes what is left and the checksum; returns the length of the body. */
    long end() throws IOException {
      drain();
      buffer.putInt((int) crc.getValue()).flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      return length;
    }
  }

  /** What reads the body. */
  interface Reading<T> {
    T read(StateReader from);
  }

  /**
   * Checks a file as a whole before anything in it is used, then reads it. Nothing larger than what
   * is left of the file is ever allocated.
   */
  static <T> T read(Path file, byte[] fingerprint, Reading<T> reading) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = check(file, channel, fingerprint);
      channel.position(HEADER);
      Reader reader = new Reader(channel, length);
      T read = reading.read(reader);
      if (reader.left != 0) {
        throw new IllegalArgumentException(reader.left + " bytes too many");
      }
      return read;
    } catch (Failed e) {
      throw failed(file, "cannot be read", e.cause);
    } catch (IOException e) {
      throw failed(file, "cannot be read", e);
    } catch (CheckpointException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CheckpointException(file, "does not fit the model: " + e.getMessage(), e);
    }
  }

  /** The length of the body. */
  private static long check(Path file, FileChannel channel, byte[] fingerprint) throws IOException {
    long size = channel.size();
    ByteBuffer header = buffer(HEADER);
    fill(channel, header);
    byte[] magic = new byte[Math.min(MAGIC.length, header.remaining())];
    header.get(magic);
    if (!Arrays.equals(magic, Arrays.copyOf(MAGIC, magic.length))) {
      throw new CheckpointException(file, "is no checkpoint", null);
    }
    if (size < HEADER) {
      throw new CheckpointException(file, "is truncated: it has " + size + " bytes only", null);
    }
    if (header.getInt(HEADER - 4) != crc(header.duplicate().position(0).limit(HEADER - 4))) {
      throw new CheckpointException(file, "is damaged: its header's checksum is wrong", null);
    }
    int version = header.getInt();
    if (version != VERSION) {
      throw new CheckpointException(
          file, "is of version " + version + ", and only " + VERSION + " can be read here", null);
    }
    header.getInt();
    byte[] model = new byte[fingerprint.length];
    header.get(model);
    long length = header.getLong();
    if (length < 0 || size - HEADER - 4 != length) {
      throw new CheckpointException(
          file,
          (size - HEADER - 4 < length ? "is truncated" : "is damaged")
              + ": it has "
              + size
              + " bytes, and says that "
              + length
              + " follow its header of "
              + HEADER,
          null);
    }
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = buffer(BUFFER);
    for (long left = length; left > 0; ) {
      buffer.clear().limit((int) Math.min(BUFFER, left));
      fill(channel, buffer);
      left -= buffer.remaining();
      if (!buffer.hasRemaining()) {
        throw new EOFException("the file became shorter");
      }
      crc.update(buffer);
    }
    buffer.clear().limit(4);
    fill(channel, buffer);
    if (buffer.remaining() != 4 || buffer.getInt() != (int) crc.getValue()) {
      throw new CheckpointException(file, "is damaged: its checksum is wrong", null);
    }
    if (!Arrays.equals(model, fingerprint)) {
      throw new CheckpointException(
          file, "is one of another model, or of this one with another dt", null);
    }
    return length;
  }

  /** Reads as much as there is room for, if it is there, and flips. */
  private static void fill(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      continue;
    }
    buffer.flip();
  }

  private static final class Reader implements StateReader {

    private final FileChannel channel;
    private final ByteBuffer buffer = buffer(BUFFER).limit(0);

    /** How many bytes of the body have not been read. */
    private long left;

    Reader(FileChannel channel, long length) {
      this.channel = channel;
      this.left = length;
    }

    @Override
    public double[] doubles() {
      double[] values = new double[begin(DOUBLES, "numbers")];
      for (int i = 0; i < values.length; i++) {
        need(Long.BYTES);
        values[i] = Double.longBitsToDouble(buffer.getLong());
      }
      return values;
    }

    @Override
    public long[] longs() {
      long[] values = new long[begin(LONGS, "words")];
      for (int i = 0; i < values.length; i++) {
        need(Long.BYTES);
        values[i] = buffer.getLong();
      }
      return values;
    }

    private int begin(byte type, String what) {
      need(1 + Long.BYTES);
      byte got = buffer.get();
      long count = buffer.getLong();
      if (got != type) {
        throw new IllegalArgumentException("it has something else where there should be " + what);
      }
      if (count < 0 || count > left / Long.BYTES || count > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "it says that it has " + count + " " + what + " where " + left + " bytes are left");
      }
      return (int) count;
    }

    private void need(int bytes) {
      if (bytes > left) {
        throw new IllegalArgumentException("it ends too early");
      }
      left -= bytes;
      if (buffer.remaining() < bytes) {
        buffer.compact();
        try {
          fill(channel, buffer);
          if (buffer.remaining() < bytes) {
            throw new EOFException("the file became shorter");
          }
        } catch (IOException e) {
          throw new Failed(e);
        }
      }
    }
  }
}
