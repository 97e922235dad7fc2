package org.spikelane.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.spikelane.network.Refusals.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.graph.Clock;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Generate;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StepNeurons;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.process.Process;
import org.spikelane.process.ProcessStepper;
import org.spikelane.process.WhiteNoise;
import org.spikelane.process.WhiteSignal;
import org.spikelane.sim.Simulator;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;
import org.spikelane.synapse.SynapseStepper;

/** What is written and read again gives the same bits. */
@Tag("bits")
class ModelFileTest {

  @TempDir Path folder;

  /** All samples of all probes as bits. */
  private static Map<String, List<Long>> run(Simulator simulator, int ticks) {
    simulator.runTicks(ticks);
    return simulator.named().probes().keySet().stream()
        .collect(
            Collectors.toMap(
                name -> name,
                name -> {
                  List<Long> bits = new ArrayList<>();
                  for (double time : simulator.times(name)) {
                    bits.add(Double.doubleToRawLongBits(time));
                  }
                  for (double[] row : simulator.data(name)) {
                    for (double x : row) {
                      bits.add(Double.doubleToRawLongBits(x));
                    }
                  }
                  return bits;
                }));
  }

  private static String description(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new String(zip.getInputStream(zip.getEntry("model.json")).readAllBytes(), "UTF-8");
    }
  }

  @Test
  void everythingGivesTheSameBits() throws IOException {
    Path file = folder.resolve("everything.spikelane");
    NamedGraph original = Everything.graph();
    ModelFile.write(original, file);
    NamedGraph read = ModelFile.read(file, Everything.FUNCTIONS);
    try (Simulator a = new Simulator(original);
        Simulator b = new Simulator(read)) {
      a.input("live second").set(0.75);
      b.input("live second").set(0.75);
      Map<String, List<Long>> expected = run(a, 300);
      Map<String, List<Long>> got = run(b, 300);
      assertEquals(expected.keySet(), got.keySet());
      expected.forEach((name, bits) -> assertEquals(bits, got.get(name), name));
      assertTrue(expected.containsKey("source (2)"), "two probes of one name");
      double[] source = new double[12];
      assertArrayEquals(a.output("source").get(source), b.output("source").get(new double[12]));
      assertEquals(0.75, source[11]);
    }
  }

  @Test
  void everythingIsEverything() throws IOException {
    Path file = folder.resolve("everything.spikelane");
    ModelFile.write(Everything.graph(), file);
    String description = description(file);
    TreeSet<String> absent = new TreeSet<>();
    for (FileType<?, ?> type : FileType.ALL) {
      if (!description.contains("\"type\": \"" + type.name() + "\"")) {
        absent.add(type.name());
      }
    }
    // Its points come in sets only, which no process draws: see the test after this.
    assertEquals(new TreeSet<>(List.of("ScatteredHypersphere")), absent);
  }

  @Test
  void theSameModelIsTheSameFile() throws IOException {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    ModelFile.write(Everything.graph(), a);
    ModelFile.write(ModelFile.read(a, Everything.FUNCTIONS), b);
    assertEquals(-1, Files.mismatch(a, b));
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "nothing is left beside them");
    }
  }

  @Test
  void aNetworkRunsWithoutIt() throws IOException {
    Network network = new Network("net").seed(3);
    Node u = network.node("u", t -> 2 * (4 * t - Math.floor(4 * t)) - 1);
    Node live = network.input("live", 1);
    network.input("unconnected", 3);
    Node noise = network.node("noise", new WhiteSignal(1, 10), 1);
    Ensemble a = network.ensemble("a", 50, 2);
    Ensemble b = network.ensemble("b", 40, 1).neuronType(PoissonSpiking.DEFAULT);
    network.from(u).to(a.at(0));
    network.from(live).to(a.at(1));
    network.from(noise).to(b);
    network.from(a).function(x -> new double[] {x[0] * x[1]}).to(b);
    Ensemble error = network.ensemble("error", 30, 1);
    var learned =
        network.from(a.at(1)).learning(new LearningRule.Pes(1e-4, new Lowpass(0.005))).to(b);
    network.from(b).to(error);
    network.from(u).transform(-1).to(error);
    network.from(error).to(learned.learning());
    network.from(b).to(network.output("out", 1));
    Probe probe = network.probe(b).synapse(0.02);
    network.probe(a.neurons());
    network.probe(a.neurons(), "voltage").sampleEvery(0.004);
    Path file = folder.resolve("net.spikelane");
    try (Simulator built = new Simulator(network)) {
      ModelFile.write(built.named(), file);
      NamedGraph read =
          ModelFile.read(
              file, Map.of("u", (t, x, out) -> out[0] = 2 * (4 * t - Math.floor(4 * t)) - 1));
      try (Simulator loaded = Simulator.builder(read).dt(0.001).build()) {
        built.input("live").set(0.5);
        loaded.input("live").set(0.5);
        assertEquals(run(built, 400), run(loaded, 400));
        assertArrayEquals(built.data(probe), loaded.data("b"));
        assertEquals(built.output("out").get(0), loaded.output("out").get(0));
        loaded.reset(5);
        assertEquals(0, loaded.ticks());
        refused(
            "probe must be one of [b, a.neurons, a.neurons.voltage], got 'x'",
            () -> loaded.data("x"));
        refused(
            "probe must be one of the network that this simulator was built from, got probe b",
            () -> loaded.data(probe));
      }
    }
  }

  @Test
  void aMissingFunctionIsNamed() throws IOException {
    Path file = folder.resolve("everything");
    ModelFile.write(Everything.graph(), file);
    refused(
        "functions for " + file + " must be all that the model calls, got [saw], without [saw (2)]",
        () -> ModelFile.read(file, Map.of("saw", Everything.FUNCTIONS.get("saw"))));
    refused(
        "functions for "
            + file
            + " must be all that the model calls, got [], without [saw, saw (2)]",
        () -> ModelFile.read(file));
  }

  private record OwnNeuron() implements NeuronType {
    @Override
    public double rate(double current) {
      return current;
    }
  }

  private record OwnSynapse() implements Synapse {
    @Override
    public SynapseStepper stepper(double dt, int channels) {
      return new Lowpass(0.1).stepper(dt, channels);
    }
  }

  private record OwnProcess() implements Process {
    @Override
    public ProcessStepper stepper(int dims, double dt, long seed) {
      return new WhiteNoise().stepper(dims, dt, seed);
    }
  }

  private void unwritable(String message, Operator operator) throws IOException {
    Path file = folder.resolve("own");
    NamedGraph graph = NamedGraph.of(new Graph(List.of(operator)), Map.of(), Map.of());
    refused(message, () -> ModelFile.write(graph, file));
    assertTrue(Files.notExists(file));
  }

  @Test
  void whatUsersWroteCannotBeWritten() throws IOException {
    String own = ", to be written to a file, got Own";
    String name = " of class " + ModelFileTest.class.getName() + "$Own";
    Signal x = Signal.zeros("x", 3);
    Signal y = Signal.zeros("y", 3);
    unwritable(
        "neuron type of 'neurons n' must be one of Spikelane's own"
            + own
            + "Neuron[]"
            + name
            + "Neuron",
        new StepNeurons("n", new OwnNeuron(), x, y, 0, Map.of(), Map.of()));
    unwritable(
        "neuron type of 'neurons n' must be one of Spikelane's own"
            + own
            + "Neuron[]"
            + name
            + "Neuron",
        new StepNeurons("n", new PoissonSpiking(new OwnNeuron()), x, y, 0, Map.of(), Map.of()));
    unwritable(
        "synapse of 'OwnSynapse[] from x to y' must be one of Spikelane's own"
            + own
            + "Synapse[]"
            + name
            + "Synapse",
        new Filter(new OwnSynapse(), x, y));
    unwritable(
        "process of 'process p' must be one of Spikelane's own"
            + own
            + "Process[]"
            + name
            + "Process",
        new Generate("p", new OwnProcess(), 0, Signal.zeros("t"), x));
  }

  @Test
  void anEmptyGraphAndOddNames() throws IOException {
    Path file = folder.resolve("empty");
    ModelFile.write(NamedGraph.of(new Graph(List.of()), Map.of(), Map.of()), file);
    assertEquals(List.of(), ModelFile.read(file).graph().operators());
    String odd = "\"\\ \n\u0001 ü ∗ \ud83d\ude00 \ud83d";
    Signal tick = Signal.zeros(odd);
    NamedGraph graph =
        NamedGraph.of(
            new Graph(List.of(new Clock(tick, Signal.zeros("t")))), Map.of(odd, tick), Map.of());
    ModelFile.write(graph, file);
    assertEquals(odd, ModelFile.read(file).inputs().get(odd).name());
  }

  @Test
  void manyZerosAreWritten() throws IOException {
    Path file = folder.resolve("zeros");
    List<Operator> operators = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      operators.add(new Reset(Signal.zeros("z" + k, 400_000), 1));
    }
    ModelFile.write(NamedGraph.of(new Graph(operators), Map.of(), Map.of()), file);
    assertTrue(Files.size(file) > 8 * 400_000 && Files.size(file) < 8 * 410_000);
    assertEquals(3, ModelFile.read(file).graph().signals().size());
  }

  @Test
  void noMoreZerosAreLeftOutThanTheFileHasRoomFor() throws IOException {
    Path file = folder.resolve("zeros");
    int n = 1_500_000;
    Signal constant = Signal.constant("c", new double[n], n);
    List<Operator> operators = new ArrayList<>();
    operators.add(Copy.set(constant, Signal.zeros("z", n)));
    operators.add(new Reset(Signal.zeros("more", n), 1));
    ModelFile.write(NamedGraph.of(new Graph(operators), Map.of(), Map.of()), file);
    // The constant and one of the two others: with both left out, zeros would be more than the
    // file.
    assertEquals(2 * 8L * n, Files.size(file), 3_000);
    NamedGraph read = ModelFile.read(file);
    assertEquals(3, read.graph().signals().size());
    Path again = folder.resolve("again");
    ModelFile.write(read, again);
    assertEquals(-1, Files.mismatch(file, again));
  }

  @Test
  void anUnwritableFolderIsAnError() throws IOException {
    NamedGraph empty = NamedGraph.of(new Graph(List.of()), Map.of(), Map.of());
    Path absent = folder.resolve("absent").resolve("file");
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Map<Path, String> reasons = Map.of(absent, "no such file or folder", taken, "is a folder");
    reasons.forEach(
        (file, reason) -> {
          ModelFileException e =
              assertThrows(ModelFileException.class, () -> ModelFile.write(empty, file));
          assertEquals(file + " cannot be written: " + reason, e.getMessage());
        });
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(taken), left.toList());
    }
  }

  /** As another process that was killed leaves it behind. */
  @Test
  void whatWasHalfWrittenGoes() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(folder.resolve("file." + new UUID(1, 2) + ".part"), "half");
    Files.writeString(file, "before");
    ModelFile.write(NamedGraph.of(new Graph(List.of()), Map.of(), Map.of()), file);
    assertEquals(0, ModelFile.read(file).graph().operators().size());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void functionsAreListed() {
    assertEquals(List.of("saw", "saw"), Everything.graph().hostFunctions());
  }
}
