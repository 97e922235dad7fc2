package org.spikelane.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A file that is there as a whole or not at all: written beside its place, forced to the disk, and
 * renamed.
 *
 * <p>What is written beside has a name of its own, so that several writers cannot mix: {@code
 * name.….part}. A process that is killed leaves its part behind, and the next write to the name
 * removes it. Whoever writes holds a lock on the part, by which one that is abandoned can be told.
 */
public final class AtomicFile {

  private static final String RANDOM = "\\.[0-9a-f-]{36}\\.part";

  /** What threads of this process write: to open and close it would end its lock. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  /** What writes the content. */
  @FunctionalInterface
  public interface Content {

    /** Writes it to a file that is empty, and can be read as well. */
    void write(FileChannel to) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes a file, or replaces it.
   *
   * @throws IOException if it cannot be written; under its name is what was there before
   */
  public static void write(Path file, Content content) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder");
    }
    // One spelling for all: by it this process knows its own parts.
    Path folder = file.toAbsolutePath().getParent().toRealPath();
    while (!written(file, folder, content)) {
      continue;
    }
    force(folder);
    removeAbandoned(folder, Pattern.quote(file.getFileName().toString()));
  }

  /** False if another process took the part for an abandoned one before it was locked. */
  private static boolean written(Path file, Path folder, Content content) throws IOException {
    Path part = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".part");
    OWN.add(part);
    try (FileChannel to =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      if (!locked(to) || !Files.exists(part)) {
        Files.deleteIfExists(part);
        return false;
      }
      content.write(to);
      to.force(true);
      // Before it is closed, and with that unlocked.
      move(part, folder.resolve(file.getFileName()));
      return true;
    } catch (IOException | RuntimeException | Error e) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    } finally {
      OWN.remove(part);
    }
  }

  private static boolean locked(FileChannel part) {
    try {
      return part.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true; // A file system without locks: nobody else gets one either.
    }
  }

  /**
   * Removes the parts in a folder that nobody writes any longer. What goes wrong with that is no
   * error: they take room, and are never read.
   *
   * @param name a regular expression for the names of the files that they were to become
   */
  public static void removeAbandoned(Path folder, String name) {
    Pattern parts = Pattern.compile(name + RANDOM);
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            folder.toRealPath(), path -> parts.matcher(path.getFileName().toString()).matches())) {
      for (Path part : found) {
        if (!OWN.contains(part)) {
          removeIfAbandoned(part);
        }
      }
    } catch (IOException | RuntimeException e) {
      return;
    }
  }

  /**
   * One thread at a time, as the locks are the process's: a second that opened the part, was told
   * that it is locked, and closed it, would unlock it for the first, which then removed what
   * another process had locked meanwhile.
   */
  private static synchronized void removeIfAbandoned(Path part) {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        Files.deleteIfExists(part);
      }
    } catch (IOException | OverlappingFileLockException e) {
      return; // It is written, was renamed meanwhile, or is somebody else's.
    }
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system cannot rename in one step", e);
    }
  }

  /** Makes the new name last; where a folder cannot be opened, the system does so itself. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The file is there and complete; only its name might not survive a power cut.
    }
  }

  /** What went wrong, in words. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "access denied";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
