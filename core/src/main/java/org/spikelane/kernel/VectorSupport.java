package org.spikelane.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether this Java runtime can run the vector kernels, and whether it should.
 *
 * <p>Each gate that fails has one sentence: what is the matter, and what to do about it.
 */
final class VectorSupport {

  private static final String MODULE = "jdk.incubator.vector";
  private static final String LIF_KERNEL = "org.spikelane.kernel.simd.VectorLifKernel";
  private static final String PRODUCT_KERNEL = "org.spikelane.kernel.simd.VectorProductKernel";
  private static final String ENSEMBLE_KERNELS = "org.spikelane.kernel.simd.VectorEnsembleKernels";
  private static final String LEARNING_KERNELS = "org.spikelane.kernel.simd.VectorLearningKernels";

  /**
   * The first release that turns the pass over ensembles into SIMD; those between 17 and 25 were
   * not measured.
   */
  private static final int FUSES = 21;

  static final VectorSupport FOUND = find();

  private final LifKernel lif;
  private final ProductKernel product;
  private final Function<EnsembleShape, EnsembleKernel> ensemble;
  private final Function<LearningShape, LearningKernel> learning;
  private final String objection;

  private VectorSupport(
      LifKernel lif,
      ProductKernel product,
      Function<EnsembleShape, EnsembleKernel> ensemble,
      Function<LearningShape, LearningKernel> learning,
      String objection) {
    this.lif = lif;
    this.product = product;
    this.ensemble = ensemble;
    this.learning = learning;
    this.objection = objection;
  }

  /** Why not to use the vector kernels though nobody forbade it; empty if there is no reason. */
  Optional<String> objection() {
    return Optional.ofNullable(objection);
  }

  /** The vector kernel, however slow it may be here; an exception if it cannot run at all. */
  LifKernel lifOrThrow() {
    if (lif == null) {
      throw new IllegalStateException("the vector kernel cannot run: " + objection);
    }
    return lif;
  }

  /** As {@link #lifOrThrow}, the one that multiplies matrices. */
  ProductKernel productOrThrow() {
    lifOrThrow();
    return product;
  }

  /**
   * As {@link #lifOrThrow}, those that pass over ensembles of a shape; empty where it does not pay.
   */
  Optional<Function<EnsembleShape, EnsembleKernel>> ensembleOrThrow() {
    lifOrThrow();
    return Optional.ofNullable(ensemble);
  }

  /** As {@link #ensembleOrThrow}, those that decode and learn at once. */
  Optional<Function<LearningShape, LearningKernel>> learningOrThrow() {
    lifOrThrow();
    return Optional.ofNullable(learning);
  }

  /** By name: a reference would need the vector module for this class to load. */
  private static Object create(String kernel) throws ReflectiveOperationException {
    return Class.forName(kernel).getDeclaredConstructor().newInstance();
  }

  @SuppressWarnings("unchecked")
  private static <S, K> Function<S, K> byShape(String kernels) throws ReflectiveOperationException {
    try {
      return (Function<S, K>) create(kernels);
    } catch (InvocationTargetException e) {
      // Class files cannot be read here: nothing is fused, and all else is as it was.
      return null;
    }
  }

  private static VectorSupport find() {
    LifKernel lif;
    ProductKernel product;
    Function<EnsembleShape, EnsembleKernel> ensemble;
    Function<LearningShape, LearningKernel> learning;
    try {
      lif = (LifKernel) create(LIF_KERNEL);
      product = (ProductKernel) create(PRODUCT_KERNEL);
      // JDK 17 leaves vectors that meet behind branches as objects.
      ensemble = Runtime.version().feature() < FUSES ? null : byShape(ENSEMBLE_KERNELS);
      learning = byShape(LEARNING_KERNELS);
      lif.lanes();
    } catch (ReflectiveOperationException | LinkageError e) {
      return new VectorSupport(null, null, null, null, notLoaded(e));
    }
    String objection =
        objection(
            System.getProperty("java.vm.name", ""),
            System.getProperty("java.vm.info", ""),
            lif.lanes(),
            HotSpotFlags::value);
    return new VectorSupport(lif, product, ensemble, learning, objection);
  }

  private static String notLoaded(Throwable e) {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return "the module " + MODULE + " is not loaded; start Java with --add-modules " + MODULE;
    }
    return "the module "
        + MODULE
        + " of Java "
        + Runtime.version()
        + " does not fit ("
        + e
        + "); run on JDK 17 to 25";
  }

  /**
   * Why the vector kernel, though it can run, would be slower than the scalar one; null if it is
   * not.
   *
   * @param vmName the VM's name
   * @param vmInfo how the VM compiles
   * @param lanes lanes of the preferred vector of doubles
   * @param flag the value of a VM flag by its name, empty if unknown
   */
  static String objection(
      String vmName, String vmInfo, int lanes, Function<String, Optional<String>> flag) {
    String slow = "; without the C2 compiler Vector API code is far slower than scalar code";
    if (vmInfo.contains("interpreted mode")) {
      return "Java only interprets (-Xint)" + slow;
    }
    if (vmInfo.contains("emulated-client")) {
      return "Java compiles with C1 only (-client or the like)" + slow;
    }
    if (Integer.parseInt(flag.apply("TieredStopAtLevel").orElse("4")) < 4) {
      return "Java compiles without C2 (-XX:TieredStopAtLevel)" + slow;
    }
    if (flag.apply("EnableVectorSupport").orElse("true").equals("false")) {
      return "Java does not compile vectors (-XX:-EnableVectorSupport)" + slow;
    }
    if (flag.apply("UseJVMCICompiler").orElse("false").equals("true")) {
      return "Java compiles with a JVMCI compiler (-XX:-UseJVMCICompiler turns it off)" + slow;
    }
    if (!vmName.contains("HotSpot") && !vmName.contains("OpenJDK")) {
      return "this Java VM (" + vmName + ") is not HotSpot" + slow;
    }
    if (flag.apply("UseFMA").orElse("true").equals("false")) {
      return "this processor or -XX:-UseFMA offers no fused multiply-add; every kernel emulates it"
          + " and is about 100 times slower than on a processor that has it";
    }
    if (lanes < 4) {
      return "the vectors of this processor, or of -XX:MaxVectorSize, hold "
          + lanes
          + " doubles,"
          + " and below 4 the scalar kernel is the faster one";
    }
    return null;
  }
}
