package org.spikelane.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.spikelane.parallel.Ahead;

/** Picks the implementation that steps a population. */
public final class KernelProvider {

  private static final Ahead AHEAD = new Ahead(() -> lif(KernelChoice.AUTO, 0).name());

  private KernelProvider() {}

  /** Begins to look for kernels while something else is done, if they are not yet in use. */
  public static void prepare(KernelChoice choice) {
    if (choice == KernelChoice.AUTO) {
      AHEAD.begin();
    }
  }

  /**
   * The kernel to step a population of LIF neurons with.
   *
   * @param choice which one
   * @param neurons how many neurons the population has
   * @throws IllegalStateException if the vector kernel is asked for ({@link KernelChoice#VECTOR},
   *     {@link KernelChoice#VERIFY}) and cannot run here; it says why and what to do
   */
  public static LifKernel lif(KernelChoice choice, int neurons) {
    return switch (choice) {
      case AUTO -> Auto.LIF;
      case SCALAR -> Scalar.LIF;
      case VECTOR -> VectorSupport.FOUND.lifOrThrow();
      case VERIFY -> new VerifyingLifKernel(Scalar.LIF, VectorSupport.FOUND.lifOrThrow(), neurons);
    };
  }

  /**
   * The kernel to multiply matrices with.
   *
   * @param choice which one
   * @throws IllegalStateException as {@link #lif}
   */
  static ProductKernel product(KernelChoice choice) {
    return switch (choice) {
      case AUTO -> Auto.PRODUCT;
      case SCALAR -> Scalar.PRODUCT;
      case VECTOR -> VectorSupport.FOUND.productOrThrow();
      case VERIFY ->
          new VerifyingProductKernel(Scalar.PRODUCT, VectorSupport.FOUND.productOrThrow());
    };
  }

  /**
   * The kernels to pass over ensembles with, by their shape, if they are to be passed over at all:
   * the scalar kernel does one operation after the other. The one that verifies does both.
   *
   * @param choice which one
   * @throws IllegalStateException as {@link #lif}
   */
  public static Optional<Function<EnsembleShape, EnsembleKernel>> ensemble(KernelChoice choice) {
    return switch (choice) {
      case AUTO -> Auto.ENSEMBLE;
      case VECTOR -> VectorSupport.FOUND.ensembleOrThrow();
      case VERIFY ->
          VectorSupport.FOUND
              .ensembleOrThrow()
              .map(kernels -> kernels.andThen(VerifyingEnsembleKernel::new));
      case SCALAR -> Optional.empty();
    };
  }

  /**
   * The kernels that decode and learn at once, by their shape, if that is to be done at all; as
   * {@link #ensemble}.
   *
   * @param choice which one
   * @throws IllegalStateException as {@link #lif}
   */
  public static Optional<Function<LearningShape, LearningKernel>> learning(KernelChoice choice) {
    return switch (choice) {
      case AUTO -> Auto.LEARNING;
      case VECTOR -> VectorSupport.FOUND.learningOrThrow();
      case VERIFY ->
          VectorSupport.FOUND
              .learningOrThrow()
              .map(kernels -> kernels.andThen(VerifyingLearningKernel::new));
      case SCALAR -> Optional.empty();
    };
  }

  private static final class Scalar {
    static final ProductKernel PRODUCT = new ScalarProductKernel();
    static final LifKernel LIF = new ScalarLifKernel();
  }

  /** Decided, and logged, once. */
  private static final class Auto {
    static final LifKernel LIF;
    static final ProductKernel PRODUCT;

    static final Optional<Function<EnsembleShape, EnsembleKernel>> ENSEMBLE;

    static final Optional<Function<LearningShape, LearningKernel>> LEARNING;

    /** One of each shape, so that it is warmed up once. */
    private static <S, K> Function<S, K> once(Function<S, K> make) {
      Map<S, K> made = new ConcurrentHashMap<>();
      return shape -> made.computeIfAbsent(shape, make);
    }

    static {
      Logger log = System.getLogger(KernelProvider.class.getPackageName());
      VectorSupport vector = VectorSupport.FOUND;
      if (vector.objection().isEmpty()) {
        WarmUp warmUp = WarmUpWork.of(vector.lifOrThrow(), vector.productOrThrow());
        LIF = new AutoLifKernel(Scalar.LIF, vector.lifOrThrow(), warmUp);
        PRODUCT = new AutoProductKernel(Scalar.PRODUCT, vector.productOrThrow(), warmUp);
        ENSEMBLE =
            vector
                .ensembleOrThrow()
                .map(all -> once(shape -> new AutoEnsembleKernel(all.apply(shape), shape, warmUp)));
        LEARNING =
            vector
                .learningOrThrow()
                .map(all -> once(shape -> new AutoLearningKernel(all.apply(shape), shape, warmUp)));
      } else {
        log.log(Level.WARNING, "SIMD is not used: " + vector.objection().get());
        LIF = Scalar.LIF;
        PRODUCT = Scalar.PRODUCT;
        ENSEMBLE = Optional.empty();
        LEARNING = Optional.empty();
      }
      log.log(Level.DEBUG, "LIF kernel: {0}, lanes: {1}", LIF.name(), LIF.lanes());
    }
  }
}
