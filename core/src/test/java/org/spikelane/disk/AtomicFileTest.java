package org.spikelane.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.ChildJvm;

/** A file is there as a whole, and nothing is left beside it. */
class AtomicFileTest {

  @TempDir private Path folder;

  private static void put(FileChannel to, String text) throws IOException {
    to.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** What a process that is killed leaves: a part without a lock. */
  private Path abandoned(String name) throws IOException {
    return Files.writeString(folder.resolve(name + "." + UUID.randomUUID() + ".part"), "half");
  }

  @Test
  void theNextWriteRemovesWhatAKilledOneLeft() throws IOException {
    Path file = folder.resolve("a");
    abandoned("a");
    abandoned("a");
    String other = abandoned("a.b").getFileName().toString();
    Files.writeString(folder.resolve("a.mine.part"), "not ours");
    AtomicFile.write(
        file,
        to -> {
          put(to, "outer");
          // A second writer, while the first writes: its part must stay.
          AtomicFile.write(file, inner -> put(inner, "inner"));
          assertEquals("inner", Files.readString(file));
        });
    assertEquals("outer", Files.readString(file));
    assertEquals(List.of("a", other, "a.mine.part").stream().sorted().toList(), names());
  }

  @Test
  void aWriteThatFailsLeavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "before");
    IOException failure = new IOException("full");
    assertEquals(
        failure,
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    to -> {
                      put(to, "after");
                      throw failure;
                    })));
    assertEquals("before", Files.readString(file));
    assertEquals(List.of("a"), names());
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> AtomicFile.write(folder, to -> {}));
    assertEquals("is a folder", AtomicFile.reason(e));
  }

  @Test
  void severalThreadsDoNotMix() throws IOException {
    Path file = folder.resolve("a");
    IntStream.range(0, 200)
        .parallel()
        .forEach(
            i -> {
              try {
                AtomicFile.write(
                    file,
                    to -> {
                      for (int k = 0; k < 10; k++) {
                        put(to, i + " ");
                      }
                    });
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    String[] words = Files.readString(file).split(" ");
    assertEquals(10, words.length);
    assertEquals(1, Stream.of(words).distinct().count());
    assertEquals(List.of("a"), names());
  }

  /** A program that writes files, again and again. */
  static final class Writes {

    private Writes() {}

    public static void main(String[] args) throws IOException {
      for (int k = 0; k < 1_000; k++) {
        AtomicFile.write(Path.of(args[0], "file " + k % 5), to -> put(to, "content"));
      }
    }
  }

  /** Several threads that look at a part must not unlock it for each other. */
  @Test
  void noThreadRemovesWhatAnotherProcessWrites() throws IOException, InterruptedException {
    AtomicBoolean isOver = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      Thread thread =
          new Thread(
              () -> {
                while (!isOver.get()) {
                  AtomicFile.removeAbandoned(folder, ".*");
                }
              });
      thread.start();
      threads.add(thread);
    }
    try {
      ChildJvm.run(Writes.class, List.of(), folder.toString());
    } finally {
      isOver.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertEquals(5, names().size(), names().toString());
  }
}
