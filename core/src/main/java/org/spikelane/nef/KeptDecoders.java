package org.spikelane.nef;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Decoders as bytes, of version {@link #VERSION}. All numbers are big-endian.
 *
 * <pre>
 *  8 bytes   "SPIKEDEC"
 *  int       version
 * 32 bytes   the key
 *  int, int  neurons, dims
 *  doubles   decoders [neuron][dim], errors [dim]
 *  int       how many pieces of information there are; each is
 *              a name, a byte 'd', 'i' or 's', and a double, an int or a text
 *  int       CRC-32C of all before
 * </pre>
 *
 * <p>A text is an int, its length in bytes, and UTF-8. The pieces of information take at most
 * {@link #MOST_INFO} bytes in all, so that the length that is possible follows from neurons and
 * dims.
 */
final class KeptDecoders {

  /** To be raised with any change of the format, or of any bit that one of the solvers finds. */
  static final int VERSION = 1;

  private static final byte[] MAGIC = {'S', 'P', 'I', 'K', 'E', 'D', 'E', 'C'};
  private static final int HEADER = MAGIC.length + 4 + 32 + 8;
  private static final int MOST_INFO = 1 << 16;

  private KeptDecoders() {}

  /** How long decoders of a shape are at most. */
  static long mostBytes(int neurons, int dims) {
    return HEADER + Double.BYTES * ((long) neurons * dims + dims) + 4 + MOST_INFO + 4;
  }

  /** The bytes; null if there is something that cannot be kept. */
  static byte[] write(byte[] key, Decoders decoders) {
    long most = mostBytes(decoders.neurons(), decoders.dims());
    if (most > Integer.MAX_VALUE - 8) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) most);
    CheckedOutputStream checked = new CheckedOutputStream(bytes, new CRC32C());
    try (DataOutputStream to = new DataOutputStream(checked)) {
      to.write(MAGIC);
      to.writeInt(VERSION);
      to.write(key);
      to.writeInt(decoders.neurons());
      to.writeInt(decoders.dims());
      to.write(bytes(decoders.flat()));
      to.write(bytes(decoders.rmses()));
      to.writeInt(decoders.info().size());
      for (Map.Entry<String, Object> entry : decoders.info().entrySet()) {
        text(to, entry.getKey());
        Object value = entry.getValue();
        if (value instanceof Double d) {
          to.writeByte('d');
          to.writeDouble(d);
        } else if (value instanceof Integer i) {
          to.writeByte('i');
          to.writeInt(i);
        } else if (value instanceof String s) {
          to.writeByte('s');
          text(to, s);
        } else {
          return null;
        }
      }
      to.writeInt((int) checked.getChecksum().getValue());
    } catch (IOException e) {
      throw new UncheckedIOException("to memory", e);
    }
    return bytes.size() > most ? null : bytes.toByteArray();
  }

  private static byte[] bytes(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    return bytes.array();
  }

  private static void text(DataOutputStream to, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /**
   * What was written under the key for so many neurons and dims; null if the bytes are anything
   * else.
   */
  static Decoders read(byte[] key, int neurons, int dims, byte[] bytes) {
    int end = bytes.length - Integer.BYTES;
    if (end < HEADER || ByteBuffer.wrap(bytes).getInt(end) != crc(bytes, end)) {
      return null;
    }
    ByteBuffer from = ByteBuffer.wrap(bytes, 0, end);
    byte[] begin =
        ByteBuffer.allocate(HEADER)
            .put(MAGIC)
            .putInt(VERSION)
            .put(key)
            .putInt(neurons)
            .putInt(dims)
            .array();
    if (!Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length)) {
      return null;
    }
    from.position(begin.length);
    try {
      double[] decoders = doubles(from, (long) neurons * dims);
      double[] rmses = doubles(from, dims);
      Map<String, Object> info = new LinkedHashMap<>();
      for (int left = from.getInt(); left > 0; left--) {
        String name = text(from);
        info.put(
            name,
            switch (from.get()) {
              case 'd' -> (Object) from.getDouble();
              case 'i' -> (Object) from.getInt();
              default -> text(from);
            });
      }
      return from.hasRemaining() ? null : Decoders.kept(neurons, dims, decoders, rmses, info);
    } catch (BufferUnderflowException e) {
      return null;
    }
  }

  private static double[] doubles(ByteBuffer from, long count) {
    if (count > from.remaining() / Double.BYTES) {
      throw new BufferUnderflowException();
    }
    double[] values = new double[(int) count];
    from.asDoubleBuffer().get(values);
    from.position(from.position() + values.length * Double.BYTES);
    return values;
  }

  private static String text(ByteBuffer from) {
    int length = from.getInt();
    if (length < 0 || length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
