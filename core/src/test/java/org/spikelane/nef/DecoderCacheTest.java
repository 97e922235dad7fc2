package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.spikelane.network.Refusals.refused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.Allocated;
import org.spikelane.disk.Sha256;

/** A cache saves solving, and changes nothing else. */
class DecoderCacheTest {

  private static final long MUCH = 1L << 24;

  private static final List<Solver> SOLVERS =
      List.of(
          new LstsqL2(),
          new LstsqL2(0.2),
          new LstsqL2nz(),
          new LstsqNoise(1),
          new LstsqNoise(2),
          new LstsqMultNoise(1),
          new LstsqDrop(),
          new LstsqDrop(0.5),
          new LstsqDrop(0.5, new LstsqL2(0.002), new LstsqL2()),
          new Lstsq(),
          new Lstsq(0.1),
          new Nnls(),
          new NnlsL2(),
          new NnlsL2(0.1, NnlsL2.Minimise.ERROR));

  @TempDir private Path folder;

  private final DecoderProblem problem = Problems.lif(60, 25, 1, 3);

  /** Another solver, with a count of how often it is asked. */
  private record Counted(Solver of, AtomicInteger asked) implements Solver {

    Counted(Solver of) {
      this(of, new AtomicInteger());
    }

    @Override
    public Decoders solve(DecoderProblem problem) {
      asked.incrementAndGet();
      return of.solve(problem);
    }

    @Override
    public Optional<String> identity() {
      return of.identity();
    }
  }

  private static void assertSame(Decoders expected, Decoders got, String what) {
    assertArrayEquals(bits(expected.flat()), bits(got.flat()), what);
    assertArrayEquals(bits(expected.rmses()), bits(got.rmses()), what);
    assertEquals(expected.info(), got.info(), what);
    assertEquals(expected.neurons(), got.neurons(), what);
    assertEquals(expected.dims(), got.dims(), what);
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private List<DecoderCache> both() {
    return List.of(DecoderCache.inMemory(MUCH), DecoderCache.directory(folder, MUCH));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  @Tag("bits")
  void aHitHasTheBitsOfAMiss() {
    for (DecoderCache cache : both()) {
      for (Solver solver : SOLVERS) {
        Decoders alone = solver.solve(problem);
        Counted counted = new Counted(solver);
        String what = cache + ", " + solver;
        assertSame(alone, cache.solve(counted, problem), what);
        assertEquals(1, counted.asked().get(), what);
        // Equal, and not the same: the key is the content.
        DecoderProblem again = Problems.lif(60, 25, 1, 3);
        assertSame(alone, cache.solve(counted, again), what);
        assertSame(alone, cache.solve(counted, again), what);
        assertEquals(1, counted.asked().get(), what);
      }
    }
    // Another process would find them like this.
    DecoderCache later = DecoderCache.directory(folder, MUCH);
    for (Solver solver : SOLVERS) {
      Counted counted = new Counted(solver);
      assertSame(solver.solve(problem), later.solve(counted, problem), solver.toString());
      assertEquals(0, counted.asked().get(), solver.toString());
    }
  }

  /**
   * If this fails because a solver finds other bits, {@link KeptDecoders#VERSION} must be raised.
   */
  @Test
  @Tag("bits")
  void theVersionStandsForTheseBits() {
    Sha256 hash = new Sha256();
    for (Solver solver : SOLVERS) {
      hash.numbers(solver.solve(problem).flat());
    }
    assertEquals(
        "1 3efb65525e8dc001",
        KeptDecoders.VERSION + " " + HexFormat.of().formatHex(hash.end(), 0, 8));
  }

  @Test
  void whatIsDifferentIsSolvedForAnew() {
    double[][] activities = Rows.of(problem.activities(), 60, 25);
    double[][] targets = Rows.of(problem.targets(), 60, 2);
    double[][] encoders = {{1, 0.5}, {-1, 2}, {0.25, 0}};
    for (DecoderCache cache : both()) {
      Counted solver = new Counted(new LstsqL2());
      cache.solve(solver, problem);
      activities[3][4] = Math.nextUp(activities[3][4]);
      cache.solve(solver, DecoderProblem.of(activities, targets));
      activities[3][4] = Math.nextDown(activities[3][4]);
      targets[5][1] = Math.nextUp(targets[5][1]);
      cache.solve(solver, DecoderProblem.of(activities, targets));
      targets[5][1] = Math.nextDown(targets[5][1]);
      assertEquals(3, solver.asked().get());
      cache.solve(solver, DecoderProblem.of(activities, targets));
      assertEquals(3, solver.asked().get());
      Decoders weights = solver.of().weights(activities, targets, encoders);
      assertSame(weights, cache.weights(solver, activities, targets, encoders), "weights");
      assertSame(weights, cache.weights(solver, activities, targets, encoders), "weights, kept");
      assertEquals(4, solver.asked().get());
      encoders[2][1] = Double.MIN_VALUE;
      cache.weights(solver, activities, targets, encoders);
      assertEquals(5, solver.asked().get());
      encoders[2][1] = 0;
    }
  }

  @Test
  void whatHasNoIdentityIsNotKept() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Solver own =
        p -> {
          asked.incrementAndGet();
          return new LstsqL2().solve(p);
        };
    List<Solver> without =
        List.of(
            own, new LstsqDrop(0.5, own, new LstsqL2()), new LstsqDrop(0.5, new LstsqL2(), own));
    for (Solver solver : without) {
      assertEquals(Optional.empty(), solver.identity());
      for (DecoderCache cache : both()) {
        cache.solve(solver, problem);
        int once = asked.get();
        cache.solve(solver, problem);
        assertTrue(asked.get() > once, solver + " in " + cache);
      }
    }
    assertEquals(List.of(), files());
  }

  @Test
  void everyIdentityIsItsOwn() {
    List<String> identities = SOLVERS.stream().map(s -> s.identity().orElseThrow()).toList();
    assertEquals(SOLVERS.size(), identities.stream().distinct().count(), identities.toString());
  }

  /** What was kept by earlier versions is found under these. */
  @Test
  void identitiesAreNamesAndParametersToTheBit() {
    String in = "org.spikelane.nef.";
    Map<Solver, String> identities =
        Map.of(
            new LstsqL2(0.5), "LstsqL2(0x1.0p-1;)",
            new LstsqL2nz(), "LstsqL2nz(0x1.999999999999ap-4;)",
            new LstsqNoise(0.25, -7), "LstsqNoise(0x1.0p-2;-7;)",
            new LstsqMultNoise(2, 8), "LstsqMultNoise(0x1.0p1;8;)",
            new Lstsq(0), "Lstsq(0x0.0p0;)",
            new Nnls(), "Nnls()",
            new NnlsL2(1), "NnlsL2(0x1.0p0;NORMAL_EQUATIONS;)",
            new LstsqDrop(0.5, new LstsqL2(1), new Nnls()),
                "LstsqDrop(0x1.0p-1;" + in + "LstsqL2(0x1.0p0;);" + in + "Nnls();)");
    identities.forEach(
        (solver, identity) -> assertEquals(Optional.of(in + identity), solver.identity()));
  }

  @Test
  void whoSharesActivities() {
    List<Class<?>> sharing =
        List.of(LstsqL2.class, LstsqL2nz.class, LstsqNoise.class, LstsqMultNoise.class);
    for (Solver solver : SOLVERS) {
      assertEquals(
          sharing.contains(solver.getClass()), solver.sharesActivities(), solver.toString());
    }
  }

  /** What a solver says that is not known how to write. */
  @Test
  void whatCannotBeWrittenIsNotKept() {
    Counted odd =
        new Counted(
            new Solver() {
              @Override
              public Decoders solve(DecoderProblem p) {
                return Decoders.of(p, new double[p.neurons() * p.dims()], Map.of("odd", List.of()));
              }

              @Override
              public Optional<String> identity() {
                return Optional.of("odd");
              }
            });
    DecoderCache cache = DecoderCache.inMemory(MUCH);
    cache.solve(odd, problem);
    assertEquals(Map.of("odd", List.of()), cache.solve(odd, problem).info());
    assertEquals(2, odd.asked().get());
  }

  @Test
  void aFailureIsNotKept() throws IOException {
    boolean[] fails = {true};
    Solver solver =
        new Solver() {
          @Override
          public Decoders solve(DecoderProblem p) {
            if (fails[0]) {
              throw new IllegalArgumentException("not now");
            }
            return new LstsqL2().solve(p);
          }

          @Override
          public Optional<String> identity() {
            return Optional.of("sometimes");
          }
        };
    for (DecoderCache cache : both()) {
      fails[0] = true;
      refused("not now", () -> cache.solve(solver, problem));
      refused("not now", () -> cache.solve(solver, problem));
      assertEquals(List.of(), files());
      fails[0] = false;
      assertSame(new LstsqL2().solve(problem), cache.solve(solver, problem), "afterwards");
    }
  }

  @Test
  void aDamagedFileIsReplaced() throws IOException {
    DecoderCache cache = DecoderCache.directory(folder, MUCH);
    Counted solver = new Counted(new LstsqNoise(4));
    Decoders expected = cache.solve(solver, problem);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    List<byte[]> damaged = new ArrayList<>();
    for (int at = 0; at < whole.length; at += 37) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      damaged.add(flipped);
      damaged.add(Arrays.copyOf(whole, at));
    }
    damaged.add(Arrays.copyOf(whole, whole.length - 1));
    damaged.add(Arrays.copyOf(whole, whole.length + 1));
    int solved = 1;
    for (byte[] bytes : damaged) {
      Files.write(file, bytes);
      assertSame(expected, cache.solve(solver, problem), "damaged");
      assertEquals(++solved, solver.asked().get());
      assertArrayEquals(whole, Files.readAllBytes(file));
    }
    // Sound, and of something else.
    cache.solve(new LstsqNoise(5), problem);
    Path other = files().stream().filter(f -> !f.equals(file)).findFirst().orElseThrow();
    Files.write(file, Files.readAllBytes(other));
    assertSame(expected, cache.solve(solver, problem), "another's");
    assertEquals(++solved, solver.asked().get());
  }

  /** With the right checksum, as somebody might make it: no exception, and no giant array. */
  @Test
  void aFileThatLiesAboutItsLengths() {
    byte[] key = new byte[32];
    byte[] whole = KeptDecoders.write(key, new LstsqL2().solve(problem));
    for (int lie : new int[] {-1, 0, 1 << 20, Integer.MAX_VALUE}) {
      for (int[] shape : new int[][] {{lie, 2}, {25, lie}}) {
        byte[] bytes = shaped(whole, shape[0], shape[1]);
        String what = Arrays.toString(shape);
        assertEquals(null, KeptDecoders.read(key, 25, 2, bytes), what);
        if (lie > 0) {
          // Even if this were what is asked for: the numbers are not there.
          assertEquals(null, KeptDecoders.read(key, shape[0], shape[1], bytes), what);
        }
      }
    }
    assertFalse(KeptDecoders.read(key, 25, 2, whole) == null);
  }

  /** The same with another shape, and the checksum of that. */
  private static byte[] shaped(byte[] whole, int neurons, int dims) {
    byte[] bytes = whole.clone();
    ByteBuffer.wrap(bytes).putInt(44, neurons).putInt(48, dims);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
    return bytes;
  }

  /** Whole, with the key and as many numbers as there should be: 3 · 13 + 13 for 25 · 2 + 2. */
  @Test
  void whatHasAnotherShapeIsReplaced() throws IOException {
    DecoderCache cache = DecoderCache.directory(folder, MUCH);
    Counted solver = new Counted(new LstsqL2());
    Decoders expected = cache.solve(solver, problem);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, shaped(whole, 3, 13));
    assertSame(expected, cache.solve(solver, problem), "another shape");
    assertEquals(2, solver.asked().get());
    assertArrayEquals(whole, Files.readAllBytes(file));
  }

  /** Full weights have as many dims as there are neurons behind, and not as the targets. */
  @Test
  void whatIsTooLongIsNotReadButReplaced() throws IOException {
    DecoderCache cache = DecoderCache.directory(folder, Long.MAX_VALUE);
    double[][] activities = Rows.of(problem.activities(), 60, 25);
    double[][] targets = Rows.of(problem.targets(), 60, 2);
    double[][] encoders = Rows.of(new double[600], 300, 2);
    Counted solver = new Counted(new LstsqL2());
    Supplier<Decoders> weights = () -> cache.weights(solver, activities, targets, encoders);
    Decoders expected = weights.get();
    assertSame(expected, weights.get(), "kept");
    assertEquals(1, solver.asked().get());
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    try (FileChannel sparse = FileChannel.open(file, StandardOpenOption.WRITE)) {
      sparse.write(ByteBuffer.allocate(1), (1 << 28) - 1);
    }
    Decoders[] found = new Decoders[1];
    long allocated = Allocated.bytes(() -> found[0] = weights.get());
    assertTrue(allocated < 1 << 24, "bytes allocated: " + allocated);
    assertSame(expected, found[0], "too long");
    assertEquals(2, solver.asked().get());
    assertArrayEquals(whole, Files.readAllBytes(file));
  }

  @Test
  void aFolderReadsNoMoreThanIsAskedFor() throws IOException {
    DirectoryStore store = new DirectoryStore(folder, MUCH);
    String key = "0".repeat(64);
    byte[] content = new byte[100];
    store.put(key, content);
    assertArrayEquals(content, store.get(key, 100));
    assertEquals(null, store.get(key, 99));
    // It can be of no use to anybody.
    assertEquals(List.of(), files());
  }

  /** Or how long an entry can be would not follow from what it is for. */
  @Test
  void whatSaysTooMuchIsNotKept() {
    String name = "said";
    int room = (1 << 16) - (4 + name.length() + 1 + 4);
    for (int length : new int[] {room, room + 1}) {
      Map<String, String> info = Map.of(name, "x".repeat(length));
      Decoders decoders = Decoders.of(problem, new double[50], info);
      byte[] kept = KeptDecoders.write(new byte[32], decoders);
      assertEquals(length <= room, kept != null, "length " + length);
      if (kept != null) {
        assertEquals(KeptDecoders.mostBytes(25, 2), kept.length);
        assertSame(decoders, KeptDecoders.read(new byte[32], 25, 2, kept), "read");
      }
    }
  }

  private static Counted noise(int seed) {
    return new Counted(new LstsqNoise(seed));
  }

  private int entry() {
    return KeptDecoders.write(new byte[32], new LstsqNoise(1).solve(problem)).length;
  }

  @Test
  void whatWasUsedLeastRecentlyGoes() throws IOException {
    DecoderCache memory = DecoderCache.inMemory(2L * entry());
    DecoderCache disk = DecoderCache.directory(folder, 2L * entry());
    for (DecoderCache cache : List.of(memory, disk)) {
      Counted a = noise(1);
      Counted b = noise(2);
      Counted c = noise(3);
      cache.solve(a, problem);
      age(1000);
      cache.solve(b, problem);
      age(1000);
      cache.solve(a, problem);
      assertEquals(1, a.asked().get());
      age(1000);
      cache.solve(c, problem);
      cache.solve(a, problem);
      cache.solve(c, problem);
      assertEquals(List.of(1, 1), List.of(a.asked().get(), c.asked().get()), cache.toString());
      cache.solve(b, problem);
      assertEquals(2, b.asked().get(), cache.toString());
    }
    assertEquals(2, files().size());
  }

  /** As if time had passed. */
  private void age(long milliseconds) throws IOException {
    for (Path file : files()) {
      long then = Files.getLastModifiedTime(file).toMillis() - milliseconds;
      Files.setLastModifiedTime(file, FileTime.fromMillis(then));
    }
  }

  @Test
  void whatIsTooLargeIsNotKept() throws IOException {
    DecoderCache memory = DecoderCache.inMemory(entry() - 1);
    DecoderCache disk = DecoderCache.directory(folder, entry() - 1);
    for (DecoderCache cache : List.of(memory, disk)) {
      Counted solver = noise(1);
      cache.solve(solver, problem);
      cache.solve(solver, problem);
      assertEquals(2, solver.asked().get());
    }
    assertEquals(List.of(), files());
    for (long bytes : new long[] {0, -1}) {
      refused("maxBytes must be above 0, got " + bytes, () -> DecoderCache.inMemory(bytes));
      refused(
          "maxBytes must be above 0, got " + bytes, () -> DecoderCache.directory(folder, bytes));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    for (Path no : List.of(file, file.resolve("inside"))) {
      UncheckedIOException e =
          assertThrows(UncheckedIOException.class, () -> DecoderCache.directory(no, MUCH));
      assertTrue(
          e.getMessage().startsWith("decoder cache " + no + " cannot be written to: "),
          e.getMessage());
    }
    assertEquals("mine", Files.readString(file));
    Path made = folder.resolve("a").resolve("b");
    DecoderCache cache = DecoderCache.directory(made, MUCH);
    // A folder that goes away later costs time, and nothing else.
    Files.delete(made);
    assertSame(new LstsqL2().solve(problem), cache.solve(new LstsqL2(), problem), "gone");
  }

  @Test
  void severalThreadsAtOnce() throws IOException {
    // Room for a few only: what one looks for, another removes.
    DecoderCache memory = DecoderCache.inMemory(4L * entry());
    DecoderCache disk = DecoderCache.directory(folder, 4L * entry());
    DecoderCache second = DecoderCache.directory(folder, 4L * entry());
    List<Decoders> expected =
        IntStream.range(0, 10).mapToObj(seed -> new LstsqNoise(seed).solve(problem)).toList();
    List<DecoderCache> caches = List.of(memory, disk, second);
    IntStream.range(0, 1500)
        .parallel()
        .forEach(
            i -> {
              int seed = i / 3 * 7 % 10;
              assertSame(
                  expected.get(seed), caches.get(i % 3).solve(new LstsqNoise(seed), problem), "");
            });
    assertTrue(files().size() <= 4, files().toString());
    assertTrue(files().stream().allMatch(f -> f.toString().endsWith(".decoders")));
  }

  /** As somebody's folder, or a file that ends as ours do. */
  @Test
  void whatIsNotOursDoesNotKeepOursFromGoing() throws IOException {
    Files.createDirectories(folder.resolve("old.decoders").resolve("inside"));
    DecoderCache cache = DecoderCache.directory(folder, 4_000);
    for (int neurons = 40; neurons < 60; neurons++) {
      cache.solve(new LstsqL2(), Problems.lif(neurons, 25, 1, 3));
    }
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
      assertTrue(bytes <= 4_000, "bytes: " + bytes);
    }
    assertTrue(Files.exists(folder.resolve("old.decoders").resolve("inside")));
  }

  @Test
  void decodersAreNotTakenForWeights() {
    DecoderCache cache = DecoderCache.inMemory(MUCH);
    Solver solver = new LstsqL2();
    double[][] activities = {{1, 2, 3}, {0, 1, 2}, {5, 1, 0}, {2, 2, 1}};
    double[][] targets = {{1}, {0}, {1}, {0.5}};
    double[][] none = new double[0][];
    cache.solve(solver, DecoderProblem.of(activities, targets));
    assertThrows(
        IllegalArgumentException.class, () -> cache.weights(solver, activities, targets, none));
  }
}
