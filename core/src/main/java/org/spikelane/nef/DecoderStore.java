package org.spikelane.nef;

/**
 * Where a {@link DecoderCache} keeps what it keeps: bytes under a key. Safe to use from threads.
 */
interface DecoderStore {

  /**
   * What is kept under a key, maybe damaged; null if nothing is.
   *
   * @param key 64 hexadecimal digits
   * @param mostBytes what is longer is damaged for certain: it is let go, unread
   */
  byte[] get(String key, long mostBytes);

  /** Keeps something, and lets go of what was used least recently if it is too much. */
  void put(String key, byte[] content);

  /** Lets go of something that cannot be used. */
  void remove(String key);
}
