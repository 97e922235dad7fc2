package org.spikelane.file;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The components of a class of records: looked up once, as a model has many records of a few. */
final class Fields {

  /** The name under which an object says its type, beside its components. */
  static final String TYPE = "type";

  private static final ClassValue<Fields> ALL =
      new ClassValue<>() {
        @Override
        protected Fields computeValue(Class<?> type) {
          return new Fields(type.asSubclass(Record.class));
        }
      };

  /**
   * A component.
   *
   * @param type its class
   * @param of the class of a map's values; null if it is none
   * @param orNull whether a file may have null for it
   */
  record Field(String name, Class<?> type, Type of, boolean orNull, Method accessor) {

    private static Field of(RecordComponent component) {
      return new Field(
          component.getName(),
          component.getType(),
          component.getGenericType() instanceof ParameterizedType map
                  && map.getActualTypeArguments().length == 2
              ? map.getActualTypeArguments()[1]
              : null,
          component.isAnnotationPresent(OrNull.class),
          component.getAccessor());
    }

    Object get(Record record) {
      try {
        return accessor.invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final List<Field> fields;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> namesWithType;
  private final Constructor<? extends Record> constructor;

  private Fields(Class<? extends Record> type) {
    fields = Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
    fields.forEach(field -> names.add(field.name));
    namesWithType = new LinkedHashSet<>(names);
    namesWithType.add(TYPE);
    try {
      constructor =
          type.getDeclaredConstructor(fields.stream().map(Field::type).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  static Fields of(Class<? extends Record> type) {
    return ALL.get(type);
  }

  /** In the order of the record. */
  List<Field> all() {
    return fields;
  }

  /** What their object in a file has: their names, and maybe that of its type. */
  Set<String> names(boolean withType) {
    return withType ? namesWithType : names;
  }

  /**
   * A record of some values.
   *
   * @throws IllegalArgumentException if the record refuses them
   */
  Record record(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
