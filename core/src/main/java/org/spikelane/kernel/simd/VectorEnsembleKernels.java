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

  /** With no kernels yet. */
  public VectorEnsembleKernels() {}

  @Override
  public EnsembleKernel apply(EnsembleShape shape) {
    return kernels.computeIfAbsent(shape, VectorEnsembleKernels::load);
  }

  private static EnsembleKernel load(EnsembleShape shape) {
    String file = VectorEnsembleKernel.class.getSimpleName() + ".class";
    try (InputStream in = VectorEnsembleKernel.class.getResourceAsStream(file)) {
      return (EnsembleKernel)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(in.readAllBytes(), shape, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("loading " + file + " for " + shape, e);
    }
  }
}
