package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a NumPy file as its format is specified. */
record Npy(String descr, int rows, int width, long[][] bits) {

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '(<[fi]8)', 'fortran_order': False, 'shape': \\((\\d+),(?: (\\d+))?\\), } *\n");

  static Npy read(Path file) throws IOException {
    return read(Files.readAllBytes(file));
  }

  static Npy read(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(
        ByteBuffer.wrap(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}),
        bytes.slice(0, 8));
    int length = bytes.getShort(8);
    assertEquals(0, (10 + length) % 64, "alignment of the data");
    String header = new String(content, 10, length, StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    assertTrue(matcher.matches(), header);
    int rows = Integer.parseInt(matcher.group(2));
    int width = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    bytes.position(10 + length);
    assertTrue(bytes.remaining() >= 8L * rows * width, "rows that the header counts are there");
    long[][] bits = new long[rows][width];
    for (long[] row : bits) {
      for (int i = 0; i < width; i++) {
        row[i] = bytes.getLong();
      }
    }
    return new Npy(matcher.group(1), rows, width, bits);
  }

  static long[][] bits(double[][] rows) {
    long[][] bits = new long[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      bits[i] = bits(rows[i]);
    }
    return bits;
  }

  static long[] bits(double[] row) {
    return java.util.Arrays.stream(row).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
