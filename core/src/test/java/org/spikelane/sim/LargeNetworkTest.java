package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.ChildJvm;

/** A million neurons in ten thousand ensembles are built and run in a heap of 4 GiB. */
@Tag("slow")
class LargeNetworkTest {

  @Test
  void aMillionNeurons() throws Exception {
    String printed = ChildJvm.run(LargeNetwork.class, List.of("-Xmx4g"), "50", "10000");
    printed.lines().filter(line -> line.contains("neurons")).forEach(System.out::println);
    assertTrue(printed.contains("1000000 neurons in 10000 ensembles"), printed);
  }
}
