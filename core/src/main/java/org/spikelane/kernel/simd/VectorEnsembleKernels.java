package org.spikelane.kernel.simd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.spikelane.kernel.EnsembleKernel;
import org.spikelane.kernel.EnsembleShape;

/**
 * A {@link VectorEnsembleKernel} for every shape: the same class file, loaded once a shape, as a
 * hidden class that has its shape as a constant. So the compiler sees a loop without a choice in
 * it; one loop for all shapes takes about twice as long, even though no choice ever changes within
 * it.
 */
public final class VectorEnsembleKernels implements Function<EnsembleShape, EnsembleKernel> {

  private final Map<EnsembleShape, EnsembleKernel> kernels = new ConcurrentHashMap<>();

  private final byte[] template;

  /**
   * Reads the class file.
   *
   * @throws IllegalStateException if it cannot be read, as with class loaders that hide theirs
   */
  public VectorEnsembleKernels() {
    String file = VectorEnsembleKernel.class.getSimpleName() + ".class";
    try (InputStream in = VectorEnsembleKernel.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not there to be read");
      }
      template = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  @Override
  public EnsembleKernel apply(EnsembleShape shape) {
    return kernels.computeIfAbsent(shape, this::load);
  }

  private EnsembleKernel load(EnsembleShape shape) {
    try {
      return (EnsembleKernel)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(template, shape, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("loading a kernel for " + shape, e);
    }
  }
}
