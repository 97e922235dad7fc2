package org.spikelane.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** What is said of two processors; how fast they are is for benchmarks. */
class ProcessorsTest {

  @Test
  void twoProcessorsAreMeasured() {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "there is one");
    Processors now = Processors.now();
    assertTrue(now.together() > 0 && now.together() < Double.POSITIVE_INFINITY, now.toString());
    assertTrue(now.roundTripNanos() > 0, now.toString());
  }

  @Test
  void itIsSaidInWords() {
    assertEquals(
        "two do 1.9 times what one does, 405 ns apart", new Processors(1.92, 405.3).toString());
  }
}
