package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikelane.Allocated;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Probe;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RectifiedLinear;

/** What a probe streams is what it would have kept. */
class StreamTest {

  private static final int TICKS = 2000;

  @TempDir private Path folder;

  private final Network network = new Network("streams").seed(3);
  private final Ensemble a = network.ensemble("a", 20, 2);
  private final Ensemble b =
      network.ensemble("b", 15, 1).neuronType(new PoissonSpiking(RectifiedLinear.DEFAULT));
  private final Probe kept;
  private final Probe streamed;
  private final Probe keptRarely;
  private final Probe streamedRarely;
  private final Probe keptSpikes;
  private final Probe streamedSpikes;

  StreamTest() {
    network.from(network.node("u", t -> t * (2 - t))).to(a.at(0));
    network.from(a.at(0)).transform(5).to(b);
    kept = network.probe(a).synapse(0.01);
    streamed = network.probe(a).synapse(0.01).label("streamed, \"a\"");
    keptRarely = network.probe(a.neurons(), "voltage").sampleEvery(0.0035);
    streamedRarely = network.probe(a.neurons(), "voltage").sampleEvery(0.0035);
    keptSpikes = network.probe(b.neurons());
    streamedSpikes = network.probe(b.neurons());
  }

  @Test
  void callbacksAndFilesGetWhatIsKept() throws IOException {
    Path npy = folder.resolve("x.npy");
    Path rare = folder.resolve("rare.npy");
    Path csv = folder.resolve("x.csv");
    Path events = folder.resolve("events.npy");
    List<double[]> rows = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    List<List<Long>> spikes = new ArrayList<>();
    double[][] data;
    double[][] rarely;
    double[][] dense;
    try (Simulator simulator = new Simulator(network)) {
      simulator.stream(
          streamed,
          (tick, values) -> {
            rows.add(values.clone());
            times.add(tick * simulator.dt());
          });
      simulator.stream(streamed, ProbeSink.npy(npy));
      simulator.stream(streamed, ProbeSink.csv(csv));
      simulator.stream(streamedRarely, ProbeSink.npy(rare));
      simulator.stream(
          streamedSpikes, ProbeSink.spikes((tick, i) -> spikes.add(List.of(tick, (long) i))));
      simulator.stream(streamedSpikes, ProbeSink.spikesNpy(events));
      simulator.runTicks(TICKS);
      data = simulator.data(kept);
      rarely = simulator.data(keptRarely);
      dense = simulator.data(keptSpikes);
      assertEquals(0, simulator.data(streamed).length);
      assertArrayEquals(
          simulator.times(kept), times.stream().mapToDouble(Double::doubleValue).toArray());
    }
    assertArrayEquals(Npy.bits(data), Npy.bits(rows.toArray(double[][]::new)));
    assertArrayEquals(Npy.bits(data), Npy.read(npy).bits());
    assertArrayEquals(Npy.bits(rarely), Npy.read(rare).bits());
    List<String> lines = Files.readAllLines(csv);
    assertEquals("time,\"streamed, \"\"a\"\"[0]\",\"streamed, \"\"a\"\"[1]\"", lines.get(0));
    assertEquals(TICKS + 1, lines.size());
    for (int k = 0; k < TICKS; k++) {
      double[] line =
          Arrays.stream(lines.get(k + 1).split(",")).mapToDouble(Double::parseDouble).toArray();
      assertArrayEquals(new double[] {times.get(k), data[k][0], data[k][1]}, line);
    }
    // The events, put back together.
    double[][] again = new double[TICKS][15];
    int several = 0;
    for (List<Long> spike : spikes) {
      double[] tick = again[Math.toIntExact(spike.get(0)) - 1];
      tick[spike.get(1).intValue()] += 1 / 0.001;
      several += tick[spike.get(1).intValue()] > 1500 ? 1 : 0;
    }
    assertArrayEquals(dense, again);
    assertTrue(several > 0, "ticks with several spikes");
    Npy file = Npy.read(events);
    assertEquals("<i8", file.descr());
    assertArrayEquals(
        spikes.stream()
            .map(e -> e.stream().mapToLong(Long::longValue).toArray())
            .toArray(long[][]::new),
        file.bits());
  }

  @Test
  void aFileCanBeReadUpToItsLastFlush() throws IOException {
    Path npy = folder.resolve("x.npy");
    try (Simulator simulator = new Simulator(network)) {
      ProbeStream stream = simulator.stream(streamed, ProbeSink.npy(npy));
      assertEquals(0, Npy.read(npy).rows());
      simulator.runTicks(7);
      assertEquals(0, Npy.read(npy).rows());
      stream.flush();
      assertEquals(7, Npy.read(npy).rows());
      simulator.runTicks(3);
      simulator.save(folder.resolve("checkpoint"));
      assertEquals(10, Npy.read(npy).rows(), "rows after a checkpoint");
      simulator.reset();
      simulator.runTicks(5);
      stream.close();
      stream.close();
      assertEquals(15, Npy.read(npy).rows(), "rows before a reset and after");
      simulator.runTicks(5);
      assertEquals(5, simulator.data(streamed).length, "kept again");
      assertEquals(15, Npy.read(npy).rows());
    }
  }

  @Test
  void aFileGoesOnAfterACheckpoint() throws IOException {
    Path npy = folder.resolve("rare.npy");
    Path checkpoint = folder.resolve("checkpoint");
    try (Simulator simulator = new Simulator(network)) {
      simulator.stream(streamedRarely, ProbeSink.npyAppend(npy)); // nothing before: a new file
      simulator.runTicks(23);
      simulator.save(checkpoint);
      simulator.runTicks(40);
    }
    double[][] data;
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(100);
      data = simulator.data(keptRarely);
    }
    try (Simulator simulator = new Simulator(network)) {
      simulator.restore(checkpoint);
      simulator.stream(streamedRarely, ProbeSink.npyAppend(npy));
      assertEquals(6, Npy.read(npy).rows());
      simulator.runTicks(77);
    }
    assertArrayEquals(Npy.bits(data), Npy.read(npy).bits());
    byte[] before = Files.readAllBytes(npy);
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(110);
      String few =
          assertThrows(
                  UncheckedIOException.class,
                  () -> simulator.stream(streamedRarely, ProbeSink.npyAppend(npy)))
              .getMessage();
      assertTrue(few.endsWith("has 28 samples, and 31 were taken before"), few);
      String other =
          assertThrows(
                  UncheckedIOException.class,
                  () -> simulator.stream(streamed, ProbeSink.npyAppend(npy)))
              .getMessage();
      assertTrue(other.endsWith("is no NumPy file of rows of 2 that a stream wrote"), other);
      assertThrows(
          UncheckedIOException.class,
          () -> simulator.stream(streamed, ProbeSink.npyAppend(folder.resolve("none"))));
    }
    assertArrayEquals(before, Files.readAllBytes(npy));
  }

  /** Three files of three kinds, with names of their own for the run. */
  private void toFiles(Simulator simulator, String run, boolean append) {
    Path npy = folder.resolve(run + ".npy");
    Path csv = folder.resolve(run + ".csv");
    Path events = folder.resolve(run + ".events");
    simulator.stream(streamedRarely, append ? ProbeSink.npyAppend(npy) : ProbeSink.npy(npy));
    simulator.stream(streamed, append ? ProbeSink.csvAppend(csv) : ProbeSink.csv(csv));
    simulator.stream(
        streamedSpikes, append ? ProbeSink.spikesNpyAppend(events) : ProbeSink.spikesNpy(events));
  }

  @Test
  void filesThatWentOnAreThoseOfARunWithoutABreak() throws IOException {
    Path checkpoint = folder.resolve("checkpoint");
    try (Simulator simulator = new Simulator(network)) {
      toFiles(simulator, "whole", false);
      simulator.runTicks(TICKS);
    }
    try (Simulator simulator = new Simulator(network)) {
      toFiles(simulator, "broken", true); // nothing before: new files
      simulator.runTicks(700);
      simulator.save(checkpoint);
      simulator.runTicks(401);
    }
    // As a kill in the middle of a line would leave it.
    Path csv = folder.resolve("broken.csv");
    byte[] text = Files.readAllBytes(csv);
    Files.write(csv, Arrays.copyOf(text, text.length - 7));
    try (Simulator simulator = new Simulator(network)) {
      simulator.restore(checkpoint);
      toFiles(simulator, "broken", true);
      simulator.runTicks(TICKS - 700);
    }
    assertTrue(Npy.read(folder.resolve("whole.events")).rows() > 100, "spikes");
    for (String kind : List.of(".npy", ".csv", ".events")) {
      assertEquals(
          -1,
          Files.mismatch(folder.resolve("whole" + kind), folder.resolve("broken" + kind)),
          kind);
    }
  }

  /** Lines that no stream of the probe has written, in the place of one that it did. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "TIME",
        "TIME,0.5",
        "TIME,0.5,x,0.5",
        "TIME,0.5,0.5,",
        "0.05,0.5,0.5",
        "0.0995,0.5,0.5",
        "0.2,0.5,0.5",
        "NaN,0.5,0.5",
        "TIME,0.5,0.5                                                                  "
      })
  void linesThatAreNoSamplesAreNotGoneOnFrom(String line) throws IOException {
    Path csv = folder.resolve("run.csv");
    try (Simulator simulator = new Simulator(network)) {
      simulator.stream(streamed, ProbeSink.csv(csv));
      simulator.runTicks(TICKS);
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(csv));
    String time = lines.get(100).substring(0, lines.get(100).indexOf(','));
    lines.set(100, line.replace("TIME", time));
    Files.write(csv, lines);
    byte[] before = Files.readAllBytes(csv);
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(150);
      cannot(simulator, ProbeSink.csvAppend(csv), "has in line 101 no sample of this probe");
    }
    assertArrayEquals(before, Files.readAllBytes(csv));
  }

  @Test
  void filesThatCannotGoOnRemainAsTheyWere() throws IOException {
    Path csv = folder.resolve("run.csv");
    Path events = folder.resolve("run.events");
    try (Simulator simulator = new Simulator(network)) {
      toFiles(simulator, "run", false);
      simulator.runTicks(100);
    }
    byte[] text = Files.readAllBytes(csv);
    byte[] binary = Files.readAllBytes(events);
    Path truncated = folder.resolve("truncated");
    Files.write(truncated, Arrays.copyOf(binary, binary.length - 1));
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(110);
      cannot(simulator, ProbeSink.csvAppend(csv), "has 100 samples, and 110 were taken before");
      cannot(simulator, ProbeSink.csvAppend(folder.resolve("none")), "no such file or folder");
      cannot(
          simulator,
          ProbeSink.csvAppend(events),
          "is no text file of this probe that a stream wrote");
      cannot(
          simulator, ProbeSink.spikesNpyAppend(folder.resolve("none")), "no such file or folder");
      cannot(
          simulator,
          ProbeSink.spikesNpyAppend(csv),
          "is no NumPy file of rows of 2 that a stream wrote");
      int rows = Npy.read(events).rows();
      cannot(
          simulator,
          ProbeSink.spikesNpyAppend(truncated),
          "is truncated: it has less than its " + rows + " rows");
      // The probe has two numbers a sample: no neuron above 1 can be one of its.
      cannot(simulator, ProbeSink.spikesNpyAppend(events), "not what a stream of this probe wrote");
    }
    assertArrayEquals(text, Files.readAllBytes(csv));
    assertArrayEquals(binary, Files.readAllBytes(events));
    assertTrue(Files.notExists(folder.resolve("none")));
  }

  private void cannot(Simulator simulator, ProbeSink sink, String why) {
    String message =
        assertThrows(UncheckedIOException.class, () -> simulator.stream(streamed, sink))
            .getMessage();
    assertTrue(message.endsWith(why), message);
  }

  @Test
  void aSinkThatFailsEndsAndTheNetworkGoesOn() throws IOException {
    List<Long> got = new ArrayList<>();
    boolean[] closed = {false};
    try (Simulator simulator = new Simulator(network)) {
      simulator.stream(
          streamed,
          new ProbeSink() {
            @Override
            public void row(long tick, double[] values) throws IOException {
              if (tick == 4) {
                throw new IOException("No space left on device");
              }
            }

            @Override
            public void close() {
              closed[0] = true;
            }

            @Override
            public String toString() {
              return "nowhere";
            }
          });
      simulator.stream(kept, (tick, values) -> got.add(tick));
      UncheckedIOException e =
          assertThrows(UncheckedIOException.class, () -> simulator.runTicks(10));
      assertEquals(
          "stream of " + streamed + " to nowhere: No space left on device", e.getMessage());
      assertTrue(closed[0]);
      assertEquals(4, simulator.ticks());
      simulator.runTicks(6);
      assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L), got);
      assertEquals(6, simulator.data(streamed).length);

      simulator.stream(
          kept,
          (tick, values) -> {
            simulator.step();
          });
      String inside = assertThrows(IllegalStateException.class, simulator::step).getMessage();
      assertEquals("stream of " + kept + ": the simulator is in the middle of a tick", inside);
      simulator.step();
    }
  }

  @Test
  void aFileThatCannotBeWritten() throws IOException {
    try (Simulator simulator = new Simulator(network)) {
      Path file = folder.resolve("none").resolve("x");
      for (ProbeSink sink :
          List.of(ProbeSink.npy(file), ProbeSink.spikesNpy(file), ProbeSink.csv(file))) {
        UncheckedIOException e =
            assertThrows(UncheckedIOException.class, () -> simulator.stream(streamed, sink));
        assertTrue(
            e.getMessage().startsWith("stream of " + streamed + " to " + file + ": "),
            e.getMessage());
      }
      assertThrows(UncheckedIOException.class, () -> simulator.writeNpz(file));
      simulator.step();
      assertEquals(1, simulator.data(streamed).length, "no stream began");
    }
  }

  @Test
  void whatIsChangedInTheNetworkLaterIsNotInAHeader() {
    double[] spike = new double[1];
    try (Simulator simulator = new Simulator(network)) {
      b.neuronType(new Lif(0.02, 0.002, 0, 0.5));
      simulator.stream(
          streamedSpikes,
          new ProbeSink() {
            @Override
            public void begin(Header header) {
              spike[0] = header.spike();
            }

            @Override
            public void row(long tick, double[] values) {}
          });
    }
    assertEquals(1000, spike[0]);
  }

  @Test
  void aTickThatFailedIsNotHandedOn() {
    Network failing = new Network("fails");
    boolean[] fails = {false};
    Probe probe = failing.probe(failing.node("a", t -> t));
    failing.node(
        "b",
        t -> {
          if (fails[0]) {
            throw new IllegalStateException("no");
          }
          return t;
        });
    List<Long> got = new ArrayList<>();
    try (Simulator simulator = new Simulator(failing)) {
      simulator.stream(probe, (tick, values) -> got.add(tick));
      simulator.runTicks(2);
      fails[0] = true;
      assertThrows(IllegalStateException.class, simulator::step);
      fails[0] = false;
      simulator.reset();
      simulator.step();
    }
    assertEquals(List.of(1L, 2L, 1L), got);
  }

  @Test
  void aTickThatStreamsToACallbackAllocatesNothing() {
    double[] sum = {0};
    try (Simulator simulator = Simulator.builder(network).kernel(KernelChoice.SCALAR).build()) {
      for (Probe probe : network.probes()) {
        simulator.stream(probe, (tick, values) -> sum[0] += values[0]);
      }
      simulator.stream(streamedSpikes, ProbeSink.spikes((tick, neuron) -> sum[0]++));
      simulator.stream(streamed, ProbeSink.npy(folder.resolve("x.npy")));
      Runnable ticks =
          () -> {
            for (int tick = 0; tick < 100; tick++) {
              simulator.step();
            }
          };
      Allocated.nothingIn(60, ticks, "100 ticks");
    }
  }

  @Test
  void aWholeRunInOneFile() throws IOException {
    Path file = folder.resolve("run.npz");
    try (Simulator simulator = new Simulator(network)) {
      kept.label("../out");
      streamed.label("x");
      keptRarely.label("x");
    }
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(50);
      simulator.writeNpz(file);
      Map<String, Npy> arrays = unzip(Files.readAllBytes(file));
      assertArrayEquals(Npy.bits(simulator.data(kept)), arrays.get(".._out.npy").bits());
      assertArrayEquals(Npy.bits(simulator.data(streamed)), arrays.get("x.npy").bits());
      assertArrayEquals(Npy.bits(simulator.data(keptRarely)), arrays.get("x_2.npy").bits());
      Npy times = arrays.get("x_2.times.npy");
      assertArrayEquals(
          Npy.bits(simulator.times(keptRarely)),
          Arrays.stream(times.bits()).mapToLong(row -> row[0]).toArray());
      assertEquals(12, arrays.size());
    }
  }

  private static Map<String, Npy> unzip(byte[] content) throws IOException {
    Map<String, Npy> arrays = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        arrays.put(entry.getName(), Npy.read(zip.readAllBytes()));
      }
    }
    return arrays;
  }

  @Test
  void numpyReadsAllOfThem() throws IOException, InterruptedException {
    assumeTrue(python("import numpy") != null, "python3 with numpy");
    network.probe(a.at(1)).label("one number");
    try (Simulator simulator = new Simulator(network)) {
      Path npy = folder.resolve("x.npy");
      Path events = folder.resolve("events.npy");
      Path npz = folder.resolve("run.npz");
      ProbeStream stream = simulator.stream(streamed, ProbeSink.npy(npy));
      simulator.stream(streamedSpikes, ProbeSink.spikesNpy(events));
      simulator.runTicks(100);
      simulator.writeNpz(npz);
      stream.flush();
      String script =
          "import numpy, sys\n"
              + "x = numpy.load(sys.argv[1]); e = numpy.load(sys.argv[2])\n"
              + "z = numpy.load(sys.argv[3]); m = numpy.load(sys.argv[1], mmap_mode='r')\n"
              + "print(x.shape, x.dtype, e.shape[1:], e.dtype, len(z.files), m.shape)\n"
              + "print(x[-1, 1].hex(), z['a'][-1, 1].hex(), z['a.times'].shape,"
              + " z['one number'].shape)\n";
      String printed = python(script, npy.toString(), events.toString(), npz.toString());
      double last = simulator.data(kept)[99][1];
      String hex = hex(last);
      assertEquals(
          "(100, 2) float64 (2,) int64 14 (100, 2)\n" + hex + " " + hex + " (100,) (100, 1)\n",
          printed);
    }
  }

  /** As Python writes it. */
  private static String hex(double value) {
    String java = Double.toHexString(value);
    int point = java.indexOf('.');
    int p = java.indexOf('p');
    String digits = java.substring(point + 1, p);
    String exponent = java.substring(p + 1);
    return java.substring(0, point + 1)
        + digits
        + "0".repeat(13 - digits.length())
        + "p"
        + (exponent.startsWith("-") ? "" : "+")
        + exponent;
  }

  /** What a Python script prints; null if there is no Python, or the script fails. */
  private static String python(String script, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", "-c", script));
    command.addAll(List.of(args));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      return null;
    }
    String printed = new String(process.getInputStream().readAllBytes());
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return process.exitValue() == 0 ? printed : null;
  }
}
