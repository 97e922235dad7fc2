package org.spikelane.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BitCheckTest {

  @Test
  void theKernelsAgreeInEveryRegimeAndFormOfOutput() {
    for (int n : new int[] {0, 1, 100, 1003, 4096}) {
      assertEquals(9L * n * 50, BitCheck.check(n, 50));
    }
  }
}
