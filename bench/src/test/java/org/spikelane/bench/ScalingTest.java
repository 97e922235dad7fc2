package org.spikelane.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikelane.network.Network;
import org.spikelane.network.Probe;
import org.spikelane.sim.Simulator;

/** The scaling series without its measurements: which points, what networks, what is written. */
class ScalingTest {

  /** 1,000 neurons; runs of 2,000, 1,000 and 5,000 ns a tick. */
  private static final Scaling.Row MEASURED =
      new Scaling.Row(
          point("neurons-1000"),
          2,
          new ScalingFork.Result(
              0.5, 20, 3, new double[] {2000, 1000, 5000}, new double[] {1, 7, 4}, null));

  private static final Scaling.Row FAILED =
      new Scaling.Row(point("single-10000000"), 1, ScalingFork.Result.failed("does not fit"));

  private static ScalingPoint point(String label) {
    return ScalingPoint.of(List.of(label)).get(0);
  }

  @Test
  void pointsAreFoundByTheirNamesAndThoseOfTheirSeries() {
    for (ScalingPoint point : ScalingPoint.all()) {
      assertEquals(List.of(point), ScalingPoint.of(List.of(point.label())));
    }
    assertEquals(
        List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L),
        ScalingPoint.of(List.of("dims")).stream().map(ScalingPoint::x).toList());
    List<ScalingPoint> small = ScalingPoint.of(List.of("small", "neurons-1000"));
    assertEquals(20, small.size());
    assertTrue(small.stream().allMatch(point -> point.neurons() <= 100_000));
    String message =
        assertThrows(IllegalArgumentException.class, () -> ScalingPoint.of(List.of("huge")))
            .getMessage();
    assertTrue(message.startsWith("point must be small, a series of [neurons, chain"), message);
    assertTrue(message.endsWith("feedforward], got huge"), message);
  }

  @Test
  void everyPointHasTheNeuronsThatItSays() {
    assertEquals(10_000_000, point("neurons-10000000").neurons());
    assertEquals(10_000, point("neurons-10000000").ensembles());
    assertEquals(1, point("single-10000000").ensembles());
    assertEquals(300, point("ensembles-3").ensembles());
    ScalingPoint spaun = point("spaun");
    assertEquals(2_500_000, spaun.neurons());
    assertEquals(10_000, spaun.ensembles());
    assertEquals("1 and 16", spaun.dims());
    for (String label : List.of("neurons-10000", "single-10000", "ensembles-30", "dims-2")) {
      ScalingPoint point = point(label);
      Network network = point.network();
      assertEquals(point.neurons(), Networks.neurons(network));
      assertEquals(point.ensembles(), network.ensembles().size());
      assertEquals(point.ensembles(), network.connections().size());
    }
  }

  /** The decoded values are neither dead nor large, and the rates those of values near 0. */
  @ParameterizedTest
  @CsvSource({"1000, 1", "1000, 64", "10000, 1"})
  void neuronsFireAsTheyUsuallyDo(int neurons, int dims) {
    List<ScalingPoint.Ring> rings = List.of(new ScalingPoint.Ring(2, neurons, dims));
    Network network = new ScalingPoint("test", ScalingPoint.Series.DIMS, dims, rings).network();
    Probe spikes = network.probe(network.ensembles().get(1).neurons());
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(1000);
      double[][] output = simulator.data(spikes);
      double[][] decoders = simulator.built(network.connections().get(1)).decoders();
      double[] value = new double[dims];
      double rates = 0;
      for (int i = 0; i < decoders.length; i++) {
        int neuron = i;
        double rate = Arrays.stream(output).mapToDouble(tick -> tick[neuron]).average().orElse(0);
        rates += rate;
        for (int d = 0; d < dims; d++) {
          value[d] += decoders[i][d] * rate;
        }
      }
      double rate = rates / decoders.length;
      assertTrue(rate > 70 && rate < 110, "mean rate " + rate + " Hz");
      double size = Math.sqrt(Arrays.stream(value).map(v -> v * v).average().orElse(0));
      assertTrue(size > 0.001 && size < 0.3, "root mean square of what is decoded: " + size);
    }
  }

  @Test
  void aForkMeasuresEveryRun() {
    ScalingFork.Result result = ScalingFork.measure(point("neurons-1000"), 1, 0.003, 3, 0.001);
    assertNull(result.failure());
    assertEquals(3, result.nsPerTick().length);
    assertTrue(Arrays.stream(result.nsPerTick()).allMatch(ns -> ns > 0));
    assertEquals(0, result.copied().length, "it fits a cache");
  }

  /** State twice, bias, an encoder and a decoder of a neuron; of many decoders, a few. */
  @Test
  void aTickMovesAllThatItReadsAndWrites() {
    assertEquals(40e6, point("single-1000000").bytesPerTick());
    assertTrue(point("single-1000000").isOfMemory());
    assertFalse(point("single-100000").isOfMemory());
    assertEquals(8 * (3 + 16 + 16 * 0.09) * 100_000, point("dims-16").bytesPerTick(), 1);
    assertEquals(1.25e6 * (40 + 8 * (3 + 16 + 16 * 0.09)), point("spaun").bytesPerTick(), 1e3);
  }

  @Test
  void memoryIsCopiedByAsManyThreadsAsAreAskedFor() {
    for (int threads : new int[] {1, 2}) {
      double copied = new MemoryCopy(threads).gigabytesPerSecond(0.01);
      assertTrue(copied > 0.1 && copied < 10_000, copied + " GB/s");
    }
  }

  @Test
  void whatAForkSaysIsReadAndSoIsThatItSaidNothing() {
    ScalingFork.Result result =
        Scaling.result(
            "WARNING: incubator\n{\"buildSeconds\":1.5,\"heapMiB\":2,\"warmUpSeconds\":3,"
                + "\"nsPerTick\":[4.0,5.0]}\n",
            0);
    assertEquals(1.5, result.buildSeconds());
    assertEquals(List.of(4.0, 5.0), Arrays.stream(result.nsPerTick()).boxed().toList());
    assertNull(result.failure());
    assertEquals(
        "does not fit",
        Scaling.result(
                "{\"buildSeconds\":NaN,\"heapMiB\":NaN,\"warmUpSeconds\":NaN,\"nsPerTick\":[],"
                    + "\"failure\":\"does not fit\"}",
                0)
            .failure());
    assertEquals("ended with status 137: said nothing", Scaling.result("\n", 137).failure());
    assertEquals("ended with status 1: oh", Scaling.result("a\noh\n", 1).failure());
    assertEquals("ended with status 0: {\"a", Scaling.result("{\"a", 0).failure());
  }

  @Test
  void theTableHasMedianSpreadAndRealTimeOrWhyThereIsNone() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Scaling.print(List.of(MEASURED, FAILED), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    String row = "neurons-1000 1000 1 1 2 2.000 (1.000, 5.000) 0.002 500.00 0.5 20 20.0 4.0";
    assertEquals(row, lines.get(1).strip().replaceAll(" +", " "));
    assertTrue(lines.get(2).endsWith("does not fit"), lines.get(2));
  }

  @Test
  void theFileHasAnObjectForEveryRow(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("scaling.json");
    Scaling.writeJson(
        List.of(MEASURED, FAILED), new Machine("a processor", 2, "an OS", "25"), file);
    JsonArray rows = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    JsonObject measured = rows.get(0).getAsJsonObject();
    assertEquals("neurons-1000", measured.get("point").getAsString());
    assertEquals(2, measured.get("nsPerNeuronTick").getAsDouble());
    assertEquals(5, measured.get("highest").getAsDouble());
    assertEquals(500, measured.get("timesRealTime").getAsDouble(), 1e-9);
    assertEquals(20, measured.get("movedGigabytesPerSecond").getAsDouble(), 1e-9);
    assertEquals(4, measured.get("copiedGigabytesPerSecond").getAsDouble());
    JsonObject failed = rows.get(1).getAsJsonObject();
    assertEquals("does not fit", failed.get("failure").getAsString());
    assertFalse(failed.has("nsPerNeuronTick"));
  }

  @Test
  void thePictureHasAPanelForEveryQuantityThatWasMeasured(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("scaling.png");
    assertFalse(ScalingPicture.draw(List.of(FAILED), file));
    assertFalse(Files.exists(file));
    List<Scaling.Row> rows = new ArrayList<>();
    for (ScalingPoint point : ScalingPoint.all()) {
      double[] ns = {(0.5 + point.x() / 1e7) * point.neurons()};
      for (int threads = 1; threads <= 2; threads++) {
        rows.add(
            new Scaling.Row(
                point,
                threads,
                new ScalingFork.Result(
                    1, 1, 1, new double[] {ns[0] / threads}, new double[0], null)));
      }
    }
    assertTrue(ScalingPicture.draw(rows, file));
    BufferedImage whole = ImageIO.read(file.toFile());
    assertTrue(ScalingPicture.draw(List.of(MEASURED), file));
    BufferedImage one = ImageIO.read(file.toFile());
    assertEquals(3 * one.getWidth(), whole.getWidth());
    Set<Integer> colours =
        Arrays.stream(whole.getRGB(0, 0, whole.getWidth(), 880, null, 0, whole.getWidth()))
            .map(rgb -> rgb & 0xFFFFFF)
            .boxed()
            .collect(Collectors.toSet());
    assertTrue(colours.containsAll(List.of(0x0072B2, 0xD55E00)), "both series are drawn");
  }
}
