package org.spikelane.graph;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.spikelane.disk.Sha256;

/**
 * What tells one graph from another: SHA-256 over its operators in the order in which they were
 * given, with all that they are made of, their signals with names, shapes and the values these
 * begin with, which of them need not run as nobody can see what they do, and the length of a tick.
 *
 * <p>Two graphs that were built in the same way have the same fingerprint, in any JVM. Of what is
 * not of this library only records are looked into: of any other object, such as a function of the
 * user's, only the class counts, and of a lambda not even that.
 */
public final class Fingerprint {

  /** Deeper than any value of this library; what is deeper, maybe a cycle, is not looked into. */
  private static final int DEEPEST = 32;

  private final Sha256 hash = new Sha256();
  private final Map<Signal, Integer> signals = new IdentityHashMap<>();
  private int depth;

  private Fingerprint() {}

  /**
   * The fingerprint of a graph and of what it shows.
   *
   * @param dt length of a tick in seconds
   * @return 32 bytes
   */
  public static byte[] of(NamedGraph named, double dt) {
    Fingerprint fingerprint = new Fingerprint();
    List<Operator> operators = named.graph().operators();
    fingerprint.value(dt);
    fingerprint.value(operators);
    Set<Operator> seen = Unseen.not(operators, named.outputs().values());
    for (int i = 0; i < operators.size(); i++) {
      if (!seen.contains(operators.get(i))) {
        fingerprint.word(i);
      }
    }
    return fingerprint.hash.end();
  }

  private void value(Object value) {
    if (value == null) {
      text("null");
    } else if (value instanceof Double d) {
      text("double");
      word(Double.doubleToRawLongBits(d));
    } else if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
      text(value.toString());
    } else if (value instanceof String s) {
      text("text");
      text(s);
    } else if (value instanceof Enum<?> e) {
      text(e.name());
    } else if (value instanceof double[] a) {
      numbers(a);
    } else if (value instanceof int[] a) {
      text("int[]");
      word(a.length);
      for (int v : a) {
        word(v);
      }
    } else if (value instanceof long[] a) {
      text("long[]");
      word(a.length);
      for (long v : a) {
        word(v);
      }
    } else if (value instanceof boolean[] a) {
      text("boolean[]");
      word(a.length);
      for (boolean v : a) {
        word(v ? 1 : 0);
      }
    } else if (value instanceof OptionalDouble o) {
      value(o.isPresent() ? o.getAsDouble() : null);
    } else if (value instanceof Object[] a) {
      list(Arrays.asList(a));
    } else if (value instanceof List<?> l) {
      list(l);
    } else if (value instanceof Map<?, ?> m) {
      map(m);
    } else if (value instanceof Signal s) {
      signal(s);
    } else {
      object(value);
    }
  }

  private void list(List<?> values) {
    text("list");
    word(values.size());
    values.forEach(this::value);
  }

  /** In the order of its keys: a map may have any. */
  private void map(Map<?, ?> values) {
    text("map");
    word(values.size());
    List<Map.Entry<?, ?>> entries = new ArrayList<>(values.entrySet());
    entries.sort(Comparator.comparing(e -> String.valueOf(e.getKey())));
    for (Map.Entry<?, ?> entry : entries) {
      value(entry.getKey());
      value(entry.getValue());
    }
  }

  private void signal(Signal signal) {
    text("signal");
    Signal base = signal.base();
    Integer known = signals.get(base);
    word(known == null ? signals.size() : known);
    if (known == null) {
      signals.put(base, signals.size());
      text(base.name());
      value(base.shape());
      word(base.isConstant() ? 1 : 0);
      numbers(base.begin());
    }
    value(signal.shape());
    word(signal.offset());
    word(signal.stride(0));
    word(signal.stride(1));
  }

  private void object(Object value) {
    Class<?> type = value.getClass();
    if (type.isHidden() || type.isSynthetic()) {
      text("function");
      return;
    }
    text(type.getName());
    if (depth == DEEPEST) {
      return;
    }
    depth++;
    try {
      if (type.isRecord()) {
        for (RecordComponent component : type.getRecordComponents()) {
          value(component(value, component));
        }
      } else if (type.getPackageName().startsWith("org.spikelane.")) {
        for (Field field : fields(type)) {
          field.setAccessible(true);
          value(field.get(value));
        }
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(type + " is of this module", e);
    } finally {
      depth--;
    }
  }

  /** A component of a record, or null if the record's module hides it. */
  private static Object component(Object of, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      // Where that is refused, what is public can still be read.
      accessor.trySetAccessible();
      return accessor.invoke(of);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** What a value is made of; what is not final is a cache. */
  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
      List<Field> own = new ArrayList<>();
      for (Field field : c.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (Modifier.isFinal(modifiers) && !Modifier.isStatic(modifiers) && !field.isSynthetic()) {
          own.add(field);
        }
      }
      own.sort(Comparator.comparing(Field::getName));
      fields.addAll(own);
    }
    return fields;
  }

  private void numbers(double[] values) {
    text("double[]");
    hash.numbers(values);
  }

  private void text(String text) {
    hash.text(text);
  }

  private void word(long word) {
    hash.word(word);
  }
}
