package org.spikelane.sim;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spikelane.disk.AtomicFile;

/**
 * A NumPy file (format 1.0) of rows of 8-byte elements that grows: the header has room for any
 * number of rows, and is written anew after them, in one write, whenever rows have been.
 */
final class NpyFile {

  /** A multiple of 64, as the format wants the data to be aligned. */
  static final int HEADER = 128;

  private static final Pattern ROWS = Pattern.compile("'shape': \\((\\d{1,18}), ");
  private static final int BUFFER = 1 << 16;

  private final String descr;
  private final int width;
  private final RandomAccessFile file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private long elements;
  private long rowsInHeader;
  private boolean failed;

  /** Replaces the file by one without rows, which can be read. */
  NpyFile(Path path, String descr, int width) throws IOException {
    this.descr = descr;
    this.width = width;
    AtomicFile.write(path, channel -> channel.write(ByteBuffer.wrap(header(descr, 0, width))));
    // Not a channel: a thread that is interrupted would close it.
    file = new RandomAccessFile(path.toFile(), "rw");
    file.seek(HEADER);
  }

  /** Keeps some rows of a file and drops the rest; it is positioned at its end. */
  private NpyFile(RandomAccessFile file, String descr, long rows, int width) throws IOException {
    this.descr = descr;
    this.width = width;
    this.file = file;
    long end = HEADER + rows * width * Long.BYTES;
    file.seek(0);
    file.write(header(descr, rows, width));
    file.setLength(end);
    file.seek(end);
    elements = rows * Math.max(1, width);
    rowsInHeader = rows;
  }

  /**
   * Goes on with a file that was written by this class, after some of its rows.
   *
   * @throws IOException if it is none, or has fewer rows; it has not been changed
   */
  static NpyFile append(Path path, String descr, long rows, int width) throws IOException {
    return append(
        path,
        descr,
        width,
        (file, there) -> {
          if (there < rows) {
            throw new IOException("has " + there + " samples, and " + rows + " were taken before");
          }
          return rows;
        });
  }

  /** Finds how many rows of a file to keep. */
  interface Rows {

    /**
     * Looks for them.
     *
     * @param file positioned at the first row
     * @param there how many rows there are
     * @throws IOException if it is a file to be refused
     */
    long kept(RandomAccessFile file, long there) throws IOException;
  }

  /** As the other, with rows that first have to be looked for. */
  static NpyFile append(Path path, String descr, int width, Rows rows) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      byte[] found = new byte[HEADER];
      file.readFully(found, 0, (int) Math.min(HEADER, file.length()));
      String text = new String(found, StandardCharsets.US_ASCII);
      Matcher shape = ROWS.matcher(text);
      long there = shape.find() ? Long.parseLong(shape.group(1)) : -1;
      if (there < 0 || !Arrays.equals(found, header(descr, there, width))) {
        throw new IOException("is no NumPy file of rows of " + width + " that a stream wrote");
      }
      if (width != 0 && there > (file.length() - HEADER) / Long.BYTES / Math.abs(width)) {
        throw new IOException("is truncated: it has less than its " + there + " rows");
      }
      file.seek(HEADER);
      return new NpyFile(file, descr, rows.kept(file, there), width);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The header of an array {@code [rows][width]}; {@code [rows]} if the width is −1. */
  static byte[] header(String descr, long rows, int width) {
    String dictionary =
        "{'descr': '"
            + descr
            + "', 'fortran_order': False, 'shape': ("
            + rows
            + (width < 0 ? "," : ", " + width)
            + "), }";
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(magic).putShort((short) (HEADER - 10));
    header.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }

  void put(long bits) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.putLong(bits);
    elements++;
  }

  /** Ends a row of no elements too. */
  void endRow() {
    if (width == 0) {
      elements++;
    }
  }

  void flush() throws IOException {
    if (failed) {
      return;
    }
    // Until all is done: what was written in part must not be written again after it.
    failed = true;
    if (buffer.position() > 0) {
      file.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    long rows = elements / Math.max(1, width);
    if (rows > rowsInHeader) {
      long end = file.getFilePointer();
      file.seek(0);
      file.write(header(descr, rows, width));
      file.seek(end);
      rowsInHeader = rows;
    }
    failed = false;
  }

  /** Flushes, and lets go of the file even if that fails. */
  void close() throws IOException {
    try (file) {
      flush();
    }
  }
}
