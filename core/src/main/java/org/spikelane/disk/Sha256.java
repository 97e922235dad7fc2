package org.spikelane.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over texts and numbers. Lengths go in as well, so that what is put in cannot be split in
 * two ways.
 */
public final class Sha256 {

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);

  /** Over nothing yet. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** Adds a text. */
  public Sha256 text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    word(bytes.length);
    drain();
    digest.update(bytes);
    return this;
  }

  /** Adds numbers, bit by bit. */
  public Sha256 numbers(double[] values) {
    word(values.length);
    for (double v : values) {
      word(Double.doubleToRawLongBits(v));
    }
    return this;
  }

  /** Adds a word. */
  public Sha256 word(long word) {
    if (buffer.remaining() < Long.BYTES) {
      drain();
    }
    buffer.putLong(word);
    return this;
  }

  private void drain() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /** The hash, 32 bytes; it begins anew. */
  public byte[] end() {
    drain();
    return digest.digest();
  }
}
