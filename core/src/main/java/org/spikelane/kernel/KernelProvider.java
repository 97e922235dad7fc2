package org.spikelane.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Picks the implementation that steps a population. */
public final class KernelProvider {

  private KernelProvider() {}

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
   * @param choice which one; {@link KernelChoice#VERIFY} is the scalar one, as tests compare the
   *     two
   * @throws IllegalStateException if the vector kernel is asked for and cannot run here
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

  private static final class Scalar {
    static final ProductKernel PRODUCT = new ScalarProductKernel();
    static final LifKernel LIF = new ScalarLifKernel();
  }

  /** Decided, and logged, once. */
  private static final class Auto {
    static final LifKernel LIF = choose(VectorSupport.FOUND);
    static final ProductKernel PRODUCT =
        VectorSupport.FOUND.objection().isEmpty()
            ? VectorSupport.FOUND.productOrThrow()
            : Scalar.PRODUCT;

    private static LifKernel choose(VectorSupport vector) {
      Logger log = System.getLogger(KernelProvider.class.getPackageName());
      vector.objection().ifPresent(why -> log.log(Level.WARNING, "SIMD is not used: " + why));
      LifKernel kernel = vector.objection().isEmpty() ? vector.lifOrThrow() : Scalar.LIF;
      log.log(Level.DEBUG, "LIF kernel: {0}, lanes: {1}", kernel.name(), kernel.lanes());
      return kernel;
    }
  }
}
