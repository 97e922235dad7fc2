package org.spikelane.nef;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps decoders in memory. */
final class MemoryStore implements DecoderStore {

  private final long maxBytes;

  /** From the least recently used to the most. */
  private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  MemoryStore(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whatever its length: it is in memory, where nothing damages it. */
  @Override
  public synchronized byte[] get(String key, long mostBytes) {
    return kept.get(key);
  }

  @Override
  public synchronized void put(String key, byte[] content) {
    if (content.length > maxBytes) {
      return;
    }
    remove(key);
    kept.put(key, content);
    bytes += content.length;
    Iterator<byte[]> leastRecent = kept.values().iterator();
    while (bytes > maxBytes) {
      bytes -= leastRecent.next().length;
      leastRecent.remove();
    }
  }

  @Override
  public synchronized void remove(String key) {
    byte[] removed = kept.remove(key);
    bytes -= removed == null ? 0 : removed.length;
  }
}
