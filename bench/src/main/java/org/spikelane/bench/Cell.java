package org.spikelane.bench;

import java.util.ArrayList;
import java.util.List;

/** One thing to measure: a kernel, a form of output, a size and a regime. */
record Cell(String output, String regime, int n, String kernel) {

  /** The scalar kernel in a JVM whose compiler does not turn loops into SIMD by itself. */
  static final String SCALAR_WITHOUT_SUPERWORD = "scalar -XX:-UseSuperWord";

  /** The kernels, in the order of the tables. */
  static final List<String> KERNELS =
      List.of("textbook", SCALAR_WITHOUT_SUPERWORD, "scalar", "vector");

  static final List<String> OUTPUTS = List.of("dense", "bits", "indices");

  static final List<String> REGIMES = List.of("silent", "90Hz", "saturated");

  static final List<Integer> SIZES = List.of(100, 1000, 4096, 65536, 1048576);

  /** Every combination, in the order of the tables. */
  static List<Cell> matrix(
      List<String> outputs, List<String> regimes, List<Integer> sizes, List<String> kernels) {
    List<Cell> cells = new ArrayList<>();
    for (String output : outputs) {
      for (String regime : regimes) {
        for (int n : sizes) {
          for (String kernel : kernels) {
            cells.add(new Cell(output, regime, n, kernel));
          }
        }
      }
    }
    return cells;
  }

  /** The kernel's name as the benchmark knows it. */
  String kernelParameter() {
    return isWithoutSuperWord() ? "scalar" : kernel;
  }

  boolean isWithoutSuperWord() {
    return kernel.equals(SCALAR_WITHOUT_SUPERWORD);
  }

  /** Whether it stands for something that a user would run, not for comparison only. */
  boolean isProduct() {
    return kernel.equals("scalar") || kernel.equals("vector");
  }
}
