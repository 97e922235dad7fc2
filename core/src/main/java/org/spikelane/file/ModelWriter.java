package org.spikelane.file;

import static org.spikelane.check.Arguments.refused;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.spikelane.disk.AtomicFile;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Sample;
import org.spikelane.graph.Signal;

/** Writes one model. */
final class ModelWriter {

  static final String DESCRIPTION = "model.json";

  private static final long FEW_ZEROS = 1 << 20;

  private static final int CHUNK = 1 << 20;

  private final NamedGraph model;
  private final Map<Signal, Integer> indices = new IdentityHashMap<>();
  private final List<Object> signals = new ArrayList<>();
  private final List<Npy> arrays = new ArrayList<>();
  private final Set<String> functions = new HashSet<>();
  private long impliedZeros;

  /** Length of the elements of all arrays. */
  private long bytes;

  ModelWriter(NamedGraph model) {
    this.model = model;
  }

  /** How many elements may in all be zeros that are not in a file of a length in bytes. */
  static long mostZeros(long bytes) {
    return Math.max(FEW_ZEROS, bytes / Double.BYTES);
  }

  void write(Path path) throws ModelFileException {
    byte[] description = Json.write(description()).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(path, to -> write(description, to));
    } catch (IOException e) {
      throw new ModelFileException(path + " cannot be written: " + AtomicFile.reason(e), e);
    }
  }

  private void write(byte[] description, FileChannel to) throws IOException {
    // Not closed but finished: the file is still to be forced to the disk.
    ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(to), CHUNK));
    zip.setMethod(ZipOutputStream.STORED);
    write(description, zip);
    byte[] chunk = new byte[CHUNK];
    for (int k = 0; k < arrays.size(); k++) {
      write(name(k), arrays.get(k), chunk, zip);
    }
    zip.finish();
    zip.flush();
  }

  private static void write(byte[] description, ZipOutputStream zip) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(description);
    begin(DESCRIPTION, description.length, crc, zip);
    zip.write(description);
    zip.closeEntry();
  }

  private static void write(String name, Npy array, byte[] chunk, ZipOutputStream zip)
      throws IOException {
    byte[] header = array.header();
    CRC32 crc = new CRC32();
    crc.update(header);
    array.write(chunk, (bytes, length) -> crc.update(bytes, 0, length));
    begin(name, header.length + array.bytes(), crc, zip);
    zip.write(header);
    array.write(chunk, (bytes, length) -> zip.write(bytes, 0, length));
    zip.closeEntry();
  }

  private static void begin(String name, long size, CRC32 crc, ZipOutputStream zip)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    // Always the same, so that the same model is the same file.
    entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
    entry.setSize(size);
    entry.setCompressedSize(size);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
  }

  private static String name(int array) {
    return "arrays/" + array + ".npy";
  }

  private Map<String, Object> description() {
    List<Object> operators = new ArrayList<>();
    Map<Operator, Integer> operatorIndices = new IdentityHashMap<>();
    for (Operator operator : model.graph().operators()) {
      operatorIndices.put(operator, operators.size());
      operators.add(typed(operator, Operator.class, operator.label()));
    }
    Map<String, Object> probes = new LinkedHashMap<>();
    for (Map.Entry<String, Sample> probe : model.probes().entrySet()) {
      probes.put(probe.getKey(), Json.Number.of(operatorIndices.get(probe.getValue())));
    }
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("format", "spikelane-model");
    description.put("version", Json.Number.of(ModelFile.VERSION));
    Map<String, Object> inputs = signals(model.inputs());
    Map<String, Object> outputs = signals(model.outputs());
    description.put("signals", signals);
    description.put("operators", operators);
    description.put("inputs", inputs);
    description.put("outputs", outputs);
    description.put("probes", probes);
    return description;
  }

  private Map<String, Object> signals(Map<String, Signal> named) {
    Map<String, Object> indices = new LinkedHashMap<>();
    named.forEach((name, signal) -> indices.put(name, signal(signal)));
    return indices;
  }

  private Json.Number signal(Signal signal) {
    Integer index = indices.get(signal);
    if (index == null) {
      Map<String, Object> description = new LinkedHashMap<>();
      description.put("name", signal.name());
      int[] shape = signal.shape();
      if (signal.isView()) {
        int[] strides = new int[shape.length];
        Arrays.setAll(strides, signal::stride);
        description.put("base", signal(signal.base()));
        description.put("offset", Json.Number.of(signal.offset()));
        description.put("shape", numbers(shape));
        description.put("strides", numbers(strides));
      } else {
        description.put("shape", numbers(shape));
        description.put("constant", signal.isConstant());
        description.put("values", values(signal, shape));
      }
      index = signals.size();
      indices.put(signal, index);
      signals.add(description);
    }
    return Json.Number.of(index);
  }

  /** Zeros are left out as long as a file without them is a limit to what reading it takes. */
  private Object values(Signal signal, int[] shape) {
    DoubleBuffer values = signal.values();
    if (values == null) {
      if (impliedZeros + signal.size() <= mostZeros(bytes)) {
        impliedZeros += signal.size();
        return null;
      }
      values = DoubleBuffer.allocate(signal.size());
    }
    return array(Npy.of(values, shape));
  }

  private static List<Object> numbers(int[] values) {
    List<Object> numbers = new ArrayList<>();
    for (int value : values) {
      numbers.add(Json.Number.of(value));
    }
    return numbers;
  }

  private String array(Npy array) {
    bytes += array.bytes();
    arrays.add(array);
    return name(arrays.size() - 1);
  }

  /** An object of a family, with its type's name. */
  private Map<String, Object> typed(Object object, Class<?> family, String where) {
    for (FileType<?, ?> type : FileType.of(family).values()) {
      Record parts = type.partsOf(object);
      if (parts != null) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put(Fields.TYPE, type.name());
        description.putAll(fields(parts, where));
        if (object instanceof HostFunction function) {
          String name = NamedGraph.unused(function.name(), functions);
          functions.add(name);
          description.put("name", name);
        }
        return description;
      }
    }
    throw refused(
        FileType.family(family) + (family == Operator.class ? " '" : " of '") + where + "'",
        object + " of " + object.getClass(),
        "one of Spikelane's own, to be written to a file");
  }

  private Map<String, Object> fields(Record record, String where) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Fields.Field field : Fields.of(record.getClass()).all()) {
      fields.put(field.name(), value(field, field.get(record), where));
    }
    return fields;
  }

  private Object value(Fields.Field field, Object value, String where) {
    if (value == null) {
      return null;
    }
    Class<?> type = field.type();
    if (FileType.family(type) != null) {
      return typed(value, type, where);
    }
    if (value instanceof Signal signal) {
      return signal(signal);
    }
    if (value instanceof Double number) {
      return number(number);
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? number(number.getAsDouble()) : null;
    }
    if (value instanceof Integer || value instanceof Long) {
      return Json.Number.of(((Number) value).longValue());
    }
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof int[] ints) {
      return array(Npy.of(ints));
    }
    if (value instanceof double[] doubles) {
      return array(doubles);
    }
    if (value instanceof double[][] rows) {
      int columns = rows.length == 0 ? 0 : rows[0].length;
      DoubleBuffer all = DoubleBuffer.allocate(Math.multiplyExact(rows.length, columns));
      for (double[] row : rows) {
        all.put(row);
      }
      return array(Npy.of(all.flip(), rows.length, columns));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(size -> (Object) Json.Number.of((Integer) size)).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> written = new LinkedHashMap<>();
      map.forEach(
          (name, of) ->
              written.put(
                  (String) name,
                  of instanceof Signal signal ? signal(signal) : array((double[]) of)));
      return written;
    }
    if (value instanceof Record record) {
      return fields(record, where);
    }
    throw new IllegalStateException("no way to write " + field);
  }

  private String array(double[] values) {
    return array(Npy.of(DoubleBuffer.wrap(values), values.length));
  }

  /** JSON has no number that is not finite. */
  private static Object number(double value) {
    String digits = Double.toString(value);
    return Double.isFinite(value) ? new Json.Number(digits) : digits;
  }
}
