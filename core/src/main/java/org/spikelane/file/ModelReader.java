package org.spikelane.file;

import static org.spikelane.check.Arguments.refused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.spikelane.graph.Graph;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Sample;
import org.spikelane.graph.Signal;
import org.spikelane.parallel.Parallel;

/**
 * Reads one model.
 *
 * <p>Memory is taken for what is in the file: each array in it is used once, zeros that are not in
 * it are counted, and no operator takes more than its signals while it is made.
 */
final class ModelReader {

  private static final int MOST_JSON = 1 << 28;

  /** Arrays of so many bytes are read by several threads. */
  private static final int LARGE = 1 << 20;

  private static final Set<String> BASE = Set.of("name", "shape", "constant", "values");
  private static final Set<String> VIEW = Set.of("name", "base", "offset", "shape", "strides");

  private final Path path;
  private final Map<String, HostFunction.Body> functions;
  private StoredZip zip;
  private final List<Signal> signals = new ArrayList<>();
  private final Set<String> usedArrays = new HashSet<>();
  private final Map<String, Npy> large = new HashMap<>();
  private final Map<String, Npy.Header> headers = new ConcurrentHashMap<>();
  private final Set<String> functionNames = new HashSet<>();
  private final Set<String> missing = new TreeSet<>();
  private long impliedZeros;
  private long mostZeros;

  ModelReader(Path path, Map<String, HostFunction.Body> functions) {
    this.path = path;
    this.functions = functions;
  }

  NamedGraph read() throws ModelFileException {
    try (StoredZip zip = new StoredZip(path)) {
      this.zip = zip;
      this.mostZeros = ModelWriter.mostZeros(zip.size());
      return model();
    } catch (ModelFileException e) {
      throw new ModelFileException(path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ModelFileException(path + " cannot be read: " + e, e);
    }
  }

  private NamedGraph model() throws IOException {
    StoredZip.Reading entry = zip.open(ModelWriter.DESCRIPTION);
    if (entry == null) {
      throw new ModelFileException("it is no model, it has no " + ModelWriter.DESCRIPTION);
    }
    if (entry.remaining() > MOST_JSON) {
      throw entry.failed("it must have at most " + MOST_JSON + " bytes");
    }
    return model(JsonReader.read(text(entry)));
  }

  private static CharBuffer text(StoredZip.Reading entry) throws IOException {
    byte[] bytes = entry.bytes((int) entry.remaining());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw entry.failed("it is not UTF-8");
    }
  }

  private NamedGraph model(Object json) throws IOException {
    Map<?, ?> model = object(json, Place.of("the model"));
    if (!"spikelane-model".equals(model.get("format"))) {
      throw new ModelFileException("\"format\" must be \"spikelane-model\"");
    }
    long version = integer(model.get("version"), Place.of("version"));
    if (version != ModelFile.VERSION) {
      throw new ModelFileException(
          "it is of version " + version + ", this program reads version " + ModelFile.VERSION);
    }
    checkNames(
        model,
        Set.of("format", "version", "signals", "operators", "inputs", "outputs", "probes"),
        Place.of("the model"));
    Place ofSignals = Place.of("signals");
    List<?> described = list(model.get("signals"), ofSignals);
    readLarge(described);
    for (Object signal : described) {
      Place where = ofSignals.element(signals.size());
      signals.add(signal(object(signal, where), where));
    }
    Place ofOperators = Place.of("operators");
    List<Operator> operators = new ArrayList<>();
    for (Object operator : list(model.get("operators"), ofOperators)) {
      Place where = ofOperators.element(operators.size());
      operators.add((Operator) typed(operator, Operator.class, where));
    }
    Map<String, Sample> probes = probes(model.get("probes"), Place.of("probes"), operators);
    Map<String, Signal> inputs = named(model.get("inputs"), Place.of("inputs"));
    Map<String, Signal> outputs = named(model.get("outputs"), Place.of("outputs"));
    NamedGraph named;
    try {
      named = new NamedGraph(new Graph(operators), inputs, outputs, probes);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(e.getMessage(), e);
    }
    if (!missing.isEmpty()) {
      throw refused(
          "functions for " + path,
          functions.keySet().stream().sorted().toList() + ", without " + missing,
          "all that the model calls");
    }
    return named;
  }

  private Signal signal(Map<?, ?> json, Place where) throws IOException {
    boolean view = json.containsKey("base");
    checkNames(json, view ? VIEW : BASE, where);
    String name = string(json.get("name"), where.field("name"));
    int[] shape = ints(json.get("shape"), where.field("shape"));
    try {
      if (view) {
        Signal base = signal(json.get("base"), where.field("base"));
        int offset = (int) integer(json.get("offset"), where.field("offset"), 0, Integer.MAX_VALUE);
        return base.strided(name, offset, shape, ints(json.get("strides"), where.field("strides")));
      }
      boolean constant = bool(json.get("constant"), where.field("constant"));
      if (json.get("values") != null) {
        Npy array = array(json.get("values"), "<f8", where.field("values"));
        if (!Arrays.equals(array.shape(), shape)) {
          throw failed(
              where.field("values"),
              "an array of shape " + Arrays.toString(shape),
              json.get("values") + " of shape " + Arrays.toString(array.shape()));
        }
        return constant
            ? Signal.constant(name, array.doubles().array(), shape)
            : Signal.of(name, array.doubles().array(), shape);
      }
      Signal zeros = Signal.zeros(name, shape);
      impliedZeros += zeros.size();
      if (impliedZeros > mostZeros) {
        throw failed(
            where.field("values"),
            "an array, as the zeros that are not in the file have more than "
                + mostZeros
                + " elements",
            "null");
      }
      return constant ? Signal.constant(name, new double[zeros.size()], shape) : zeros;
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(where + ": " + e.getMessage(), e);
    }
  }

  private Signal signal(Object json, Place where) throws ModelFileException {
    if (signals.isEmpty()) {
      throw failed(where, "the index of an earlier signal", shown(json));
    }
    return signals.get((int) integer(json, where, 0, signals.size() - 1));
  }

  private Map<String, Signal> named(Object json, Place where) throws ModelFileException {
    Map<String, Signal> named = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : object(json, where).entrySet()) {
      String name = (String) entry.getKey();
      named.put(name, signal(entry.getValue(), where.field(name)));
    }
    return named;
  }

  private static Map<String, Sample> probes(Object json, Place where, List<Operator> operators)
      throws ModelFileException {
    Map<String, Sample> probes = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : object(json, where).entrySet()) {
      Place at = where.field(entry.getKey());
      int index = (int) integer(entry.getValue(), at, 0, Integer.MAX_VALUE);
      if (index >= operators.size() || !(operators.get(index) instanceof Sample sample)) {
        throw failed(at, "the index of an operator of type Sample", shown(entry.getValue()));
      }
      probes.put((String) entry.getKey(), sample);
    }
    return probes;
  }

  /** An object of a family, from what has its type's name. */
  private Object typed(Object json, Class<?> family, Place where) throws IOException {
    Map<?, ?> object = object(json, where);
    Object name = object.get(Fields.TYPE);
    FileType<?, ?> type = FileType.of(family).get(name);
    if (type == null) {
      throw failed(where.field(Fields.TYPE), "one of " + FileType.of(family).keySet(), shown(name));
    }
    Place at = where.ofType(name);
    Record fields = record(object, type.fields(), true, at);
    if (fields instanceof FileType.HostParts function) {
      checkFunction(function.name(), at);
    }
    try {
      return type.wholeOf(fields, functions);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(at + ": " + e.getMessage(), e);
    }
  }

  private void checkFunction(String name, Place where) throws ModelFileException {
    if (!functionNames.add(name)) {
      throw failed(where.field("name"), "one that no other function has", shown(name));
    }
    if (!functions.containsKey(name)) {
      missing.add(name);
    }
  }

  private Record record(Map<?, ?> json, Class<? extends Record> type, boolean hasType, Place where)
      throws IOException {
    Fields fields = Fields.of(type);
    checkNames(json, fields.names(hasType), where);
    Object[] values = new Object[fields.all().size()];
    for (int i = 0; i < values.length; i++) {
      Fields.Field field = fields.all().get(i);
      values[i] = value(json.get(field.name()), field, where.field(field.name()));
    }
    try {
      return fields.record(values);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(where + ": " + e.getMessage(), e);
    }
  }

  private Object value(Object json, Fields.Field field, Place where) throws IOException {
    Class<?> type = field.type();
    if (type == OptionalDouble.class) {
      return json == null ? OptionalDouble.empty() : OptionalDouble.of(number(json, where));
    }
    if (json == null && field.orNull()) {
      return null;
    }
    if (FileType.family(type) != null) {
      return typed(json, type, where);
    }
    if (type == Signal.class) {
      return signal(json, where);
    }
    if (type == double.class) {
      return number(json, where);
    }
    if (type == long.class) {
      return integer(json, where);
    }
    if (type == int.class) {
      return (int) integer(json, where, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == boolean.class) {
      return bool(json, where);
    }
    if (type == String.class) {
      return string(json, where);
    }
    if (type.isEnum()) {
      List<Object> constants = List.of(type.getEnumConstants());
      for (Object constant : constants) {
        if (((Enum<?>) constant).name().equals(json)) {
          return constant;
        }
      }
      throw failed(where, "one of " + constants, shown(json));
    }
    if (type == int[].class) {
      return vector(array(json, "<i4", where), where).ints().array();
    }
    if (type == double[].class) {
      return vector(array(json, "<f8", where), where).doubles().array();
    }
    if (type == double[][].class) {
      return rows(array(json, "<f8", where), where);
    }
    if (type == List.class) {
      return Arrays.stream(ints(json, where)).boxed().toList();
    }
    if (type == Map.class) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : object(json, where).entrySet()) {
        Place at = where.field(entry.getKey());
        map.put(
            (String) entry.getKey(),
            field.of() == Signal.class
                ? signal(entry.getValue(), at)
                : vector(array(entry.getValue(), "<f8", at), at).doubles().array());
      }
      return map;
    }
    return record(object(json, where), type.asSubclass(Record.class), false, where);
  }

  /** Reads large arrays of signals at once: most of what they take is that memory is new. */
  private void readLarge(List<?> described) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (Object signal : described) {
      if (signal instanceof Map<?, ?> json
          && json.get("values") instanceof String name
          && zip.size(name) >= LARGE) {
        names.add(name);
      }
    }
    List<String> inOrder = List.copyOf(names);
    try {
      List<Npy> arrays = Parallel.map(inOrder, this::readLarge, done -> {});
      for (int i = 0; i < arrays.size(); i++) {
        large.put(inOrder.get(i), arrays.get(i));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Npy readLarge(String name) {
    try {
      return Npy.read(zip.open(name), "<f8", headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Npy array(Object json, String type, Place where) throws IOException {
    String name = string(json, where);
    if (!usedArrays.add(name)) {
      throw failed(where, "an array that nothing else uses", shown(name));
    }
    StoredZip.Reading entry = zip.open(name);
    if (entry == null) {
      throw failed(where, "the name of an array in the file", shown(name));
    }
    Npy ready = large.remove(name);
    return ready == null ? Npy.read(entry, type, headers) : ready;
  }

  private static Npy vector(Npy array, Place where) throws ModelFileException {
    return withAxes(array, 1, where);
  }

  private static Npy withAxes(Npy array, int axes, Place where) throws ModelFileException {
    if (array.shape().length != axes) {
      throw failed(
          where, "an array of " + axes + " axes", "one of shape " + Arrays.toString(array.shape()));
    }
    return array;
  }

  private static double[][] rows(Npy array, Place where) throws ModelFileException {
    int[] shape = withAxes(array, 2, where).shape();
    if (shape[1] == 0 && shape[0] > 0) {
      throw failed(where, "an array with columns", "one of shape " + Arrays.toString(shape));
    }
    double[][] rows = new double[shape[0]][shape[1]];
    DoubleBuffer all = array.doubles();
    for (double[] row : rows) {
      all.get(row);
    }
    return rows;
  }

  private static ModelFileException failed(Place where, String allowed, String got) {
    return new ModelFileException(where + " must be " + allowed + ", got " + got);
  }

  /** A JSON value in an error. */
  private static String shown(Object json) {
    String text =
        json instanceof Json.Number number
            ? number.digits()
            : json instanceof String ? '"' + (String) json + '"' : String.valueOf(json);
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private static void checkNames(Map<?, ?> json, Set<String> names, Place where)
      throws ModelFileException {
    if (json.keySet().equals(names)) {
      return;
    }
    for (Object name : json.keySet()) {
      if (!names.contains(name)) {
        throw new ModelFileException(where + " must not have " + shown(name));
      }
    }
    for (String name : names) {
      if (!json.containsKey(name)) {
        throw new ModelFileException(where + " must have " + shown(name));
      }
    }
  }

  private static Map<?, ?> object(Object json, Place where) throws ModelFileException {
    if (json instanceof Map<?, ?> map) {
      return map;
    }
    throw failed(where, "an object {…}", shown(json));
  }

  private static List<?> list(Object json, Place where) throws ModelFileException {
    if (json instanceof List<?> list) {
      return list;
    }
    throw failed(where, "an array […]", shown(json));
  }

  private static String string(Object json, Place where) throws ModelFileException {
    if (json instanceof String string) {
      return string;
    }
    throw failed(where, "a string", shown(json));
  }

  private static boolean bool(Object json, Place where) throws ModelFileException {
    if (json instanceof Boolean bool) {
      return bool;
    }
    throw failed(where, "true or false", shown(json));
  }

  private static long integer(Object json, Place where) throws ModelFileException {
    if (json instanceof Json.Number number) {
      try {
        return Long.parseLong(number.digits());
      } catch (NumberFormatException e) {
        // Refused below.
      }
    }
    throw failed(where, "a whole number of 64 bits", shown(json));
  }

  private static long integer(Object json, Place where, int least, int most)
      throws ModelFileException {
    long value = integer(json, where);
    if (value < least || value > most) {
      throw failed(where, "from " + least + " to " + most, shown(json));
    }
    return value;
  }

  private static double number(Object json, Place where) throws ModelFileException {
    if (json instanceof Json.Number number) {
      double value = Double.parseDouble(number.digits());
      if (Double.isFinite(value)) {
        return value;
      }
    } else if (json instanceof String word) {
      switch (word) {
        case "Infinity":
          return Double.POSITIVE_INFINITY;
        case "-Infinity":
          return Double.NEGATIVE_INFINITY;
        case "NaN":
          return Double.NaN;
        default:
          break;
      }
    }
    throw failed(where, "a number, or \"Infinity\", \"-Infinity\" or \"NaN\"", shown(json));
  }

  private static int[] ints(Object json, Place where) throws ModelFileException {
    List<?> list = list(json, where);
    int[] ints = new int[list.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) integer(list.get(i), where.element(i), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    return ints;
  }
}
