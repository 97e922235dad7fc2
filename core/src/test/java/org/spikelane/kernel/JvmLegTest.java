package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The test suite runs in several JVMs (see core/pom.xml); this asserts that the JVM of a leg is
 * what the leg is for, and which kernel runs in it, so that a green leg can't mean that it fell
 * back.
 */
@Tag("bits")
class JvmLegTest {

  private static final String JIT = System.getProperty("leg.jit", Jvm.jit());
  private static final int BYTES = Integer.getInteger("leg.bytes", Jvm.maxVectorBytes());
  private static final boolean MODULE =
      Boolean.parseBoolean(System.getProperty("leg.module", "" + Jvm.hasVectorModule()));

  @Test
  void theJvmIsTheOneOfThisLeg() {
    assertEquals(MODULE, Jvm.hasVectorModule());
    assertEquals(JIT, Jvm.jit());
    assertEquals(Math.min(BYTES, widestOfTheProcessor()), Jvm.maxVectorBytes());
  }

  @Test
  void theVectorKernelHasTheLanesOfThisLeg() {
    if (!MODULE) {
      assertFalse(Jvm.choices().contains(KernelChoice.VECTOR));
      return;
    }
    LifKernel kernel = KernelProvider.lif(KernelChoice.VECTOR, 1);
    assertEquals("vector", kernel.name());
    assertEquals(Jvm.vectorLanes(), kernel.lanes());
  }

  @Test
  void theVectorKernelIsChosenWhereC2CompilesFourLanesOrMore() {
    LifKernel kernel = KernelProvider.lif(KernelChoice.AUTO, 1);
    boolean vector = MODULE && Jvm.prefersVector();
    System.out.printf(
        "leg: Java %s, %s, vectors of %d bytes, module %s; kernel: %s, lanes: %d%n",
        Runtime.version(), JIT, Jvm.maxVectorBytes(), MODULE, kernel.name(), kernel.lanes());
    assertEquals(vector ? "vector" : "scalar", kernel.name());
    assertEquals(vector ? Jvm.vectorLanes() : 1, kernel.lanes());
  }

  /** Known on x86 by the instruction set in use; elsewhere what the JVM says has to be believed. */
  private static int widestOfTheProcessor() {
    if (!Jvm.isX86()) {
      return Jvm.maxVectorBytes();
    }
    int avx = Integer.parseInt(Jvm.flag("UseAVX"));
    return avx >= 3 ? 64 : avx >= 1 ? 32 : 16;
  }
}
