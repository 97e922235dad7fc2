package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.disk.AtomicFile;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;

/** A file that is no good checkpoint is refused, and the simulator is as it was. */
class BadCheckpointTest {

  @TempDir private Path folder;

  private Simulator simulator;
  private Path good;
  private byte[] bytes;

  @BeforeEach
  void save() throws IOException {
    simulator = new StateZoo().simulator();
    StateZoo.runTo(simulator, 5);
    good = folder.resolve("good");
    simulator.save(good);
    bytes = Files.readAllBytes(good);
    StateZoo.runTo(simulator, 9);
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  private String refused(byte[] content) throws IOException {
    return refused(Files.write(folder.resolve("bad"), content));
  }

  private String refused(Path file) {
    CheckpointException e = assertThrows(CheckpointException.class, () -> simulator.restore(file));
    assertEquals(file, e.file());
    assertTrue(e.getMessage().startsWith("checkpoint " + file + ": "), e.getMessage());
    assertEquals(9, simulator.ticks());
    return e.getMessage().substring(("checkpoint " + file + ": ").length());
  }

  private void assertUnchanged() throws IOException {
    Path after = folder.resolve("after");
    simulator.save(after);
    try (Simulator same = new StateZoo().simulator()) {
      StateZoo.runTo(same, 9);
      Path expected = folder.resolve("expected");
      same.save(expected);
      assertEquals(-1, Files.mismatch(expected, after));
    }
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    TreeSet<Integer> positions = new TreeSet<>();
    for (int i = 0; i < Checkpoint.HEADER + 40; i++) {
      positions.add(i);
    }
    for (int i = 0; i < bytes.length; i += 97) {
      positions.add(i);
    }
    for (int i = 1; i <= 40; i++) {
      positions.add(bytes.length - i);
    }
    for (int position : positions) {
      byte[] flipped = bytes.clone();
      flipped[position] ^= (byte) (1 << position % 8);
      String message = refused(flipped);
      assertTrue(
          message.startsWith("is damaged") || position < 8 && message.equals("is no checkpoint"),
          position + ": " + message);
    }
    assertUnchanged();
  }

  @Test
  void truncatedAndLonger() throws IOException {
    for (int length : new int[] {1, 7, 8, 11, 12, 48, 56, 63}) {
      assertEquals(
          "is truncated: it has " + length + " bytes only", refused(Arrays.copyOf(bytes, length)));
    }
    for (int length = Checkpoint.HEADER; length < bytes.length; length += 61) {
      String message = refused(Arrays.copyOf(bytes, length));
      assertTrue(message.startsWith("is truncated: it has " + length + " bytes, and"), message);
    }
    for (int length : new int[] {bytes.length - 1, bytes.length - 4, bytes.length - 5}) {
      assertTrue(refused(Arrays.copyOf(bytes, length)).startsWith("is truncated"));
    }
    assertTrue(refused(Arrays.copyOf(bytes, bytes.length + 1)).startsWith("is damaged"));
    assertTrue(refused(new byte[0]).startsWith("is truncated"));
    assertEquals("is no checkpoint", refused("not this, but some text of another kind".getBytes()));
    assertUnchanged();
  }

  /** Sets a number, and the checksums to what then is right. */
  private byte[] forged(int position, long value, int size) {
    ByteBuffer forged = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    if (size == 4) {
      forged.putInt(position, (int) value);
    } else {
      forged.putLong(position, value);
    }
    int body = bytes.length - 4;
    forged.putInt(60, crc(forged.array(), 0, 60));
    forged.putInt(body, crc(forged.array(), Checkpoint.HEADER, body));
    return forged.array();
  }

  private static int crc(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  @Test
  void ofAFutureVersion() throws IOException {
    assertEquals("is of version 4, and only 3 can be read here", refused(forged(8, 4, 4)));
  }

  @Test
  void declaredSizesAreNotBelieved() throws IOException {
    for (long huge : new long[] {1L << 20, 1L << 31, 1L << 40, Long.MAX_VALUE, -1, 1L << 63}) {
      String body = refused(forged(48, huge, 8));
      assertTrue(body.startsWith("is truncated") || body.startsWith("is damaged"), body);
      String array = refused(forged(Checkpoint.HEADER + 1, huge, 8));
      assertTrue(array.startsWith("does not fit the model: it says that it has"), array);
      assertTrue(array.endsWith("bytes are left"), array);
    }
    // Every later array too: whatever is there, it is one clear error or a state that fits.
    int refusals = 0;
    for (int at = Checkpoint.HEADER; at < bytes.length - 12; at += 41) {
      Path file = Files.write(folder.resolve("forged"), forged(at, 0x7ff8_0000_0000_0000L, 8));
      try {
        simulator.restore(file);
      } catch (CheckpointException e) {
        refusals++;
      }
    }
    assertTrue(refusals > 10, refusals + " refusals");
  }

  @Test
  void ofAnotherModel() throws IOException {
    String another = "is one of another model, or of this one with another dt";
    try (Simulator other = new StateZoo(0.25).simulator()) {
      other.save(folder.resolve("other"));
    }
    assertEquals(another, refused(folder.resolve("other")));
    try (Simulator other = Simulator.builder(new StateZoo().network).dt(0.0005).build()) {
      other.save(folder.resolve("dt"));
    }
    assertEquals(another, refused(folder.resolve("dt")));
    Network small = new Network("small");
    Ensemble a = small.ensemble("a", 3, 1);
    try (Simulator other = new Simulator(small)) {
      other.save(folder.resolve("small"));
    }
    assertEquals(another, refused(folder.resolve("small")));
    a.seed(5);
    try (Simulator other = new Simulator(small)) {
      CheckpointException e =
          assertThrows(CheckpointException.class, () -> other.restore(folder.resolve("small")));
      assertTrue(e.getMessage().endsWith(another), e.getMessage());
    }
    assertUnchanged();
  }

  /** The same operators, but others of them run: what they wrote is not the others'. */
  @Test
  void ofAModelThatShowsSomethingElse() throws IOException {
    Path file = folder.resolve("shows");
    try (Simulator first = showing(true);
        Simulator second = showing(false)) {
      first.input("in").set(1);
      first.runTicks(5);
      first.save(file);
      CheckpointException e = assertThrows(CheckpointException.class, () -> second.restore(file));
      assertTrue(e.getMessage().contains("is one of another model"), e.getMessage());
    }
  }

  /** Two filters of one input, of which one can be seen. */
  private static Simulator showing(boolean slow) {
    Network network = new Network("shows");
    Node in = network.input("in", 1);
    for (boolean isSlow : new boolean[] {true, false}) {
      String label = isSlow ? "slow" : "fast";
      Node out = isSlow == slow ? network.output(label, 1) : network.junction(label, 1);
      network.from(in).synapse(isSlow ? 0.1 : 0.01).to(out);
    }
    return new Simulator(network);
  }

  @Test
  void whereNothingCanBe() throws IOException {
    assertEquals("cannot be read: no such file or folder", refused(folder.resolve("none")));
    assertTrue(refused(folder).startsWith("cannot be read"));
    for (Path file :
        List.of(folder, folder.resolve("none").resolve("file"), good.resolve("below a file"))) {
      CheckpointException e = assertThrows(CheckpointException.class, () -> simulator.save(file));
      assertTrue(
          e.getMessage().startsWith("checkpoint " + file + ": cannot be written: "),
          e.getMessage());
    }
    assertArrayEquals(bytes, Files.readAllBytes(good));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(good), left.toList());
    }
  }

  @Test
  void aDiskThatIsFull() throws IOException {
    IOException full =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    good,
                    to -> {
                      to.write(ByteBuffer.allocate(1000));
                      throw new IOException("No space left on device");
                    }));
    assertEquals("No space left on device", full.getMessage());
    assertArrayEquals(bytes, Files.readAllBytes(good));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(good), left.toList());
    }
  }
}
