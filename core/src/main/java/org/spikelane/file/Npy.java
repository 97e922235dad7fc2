package org.spikelane.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arrays as NumPy writes them, {@code .npy} of version 1.0: little-endian doubles or 32-bit
 * integers, row after row.
 *
 * @param shape up to 2 sizes
 * @param doubles its elements; null if they are integers
 * @param ints its elements; null if they are doubles
 */
record Npy(int[] shape, DoubleBuffer doubles, IntBuffer ints) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int PREFIX = MAGIC.length + 2;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{ ?'descr': '([^']{1,16})', 'fortran_order': (True|False), 'shape': "
              + "\\(([0-9, ]{0,64})\\),? ?\\} *\n");

  /** What a header says of elements that lie row after row. */
  record Header(String type, int[] shape) {

    private static Header of(String text, StoredZip.Reading from) throws ModelFileException {
      Matcher matcher = HEADER.matcher(text);
      if (!matcher.matches()) {
        throw from.failed("its .npy header is damaged");
      }
      if (matcher.group(2).equals("True")) {
        throw from.failed("its elements must lie row after row, not in Fortran's order");
      }
      return new Header(matcher.group(1), shapeOf(matcher.group(3), from));
    }
  }

  static Npy of(DoubleBuffer values, int... shape) {
    return new Npy(shape, values, null);
  }

  static Npy of(int[] values) {
    return new Npy(new int[] {values.length}, null, IntBuffer.wrap(values));
  }

  private int elements() {
    return doubles == null ? ints.remaining() : doubles.remaining();
  }

  private int bytesPerElement() {
    return doubles == null ? 4 : 8;
  }

  /** The bytes before the elements; a multiple of 64. */
  byte[] header() {
    StringBuilder sizes = new StringBuilder();
    for (int size : shape) {
      sizes.append(sizes.length() == 0 ? "" : ", ").append(size);
    }
    String text =
        "{'descr': '"
            + (doubles == null ? "<i4" : "<f8")
            + "', 'fortran_order': False, 'shape': ("
            + sizes
            + (shape.length == 1 ? "," : "")
            + "), }";
    int length = (PREFIX + text.length() + 1 + 63) / 64 * 64;
    text = text + " ".repeat(length - PREFIX - text.length() - 1) + "\n";
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) text.length())
        .put(text.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /** Length of the elements in bytes. */
  long bytes() {
    return (long) elements() * bytesPerElement();
  }

  /** Who takes bytes, part by part. */
  interface Sink {
    void take(byte[] bytes, int length) throws IOException;
  }

  /**
   * Writes the elements.
   *
   * @param chunk used in between, a multiple of 8 long
   */
  void write(byte[] chunk, Sink sink) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    int most = chunk.length / bytesPerElement();
    for (int from = 0; from < elements(); from += most) {
      int count = Math.min(most, elements() - from);
      if (doubles == null) {
        buffer.asIntBuffer().put(ints.slice(from, count));
      } else {
        buffer.asDoubleBuffer().put(doubles.slice(from, count));
      }
      sink.take(chunk, count * bytesPerElement());
    }
  }

  /**
   * Reads an array, for which memory is taken only if the file is large enough to hold it.
   *
   * @param type what its elements must be, {@code <f8} or {@code <i4}
   * @param headers those that were read before, to which its own is added: most are the same
   * @throws ModelFileException if it is damaged, or of other elements
   */
  static Npy read(StoredZip.Reading from, String type, Map<String, Header> headers)
      throws IOException {
    ByteBuffer prefix = ByteBuffer.wrap(from.bytes(PREFIX)).order(ByteOrder.LITTLE_ENDIAN);
    if (!Arrays.equals(prefix.array(), 0, 6, MAGIC, 0, 6)) {
      throw from.failed("it is no .npy array");
    }
    if (prefix.get(6) != 1 || prefix.get(7) != 0) {
      throw from.failed(
          "it must be of .npy version 1.0, got " + prefix.get(6) + "." + prefix.get(7));
    }
    String text =
        new String(
            from.bytes(Short.toUnsignedInt(prefix.getShort(8))), StandardCharsets.ISO_8859_1);
    Header header = headers.get(text);
    if (header == null) {
      header = Header.of(text, from);
      headers.put(text, header);
    }
    if (!header.type.equals(type)) {
      throw from.failed("its elements must be '" + type + "', got '" + header.type + "'");
    }
    int[] shape = header.shape;
    long elements = 1;
    for (int size : shape) {
      elements *= size;
    }
    int width = type.equals("<f8") ? 8 : 4;
    if (elements > Integer.MAX_VALUE - 8 || elements * width != from.remaining()) {
      throw from.failed(
          "its shape "
              + Arrays.toString(shape)
              + " needs "
              + elements
              + " elements of "
              + width
              + " bytes, but it has "
              + from.remaining()
              + " bytes");
    }
    if (width == 4) {
      int[] ints = new int[(int) elements];
      from.chunks(
          new StoredZip.Chunks() {
            private int at;

            @Override
            public void take(ByteBuffer bytes) {
              IntBuffer some = bytes.asIntBuffer();
              int count = some.remaining();
              some.get(ints, at, count);
              at += count;
            }
          });
      return new Npy(shape, null, IntBuffer.wrap(ints));
    }
    double[] doubles = new double[(int) elements];
    from.chunks(
        new StoredZip.Chunks() {
          private int at;

          @Override
          public void take(ByteBuffer bytes) {
            DoubleBuffer some = bytes.asDoubleBuffer();
            int count = some.remaining();
            some.get(doubles, at, count);
            at += count;
          }
        });
    return new Npy(shape, DoubleBuffer.wrap(doubles), null);
  }

  private static int[] shapeOf(String text, StoredZip.Reading from) throws ModelFileException {
    String[] sizes = text.isBlank() ? new String[0] : text.split(",", -1);
    int last = sizes.length - 1;
    if (last >= 1 && sizes[last].isBlank()) {
      sizes = Arrays.copyOf(sizes, last);
    }
    if (sizes.length > 2) {
      throw from.failed("its shape (" + text + ") must have at most 2 sizes");
    }
    int[] shape = new int[sizes.length];
    for (int i = 0; i < shape.length; i++) {
      try {
        shape[i] = Integer.parseInt(sizes[i].strip());
      } catch (NumberFormatException e) {
        throw from.failed("its shape (" + text + ") must be of sizes below 2^31");
      }
    }
    return shape;
  }
}
