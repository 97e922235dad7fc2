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
