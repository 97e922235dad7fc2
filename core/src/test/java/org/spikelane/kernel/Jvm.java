package org.spikelane.kernel;

import java.util.List;

/** What the JVM that runs the tests is, told by the VM itself and not by the code under test. */
final class Jvm {

  private static final String INFO = System.getProperty("java.vm.info");

  private Jvm() {}

  static boolean hasVectorModule() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /**
   * How code is compiled: {@code interpreted}, {@code c1}, {@code c2} or, with both, {@code mixed}.
   */
  static String jit() {
    if (INFO.contains("interpreted mode")) {
      return "interpreted";
    }
    if (INFO.contains("emulated-client")) {
      return "c1";
    }
    return flag("TieredCompilation").equals("false") ? "c2" : "mixed";
  }

  static boolean hasC2() {
    return jit().equals("mixed") || jit().equals("c2");
  }

  /** The widest vector that C2 uses, in bytes. */
  static int maxVectorBytes() {
    return Integer.parseInt(flag("MaxVectorSize"));
  }

  /**
   * The lanes that the vector kernel must have here. On x86 they follow from the VM's flags;
   * elsewhere the Vector API has to be believed.
   */
  static int vectorLanes() {
    if (!isX86()) {
      return KernelProvider.lif(KernelChoice.VECTOR, 1).lanes();
    }
    // With AVX 1 there are 256 bits for doubles but not for longs, and the preferred species is
    // that
    // of all types.
    int widest =
        Integer.parseInt(flag("UseAVX")) < 2 ? 16 : Runtime.version().feature() < 21 ? 32 : 64;
    return Math.min(maxVectorBytes(), widest) / Double.BYTES;
  }

  /** Whether the vector kernel must be the one that is chosen, given that its module is there. */
  static boolean prefersVector() {
    return hasC2() && vectorLanes() >= 4 && flag("UseFMA").equals("true");
  }

  static boolean isX86() {
    String arch = System.getProperty("os.arch");
    return arch.equals("amd64") || arch.equals("x86_64");
  }

  static String flag(String name) {
    return HotSpotFlags.value(name).orElseThrow();
  }

  /** Ticks for a test that wants many: fewer where each takes long. */
  static int ticks(int compiled) {
    return hasC2() ? compiled : Math.min(compiled, 12);
  }

  /** Every choice of a kernel that can run in this JVM. */
  static List<KernelChoice> choices() {
    return hasVectorModule()
        ? List.of(KernelChoice.values())
        : List.of(KernelChoice.AUTO, KernelChoice.SCALAR);
  }
}
