package org.spikelane.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.graph.Clock;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Product;
import org.spikelane.graph.Sample;
import org.spikelane.graph.Signal;

/** Files that are damaged, or mean harm, are one clear error each. */
class HostileFileTest {

  @TempDir Path folder;
  private Path file;

  /** A small model that can be read. */
  private Map<String, byte[]> entries;

  private String json;

  @BeforeEach
  void aSmallModel() throws IOException {
    file = folder.resolve("model");
    Signal matrix = Signal.constant("m", new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Signal x = Signal.of("x", new double[] {1, 1, 1, 1}, 4);
    Signal y = Signal.zeros("y", 2);
    Signal tick = Signal.zeros("tick");
    ModelFile.write(
        NamedGraph.of(
            new Graph(
                List.of(
                    new Clock(tick, Signal.zeros("time")),
                    new Product(matrix, x.slice(1, 4), y, false),
                    new Sample("p", y, tick, 0))),
            Map.of("in", x),
            Map.of("out", y)),
        file);
    entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, byte[]> entries, int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(method);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        header.setSize(entry.getValue().length);
        header.setCrc(crc.getValue());
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private void refused(String message) {
    ModelFileException e = assertThrows(ModelFileException.class, () -> ModelFile.read(file));
    assertEquals(file + ": " + message, e.getMessage());
  }

  private void refused(String message, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    refused(message);
  }

  private void refusedEntries(String message) throws IOException {
    refused(message, zip(entries, ZipOutputStream.STORED));
  }

  private void refusedJson(String message, String text) throws IOException {
    entries.put("model.json", text.getBytes(StandardCharsets.UTF_8));
    refusedEntries(message);
  }

  /** The small model with one change to its description. */
  private void refusedChange(String message, String from, String to) throws IOException {
    assertTrue(json.contains(from), from + " in\n" + json);
    refusedJson(message, json.replace(from, to));
  }

  @Test
  void theSmallModelCanBeRead() throws IOException {
    Files.write(file, zip(entries, ZipOutputStream.STORED));
    assertEquals(3, ModelFile.read(file).graph().operators().size());
  }

  @Test
  void noFile() {
    file = folder.resolve("absent");
    ModelFileException e = assertThrows(ModelFileException.class, () -> ModelFile.read(file));
    assertTrue(e.getMessage().startsWith(file + " cannot be read: "), e.getMessage());
  }

  @Test
  void noZip() throws IOException {
    refused("no whole zip file: it has 0 bytes only", new byte[0]);
    refused(
        "no whole zip file: its directory is not there, maybe its end is cut off",
        new byte[100_000]);
  }

  @Test
  void cutOffAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int size = 0; size < whole.length; size += 3) {
      Files.write(file, Arrays.copyOf(whole, size));
      ModelFileException e = assertThrows(ModelFileException.class, () -> ModelFile.read(file));
      assertTrue(e.getMessage().startsWith(file + ": no whole zip file: "), e.getMessage());
    }
  }

  @Test
  void compressed() throws IOException {
    refused(
        "model.json: it must be stored, not compressed", zip(entries, ZipOutputStream.DEFLATED));
  }

  @Test
  void namesThatLeadOut() throws IOException {
    for (String name : List.of("../x", "/x", "a/../x", "a//x", "C:/x", "a\\x", "./x", "", "ü")) {
      Map<String, byte[]> with = new LinkedHashMap<>(entries);
      with.put(name, new byte[3]);
      Files.write(file, zip(with, ZipOutputStream.STORED));
      ModelFileException e = assertThrows(ModelFileException.class, () -> ModelFile.read(file));
      assertTrue(e.getMessage().contains("none may lead out of it"), name + e.getMessage());
    }
  }

  private byte[] patched(Consumer<ByteBuffer> patch) throws IOException {
    byte[] bytes = zip(entries, ZipOutputStream.STORED);
    patch.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    return bytes;
  }

  private static int end(ByteBuffer zip) {
    return zip.capacity() - 22;
  }

  private static int directory(ByteBuffer zip) {
    return zip.getInt(end(zip) + 16);
  }

  /** Where the directory's record of the second entry is; the first is of model.json. */
  private static int second(ByteBuffer zip) {
    return directory(zip) + 46 + "model.json".length();
  }

  @Test
  void directoriesThatLie() throws IOException {
    refused(
        "no whole zip file: its directory is not inside the file",
        patched(zip -> zip.putInt(end(zip) + 16, 0x7ffffff0)));
    refused(
        "no whole zip file: its directory is too small for 65000 entries",
        patched(zip -> zip.putShort(end(zip) + 10, (short) 65000)));
    refused(
        "no whole zip file: its directory has more than its 1 entries",
        patched(zip -> zip.putShort(end(zip) + 10, (short) 1)));
    refused(
        "no whole zip file: its directory is damaged",
        patched(zip -> zip.putInt(directory(zip), 7)));
    refused(
        "no whole zip file: arrays/0.npy is not inside the file",
        patched(
            zip -> zip.putInt(second(zip) + 20, 0x70000000).putInt(second(zip) + 24, 0x70000000)));
    refused(
        "no whole zip file: arrays/0.npy is not where its directory says",
        patched(zip -> zip.putInt(second(zip) + 42, 0)));
    refused(
        "no whole zip file: arrays/1.npy lies in another entry",
        patched(
            zip -> {
              int size = zip.getInt(second(zip) + 24) + 200;
              zip.putInt(second(zip) + 20, size).putInt(second(zip) + 24, size);
            }));
    refused(
        "arrays/0.npy: it is encrypted", patched(zip -> zip.putShort(second(zip) + 8, (short) 1)));
  }

  @Test
  void namesTwice() throws IOException {
    refused(
        "arrays/0.npy: it is there twice",
        patched(
            zip -> {
              byte[] bytes = zip.array();
              byte[] from = "arrays/1".getBytes(StandardCharsets.US_ASCII);
              for (int i = 0; i + from.length <= bytes.length; i++) {
                if (Arrays.equals(bytes, i, i + from.length, from, 0, from.length)
                    && bytes[i - 1] != '"') {
                  bytes[i + from.length - 1] = '0';
                }
              }
            }));
  }

  @Test
  void flippedBits() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    for (int at = 0; at < whole.length; at++) {
      for (int bit = at % 3; bit < 8; bit += 8) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << bit);
        Files.write(file, flipped);
        try {
          ModelFile.read(file);
        } catch (ModelFileException e) {
          refused++;
        }
      }
    }
    // What is left is of no effect, such as an entry's date.
    assertTrue(refused > whole.length / 3 * 2, refused + " of " + whole.length);
  }

  @Test
  void damagedContent() throws IOException {
    byte[] bytes = zip(entries, ZipOutputStream.STORED);
    int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\n\0\0\0\0\0\0\u00f0?");
    bytes[data + 3] = 1;
    refused("arrays/0.npy: it is damaged, its checksum is another", bytes);
  }

  private void refusedArray(String message, String from, String to) throws IOException {
    String array = new String(entries.get("arrays/0.npy"), StandardCharsets.ISO_8859_1);
    assertTrue(array.contains(from));
    entries.put("arrays/0.npy", array.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    refusedEntries("arrays/0.npy: " + message);
    entries.put("arrays/0.npy", array.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void arraysThatAreNone() throws IOException {
    refusedArray("it is no .npy array", "NUMPY", "NIMPY");
    refusedArray("it must be of .npy version 1.0, got 3.0", "NUMPY\1", "NUMPY\3");
    refusedArray("its elements must be '<f8', got '>f8'", "<f8", ">f8");
    refusedArray("its elements must be '<f8', got '<f4'", "<f8", "<f4");
    refusedArray("its elements must be '<f8', got '|O8'", "'<f8'", "'|O8'");
    refusedArray(
        "its elements must lie row after row, not in Fortran's order",
        "False, 'shape': (2, 3), } ",
        "True, 'shape': (2, 3), }  ");
    refusedArray(
        "its shape [2, 4] needs 8 elements of 8 bytes, but it has 48 bytes", "(2, 3)", "(2, 4)");
    refusedArray(
        "its shape [2000000000, 3] needs 6000000000 elements of 8 bytes, but it has 48 bytes",
        "(2, 3), }          ",
        "(2000000000, 3), } ");
    refusedArray(
        "its shape (99999999999, 3) must be of sizes below 2^31",
        "(2, 3), }           ",
        "(99999999999, 3), } ");
    refusedArray("its .npy header is damaged", "(2, 3)", "(-2, 3");
    refusedArray("its .npy header is damaged", "descr", "depth");
    entries.put("arrays/0.npy", new byte[0]);
    refusedEntries("arrays/0.npy: it ends too early");
  }

  @Test
  void otherVersionsAndFormats() throws IOException {
    refusedChange(
        "it is of version 2, this program reads version 1",
        "\"version\": 1",
        "\"version\": 2, \"new\": 1");
    refusedChange("\"format\" must be \"spikelane-model\"", "spikelane-model", "other");
    refusedJson("the model must be an object {…}, got null", "null");
    entries.remove("model.json");
    refusedEntries("it is no model, it has no model.json");
  }

  @Test
  void descriptionsThatAreNoJson() throws IOException {
    String at = "model.json is not JSON, line ";
    refusedJson(at + "1, column 1: it ends too early", "");
    refusedJson(at + "1, column 3: something after the end", "{}x");
    refusedJson(at + "1, column 12: 'a' twice in one object", "{\"a\":1,\"a\":2}");
    refusedJson(at + "2, column 2: ',' expected, got ':'", "[1\n :2]");
    refusedJson(at + "1, column 2: a value expected", "[x]");
    refusedJson(at + "1, column 34: more than 32 levels deep", "[".repeat(1_000_000));
    refusedJson(at + "1, column 2: a value expected", "[NaN]");
    refusedJson(
        at + "1, column 67: a number of more than 64 characters", "[" + "1".repeat(65) + "]");
    refusedJson(at + "1, column 4: a control character in a string", "[\"\t\"]");
    entries.put("model.json", new byte[] {'"', (byte) 0xff, '"'});
    refusedEntries("model.json: it is not UTF-8");
  }

  @Test
  void wrongReferences() throws IOException {
    refusedChange(
        "operators[0] (Clock).tick must be from 0 to 5, got 99", "\"tick\": 0", "\"tick\": 99");
    refusedChange(
        "operators[0] (Clock).tick must be from 0 to 5, got -1", "\"tick\": 0", "\"tick\": -1");
    refusedChange(
        "operators[0] (Clock).tick must be a whole number of 64 bits, got 0.5",
        "\"tick\": 0",
        "\"tick\": 0.5");
    refusedChange(
        "operators[0].type must be one of [Clock, Reset, Copy, Product, ElementwiseProduct,"
            + " SparseProduct, Convolution, ConvolutionTranspose, StepNeurons, Filter, Generate,"
            + " HostFunction, Pes, Rls, Bcm, Oja, Voja, Switched, Sample], got \"Clack\"",
        "\"Clock\"",
        "\"Clack\"");
    refusedChange(
        "signals[2].values must be the name of an array in the file, got \"arrays/7.npy\"",
        "arrays/0.npy",
        "arrays/7.npy");
    refusedChange(
        "signals[3].values must be an array that nothing else uses, got \"arrays/0.npy\"",
        "arrays/1.npy",
        "arrays/0.npy");
    refusedChange(
        "probes.p must be the index of an operator of type Sample, got 1", "\"p\": 2", "\"p\": 1");
    refusedChange("operators[0] (Clock) must have \"tick\"", "\"tick\": 0, ", "");
    refusedChange(
        "operators[0] (Clock) must not have \"more\"", "\"tick\": 0", "\"tick\": 0, \"more\": 1");
    refusedChange(
        "input in must be a signal that may be written, got m[2,3], a constant",
        "\"in\": 3",
        "\"in\": 2");
  }

  private static final String VIEW = "\"base\": 3, \"offset\": 1, \"shape\": [3], \"strides\": [1]";

  @Test
  void viewsOutside() throws IOException {
    String of = "signals[4]: view x[1:4] of x[4] must be ";
    refusedChange(
        of + "inside its 4 elements, got offset 2, shape [3], strides [1]",
        VIEW,
        VIEW.replace("\"offset\": 1", "\"offset\": 2"));
    refusedChange(
        of + "inside its 4 elements, got offset 1, shape [3], strides [-1]",
        VIEW,
        VIEW.replace("[1]", "[-1]"));
    refusedChange(
        of + "inside its 4 elements, got offset 1, shape [3], strides [2147483647]",
        VIEW,
        VIEW.replace("[1]", "[2147483647]"));
    refusedChange(
        of + "of elements none of which is there twice, got shape [3], strides [0]",
        VIEW,
        VIEW.replace("[1]", "[0]"));
    refusedChange("signals[4].base must be from 0 to 3, got 4", VIEW, VIEW.replace(": 3,", ": 4,"));
    refusedChange(
        "signals[4]: shape of x[1:4] must be of at most 2 sizes, got [3, 1, 1]",
        VIEW,
        VIEW.replace("[3]", "[3, 1, 1]"));
  }

  @Test
  void hugeZeros() throws IOException {
    refusedChange(
        "signals[5].values must be an array, as the zeros that are not in the file have more than"
            + " 1048576 elements, got null",
        "\"y\", \"shape\": [2]",
        "\"y\", \"shape\": [2000000000]");
    refusedChange(
        "signals[5]: shape of y must be of fewer than 2^31 elements, got [2000000000, 2000000000]",
        "\"y\", \"shape\": [2]",
        "\"y\", \"shape\": [2000000000, 2000000000]");
    refusedChange(
        "signals[5]: shape of y must be of sizes 0 or above, got [-2]",
        "\"y\", \"shape\": [2]",
        "\"y\", \"shape\": [-2]");
    refusedChange(
        "signals[3].values must be an array of shape [5], got arrays/1.npy of shape [4]",
        "\"x\", \"shape\": [4]",
        "\"x\", \"shape\": [5]");
  }

  private static final String END = "\"every\": 0.0}";

  @Test
  void graphsThatCannotRun() throws IOException {
    refusedChange(
        "operators[1] (Product): to must be a vector of 2 elements, the rows of m[2,3], got x of"
            + " shape [4]",
        "\"to\": 5",
        "\"to\": 3");
    refusedChange(
        "tick[] must be set or updated by one operator, got sets by clock and sets by clock",
        END,
        END + ", {\"type\": \"Clock\", \"tick\": 0, \"time\": 1}");
    refusedChange(
        "graph must be free of cycles without an update (a synapse), got a cycle y = m · x[1:4] ->"
            + " function f -> y = m · x[1:4]",
        END,
        END
            + ", {\"type\": \"HostFunction\", \"name\": \"f\", \"time\": 1, \"from\": 5, \"to\": 4}");
  }

  /** Views that all overlap would cost the square of the file's size. */
  @Test
  void viewsThatOverlapTooOften() throws IOException {
    int n = 3_000;
    StringBuilder signals = new StringBuilder();
    StringBuilder operators = new StringBuilder();
    for (int i = 0; i < n; i++) {
      signals.append(
          String.format(
              ", {\"name\": \"v\", \"base\": 0, \"offset\": %d, \"shape\": [%d], \"strides\": [1]}",
              i, n));
      operators.append(
          String.format(
              "%s{\"type\": \"Copy\", \"from\": 1, \"fromIndices\": null, \"to\": %d,"
                  + " \"toIndices\": null, \"increment\": true}",
              i == 0 ? "" : ", ", i + 2));
    }
    refusedJson(
        "operators on x[6000] must be on views of a signal that seldom overlap, got more than 4290304"
            + " pairs of views that may overlap",
        "{\"format\": \"spikelane-model\", \"version\": 1, \"signals\": ["
            + "{\"name\": \"x\", \"shape\": [6000], \"constant\": false, \"values\": null}, "
            + "{\"name\": \"y\", \"shape\": [3000], \"constant\": true, \"values\": null}"
            + signals
            + "], \"operators\": ["
            + operators
            + "], \"inputs\": {}, \"outputs\": {}, \"probes\": {}}");
  }

  /** Whatever is written in place of a value, it is an error of the file or a model. */
  @Test
  void anythingElse() throws IOException {
    NamedGraph everything = Everything.graph();
    ModelFile.write(everything, file);
    entries.clear();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
    List<int[]> values = new ArrayList<>();
    var matcher =
        Pattern.compile("(?<=: |\\[|, )(-?[0-9.Ee-]+|\"[^\"]*\"|null|true|false)").matcher(json);
    while (matcher.find()) {
      values.add(new int[] {matcher.start(), matcher.end()});
    }
    String[] others = {
      "null", "0", "1", "-1", "2", "7", "2147483647", "-2147483648", "9223372036854775807", "1e308",
      "-0.0", "1e-320", "\"Infinity\"", "\"NaN\"", "\"\"", "true", "false", "[]", "{}", "[1]",
      "{\"type\": \"Lowpass\", \"tau\": 1}", "{\"type\": \"Direct\"}", "\"arrays/3.npy\"", "1e999"
    };
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int trial = 0; trial < 600; trial++) {
      int[] value = values.get(random.nextInt(values.size()));
      String other = others[random.nextInt(others.length)];
      String text = json.substring(0, value[0]) + other + json.substring(value[1]);
      entries.put("model.json", text.getBytes(StandardCharsets.UTF_8));
      Files.write(file, zip(entries, ZipOutputStream.STORED));
      try {
        ModelFile.read(file, Everything.FUNCTIONS);
      } catch (ModelFileException e) {
        refused++;
        assertFalse(e.getMessage().isBlank());
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().startsWith("functions for "), e.getMessage());
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            other + " at " + json.substring(Math.max(0, value[0] - 200), value[1]), e);
      }
    }
    assertTrue(refused > 300, refused + " refused");
  }
}
