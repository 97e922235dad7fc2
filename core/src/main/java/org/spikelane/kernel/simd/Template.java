package org.spikelane.kernel.simd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A kernel for every shape: the same class file, loaded once a shape, as a hidden class that has
 * its shape as a constant. So the compiler sees a loop without a choice in it; one loop for all
 * shapes takes about twice as long, even though no choice ever changes within it.
 */
abstract class Template<S, K> implements Function<S, K> {

  private final Map<S, K> kernels = new ConcurrentHashMap<>();
  private final Class<K> type;
  private final byte[] template;

  /**
   * Reads the class file.
   *
   * @param type what the kernels are
   * @param template of this package
   * @throws IllegalStateException if it cannot be read, as with class loaders that hide theirs
   */
  Template(Class<K> type, Class<? extends K> template) {
    this.type = type;
    String file = template.getSimpleName() + ".class";
    try (InputStream in = template.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not there to be read");
      }
      this.template = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  /**
   * The shape that a kernel was loaded for.
   *
   * @param kernel the lookup of its class, which nobody else can make
   * @param type of the shape
   */
  static <S> S shape(MethodHandles.Lookup kernel, Class<S> type) {
    try {
      return MethodHandles.classData(kernel, "_", type);
    } catch (IllegalAccessException e) {
      throw new AssertionError("a class may look at itself", e);
    }
  }

  @Override
  public final K apply(S shape) {
    return kernels.computeIfAbsent(shape, this::load);
  }

  private K load(S shape) {
    try {
      return type.cast(
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(template, shape, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("loading a kernel for " + shape, e);
    }
  }
}
