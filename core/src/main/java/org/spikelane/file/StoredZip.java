package org.spikelane.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;

/**
 * Reads a zip file whose entries are stored, not compressed: then no entry is larger than the file,
 * and its bytes go from the channel into arrays. With Zip64.
 *
 * <p>Everything the directory claims is checked before it is believed: entries lie inside the file,
 * none in another, no name twice, and none that leads out of the archive.
 */
final class StoredZip implements Closeable {

  private static final int END = 0x06054b50;
  private static final int END64 = 0x06064b50;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int END_SIZE = 22;
  private static final int CENTRAL_SIZE = 46;
  private static final int LOCAL_SIZE = 30;
  private static final int CHUNK = 1 << 18;

  /** What is read at once of what is small: a large network has many small entries. */
  private static final int WINDOW = 1 << 16;

  private static final long NONE32 = 0xffffffffL;

  private record Entry(String name, long at, long size, long crc) {}

  /** Where an entry's bytes go, part by part; all but the last of a size that 8 divides. */
  interface Chunks {
    void take(ByteBuffer bytes);
  }

  private final FileChannel channel;
  private final long fileSize;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** Not in use now: there are as many as threads that read. */
  private final Queue<ByteBuffer> chunks = new ConcurrentLinkedQueue<>();

  private final ByteBuffer window;
  private long windowAt;

  /**
   * Reads the directory.
   *
   * @throws ModelFileException if the file is no such zip
   */
  StoredZip(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      fileSize = channel.size();
      window = ByteBuffer.allocateDirect((int) Math.min(WINDOW, fileSize));
      window.order(ByteOrder.LITTLE_ENDIAN).limit(0);
      directory();
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private static ModelFileException damaged(String what) {
    return new ModelFileException("no whole zip file: " + what);
  }

  private void inside(long at, long size, String what) throws ModelFileException {
    if (at < 0 || size < 0 || size > Integer.MAX_VALUE - 8 || at > fileSize - size) {
      throw damaged(what + " is not inside the file");
    }
  }

  /** Moves the window, unless there is so much at a place in it; returns where in it that is. */
  private int window(long at, int size) throws IOException {
    if (at < windowAt || at + size > windowAt + window.limit()) {
      window.clear().limit((int) Math.min(window.capacity(), fileSize - at));
      fill(window, at);
      window.flip();
      windowAt = at;
    }
    return (int) (at - windowAt);
  }

  private ByteBuffer read(long at, long size, String what) throws IOException {
    inside(at, size, what);
    ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    fill(bytes, at);
    return bytes.flip();
  }

  private void fill(ByteBuffer bytes, long at) throws IOException {
    long from = at;
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes, from);
      if (count < 0) {
        throw damaged("it ends too early");
      }
      from += count;
    }
  }

  private void directory() throws IOException {
    if (fileSize < END_SIZE) {
      throw damaged("it has " + fileSize + " bytes only");
    }
    int tailSize = (int) Math.min(fileSize, END_SIZE + 0xffff);
    long tailAt = fileSize - tailSize;
    ByteBuffer tail = read(tailAt, tailSize, "its end");
    int end = tailSize - END_SIZE;
    while (end >= 0
        && !(tail.getInt(end) == END
            && Short.toUnsignedInt(tail.getShort(end + 20)) == tailSize - END_SIZE - end)) {
      end--;
    }
    if (end < 0) {
      throw damaged("its directory is not there, maybe its end is cut off");
    }
    long count = Short.toUnsignedInt(tail.getShort(end + 10));
    long size = Integer.toUnsignedLong(tail.getInt(end + 12));
    long at = Integer.toUnsignedLong(tail.getInt(end + 16));
    if (count == 0xffff || size == NONE32 || at == NONE32) {
      ByteBuffer locator = read(tailAt + end - 20, 20, "its 64-bit directory");
      if (locator.getInt(0) == LOCATOR64) {
        ByteBuffer end64 = read(locator.getLong(8), 56, "its 64-bit directory");
        if (end64.getInt(0) != END64) {
          throw damaged("its 64-bit directory is damaged");
        }
        count = end64.getLong(32);
        size = end64.getLong(40);
        at = end64.getLong(48);
      }
    }
    if (count < 0 || count > size / CENTRAL_SIZE) {
      throw damaged("its directory is too small for " + Long.toUnsignedString(count) + " entries");
    }
    ByteBuffer directory = read(at, size, "its directory");
    List<Entry> inOrder = new ArrayList<>();
    for (long k = 0; k < count; k++) {
      inOrder.add(entry(directory));
    }
    if (directory.hasRemaining()) {
      throw damaged("its directory has more than its " + count + " entries");
    }
    check(inOrder, at);
  }

  private Entry entry(ByteBuffer directory) throws IOException {
    int at = directory.position();
    if (directory.remaining() < CENTRAL_SIZE || directory.getInt(at) != CENTRAL) {
      throw damaged("its directory is damaged");
    }
    int nameSize = Short.toUnsignedInt(directory.getShort(at + 28));
    int extraSize = Short.toUnsignedInt(directory.getShort(at + 30));
    int commentSize = Short.toUnsignedInt(directory.getShort(at + 32));
    if (directory.remaining() < CENTRAL_SIZE + nameSize + extraSize + commentSize) {
      throw damaged("its directory is damaged");
    }
    byte[] name = new byte[nameSize];
    directory.get(at + CENTRAL_SIZE, name);
    String text = new String(name, StandardCharsets.ISO_8859_1);
    if (text.length() > 255 || !isName(text)) {
      throw new ModelFileException(
          "names in it must be of letters, digits, '_', '-', '.' and single '/', and none may lead"
              + " out of it, got '"
              + text.substring(0, Math.min(80, text.length())).replaceAll("[^ -~]", "?")
              + "'");
    }
    int flags = directory.getShort(at + 8);
    int method = Short.toUnsignedInt(directory.getShort(at + 10));
    long crc = Integer.toUnsignedLong(directory.getInt(at + 16));
    long packed = Integer.toUnsignedLong(directory.getInt(at + 20));
    long size = Integer.toUnsignedLong(directory.getInt(at + 24));
    long local = Integer.toUnsignedLong(directory.getInt(at + 42));
    int extra = at + CENTRAL_SIZE + nameSize;
    int extraEnd = extra + extraSize;
    while (extra + 4 <= extraEnd) {
      int id = Short.toUnsignedInt(directory.getShort(extra));
      int next = extra + 4 + Short.toUnsignedInt(directory.getShort(extra + 2));
      if (next > extraEnd) {
        throw damaged("its directory is damaged");
      }
      if (id == 1) {
        int field = extra + 4;
        if (size == NONE32 && field + 8 <= next) {
          size = directory.getLong(field);
          field += 8;
        }
        if (packed == NONE32 && field + 8 <= next) {
          packed = directory.getLong(field);
          field += 8;
        }
        if (local == NONE32 && field + 8 <= next) {
          local = directory.getLong(field);
        }
      }
      extra = next;
    }
    if ((flags & 1) != 0) {
      throw new ModelFileException(text + ": it is encrypted");
    }
    if (method != 0 || packed != size) {
      throw new ModelFileException(text + ": it must be stored, not compressed");
    }
    directory.position(extraEnd + commentSize);
    inside(local, LOCAL_SIZE + nameSize, text);
    int header = window(local, LOCAL_SIZE + nameSize);
    if (window.getInt(header) != LOCAL
        || Short.toUnsignedInt(window.getShort(header + 26)) != nameSize
        || !window.slice(header + LOCAL_SIZE, nameSize).equals(ByteBuffer.wrap(name))) {
      throw damaged(text + " is not where its directory says");
    }
    long data = local + LOCAL_SIZE + nameSize + Short.toUnsignedInt(window.getShort(header + 28));
    if (size < 0 || data > fileSize || size > fileSize - data) {
      throw damaged(text + " is not inside the file");
    }
    return new Entry(text, data, size, crc);
  }

  private static boolean isName(String text) {
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '.') {
        if (begins) {
          return false;
        }
        begins = c == '/';
      } else {
        boolean allowed =
            c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-';
        if (!allowed) {
          return false;
        }
        begins = false;
      }
    }
    return !begins;
  }

  private void check(List<Entry> inOrder, long directoryAt) throws ModelFileException {
    List<Entry> byPlace = new ArrayList<>(inOrder);
    byPlace.sort(Comparator.comparingLong(Entry::at));
    long free = 0;
    for (Entry entry : byPlace) {
      if (entry.at < free) {
        throw damaged(entry.name + " lies in another entry");
      }
      free = entry.at + entry.size;
      if (free > directoryAt) {
        throw damaged(entry.name + " lies in the directory");
      }
    }
    for (Entry entry : inOrder) {
      if (entries.put(entry.name, entry) != null) {
        throw new ModelFileException(entry.name + ": it is there twice");
      }
    }
  }

  /** Length of the whole file in bytes. */
  long size() {
    return fileSize;
  }

  /** Length of an entry in bytes; 0 if there is none of this name. */
  long size(String name) {
    Entry entry = entries.get(name);
    return entry == null ? 0 : entry.size;
  }

  /**
   * Begins to read an entry; null if there is none of this name. One at a time, but those that are
   * larger than {@value #WINDOW} bytes may be read by several threads.
   */
  Reading open(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : new Reading(entry);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** An entry that is being read from its beginning to its end, where its checksum is compared. */
  final class Reading {

    private final Entry entry;
    private final CRC32 crc = new CRC32();
    private long done;

    private Reading(Entry entry) {
      this.entry = entry;
    }

    /** Whether it is read through the window, which only one thread at a time may do. */
    private boolean isSmall() {
      return entry.size <= window.capacity();
    }

    long remaining() {
      return entry.size - done;
    }

    ModelFileException failed(String what) {
      return new ModelFileException(entry.name + ": " + what);
    }

    /** The next bytes. */
    byte[] bytes(int count) throws IOException {
      if (count > remaining()) {
        throw failed("it ends too early");
      }
      byte[] bytes = new byte[count];
      if (isSmall()) {
        window.get(window(entry.at + done, count), bytes);
      } else {
        fill(ByteBuffer.wrap(bytes), entry.at + done);
      }
      crc.update(bytes);
      done += count;
      check();
      return bytes;
    }

    /** All that remains. */
    void chunks(Chunks to) throws IOException {
      if (isSmall()) {
        int most = (int) remaining();
        take(window.slice(window(entry.at + done, most), most), to);
      } else {
        ByteBuffer free = chunks.poll();
        ByteBuffer chunk = free == null ? ByteBuffer.allocateDirect(CHUNK) : free;
        while (remaining() > 0) {
          chunk.clear().limit((int) Math.min(CHUNK, remaining()));
          fill(chunk, entry.at + done);
          take(chunk.flip(), to);
        }
        chunks.add(chunk);
      }
      check();
    }

    private void take(ByteBuffer bytes, Chunks to) {
      crc.update(bytes);
      done += bytes.limit();
      to.take(bytes.flip().order(ByteOrder.LITTLE_ENDIAN));
    }

    private void check() throws ModelFileException {
      if (remaining() == 0 && crc.getValue() != entry.crc) {
        throw failed("it is damaged, its checksum is another");
      }
    }
  }
}
