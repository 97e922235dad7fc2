package org.spikelane.nef;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.spikelane.disk.AtomicFile;

/**
 * Keeps decoders in files of one folder, {@code KEY.decoders}, that threads and processes may
 * share: each is written beside its place and renamed, and may be gone at any time. When a file was
 * last used is the time of its last change.
 */
final class DirectoryStore implements DecoderStore {

  private static final String ENDING = ".decoders";

  /** A file as it was when the folder was looked through. */
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}" + Pattern.quote(ENDING));

  private record Entry(Path path, long bytes, FileTime used) {}

  private final Path folder;
  private final long maxBytes;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * In a folder, which is made if there is none.
   *
   * @throws UncheckedIOException if it cannot be written to
   */
  DirectoryStore(Path folder, long maxBytes) {
    this.folder = folder.toAbsolutePath();
    this.maxBytes = maxBytes;
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new FileSystemException(folder.toString(), null, "is no folder");
      }
      Files.createDirectories(this.folder);
      Files.delete(Files.createTempFile(this.folder, "try", ".tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "decoder cache " + folder + " cannot be written to: " + AtomicFile.reason(e), e);
    }
  }

  private Path path(String key) {
    return folder.resolve(key + ENDING);
  }

  @Override
  public byte[] get(String key, long mostBytes) {
    Path path = path(key);
    try (FileChannel from = FileChannel.open(path)) {
      long bytes = from.size();
      if (bytes > Math.min(mostBytes, Integer.MAX_VALUE - 8)) {
        remove(key);
        return null;
      }
      byte[] content = Channels.newInputStream(from).readNBytes((int) bytes);
      touch(path);
      return content;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      warn("read", e);
      return null;
    }
  }

  /** Notes that it was used. A file of another user, or one that is gone by now, is left alone. */
  private static void touch(Path path) {
    try {
      Files.setLastModifiedTime(path, FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public void put(String key, byte[] content) {
    if (content.length > maxBytes) {
      return;
    }
    try {
      AtomicFile.write(
          path(key),
          to -> {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
              to.write(bytes);
            }
          });
      makeRoom();
    } catch (IOException e) {
      warn("written", e);
    }
  }

  @Override
  public void remove(String key) {
    try {
      Files.deleteIfExists(path(key));
    } catch (IOException e) {
      warn("removed", e);
    }
  }

  /** Removes files until what is left is not too much, and parts of writers that were killed. */
  private void makeRoom() throws IOException {
    AtomicFile.removeAbandoned(folder, NAME.pattern());
    List<Entry> entries = entries();
    entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::path));
    long bytes = entries.stream().mapToLong(Entry::bytes).sum();
    for (Entry entry : entries) {
      if (bytes <= maxBytes) {
        return;
      }
      try {
        Files.deleteIfExists(entry.path());
        bytes -= entry.bytes();
      } catch (IOException e) {
        continue; // Somebody else's: the next oldest goes in its place.
      }
    }
  }

  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path path : paths) {
        try {
          BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
          if (!attributes.isRegularFile()
              || !NAME.matcher(path.getFileName().toString()).matches()) {
            continue; // Nothing of ours.
          }
          entries.add(new Entry(path, attributes.size(), attributes.lastModifiedTime()));
        } catch (NoSuchFileException e) {
          continue; // Another process made room.
        }
      }
    }
    return entries;
  }

  /** A cache that fails costs time, and nothing else: it is said once, and the build goes on. */
  private void warn(String what, IOException e) {
    if (!warned.getAndSet(true)) {
      System.getLogger(DecoderCache.class.getPackageName())
          .log(
              Level.WARNING,
              "decoder cache "
                  + folder
                  + ": a file cannot be "
                  + what
                  + ": "
                  + AtomicFile.reason(e),
              e);
    }
  }
}
