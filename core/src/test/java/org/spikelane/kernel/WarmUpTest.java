package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The change from the scalar to the vector kernel comes, and changes no bit. */
@Tag("vector")
class WarmUpTest {

  @Test
  void vectorKernelsBecomeTheFasterOnesAndNoBitTellsWhen() throws InterruptedException {
    assumeTrue(Jvm.prefersVector(), "AUTO is the scalar kernel here, as JvmLegTest asserts");
    int n = 133;
    LifPopulation auto = LifPopulation.builder(n).kernel(KernelChoice.AUTO).build();
    LifPopulation scalar = LifPopulation.builder(n).kernel(KernelChoice.SCALAR).build();
    assertEquals("vector", auto.kernel().name());
    double[] current = new double[n];
    double[] spikes = new double[n];
    double[] expected = new double[n];
    long end = System.nanoTime() + 60_000_000_000L;
    boolean warm = false;
    WarmUp warmUp =
        WarmUpWork.of(VectorSupport.FOUND.lifOrThrow(), VectorSupport.FOUND.productOrThrow());
    for (int tick = 0; !warm || tick % 1000 != 0; tick++) {
      warm = warmUp.isDone();
      for (int i = 0; i < n; i++) {
        current[i] = 4.0 * ((i + tick) % n) / n;
      }
      auto.step(current, spikes);
      scalar.step(current, expected);
      assertArrayEquals(expected, spikes);
      if (!warm && tick % 1000 == 0) {
        assertTrue(System.nanoTime() < end, "not compiled within a minute");
        Thread.sleep(1);
      }
    }
    assertArrayEquals(scalar.save().voltage(), auto.save().voltage());
    assertArrayEquals(scalar.save().refractoryFactor(), auto.save().refractoryFactor());
  }
}
