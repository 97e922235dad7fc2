package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each gate that keeps the vector kernel from being chosen says what is wrong and what to do. */
class VectorSupportTest {

  private static final String HOTSPOT = "OpenJDK 64-Bit Server VM";
  private static final String MIXED = "mixed mode, sharing";

  @Test
  void aHotSpotWithC2AndFourLanesHasNoObjection() {
    assertNull(objection(HOTSPOT, MIXED, 4, Map.of()));
    assertNull(objection(HOTSPOT, MIXED, 8, Map.of("UseFMA", "true")));
    assertNull(objection("Java HotSpot(TM) 64-Bit Server VM", "mixed mode", 4, Map.of()));
  }

  @Test
  void everyGateNamesItsCauseAndRemedy() {
    assertStarts("Java only interprets (-Xint)", HOTSPOT, "interpreted mode", 8, Map.of());
    assertStarts(
        "Java compiles with C1 only (-client or the like)",
        HOTSPOT,
        "mixed mode, emulated-client",
        8,
        Map.of());
    for (String level : List.of("0", "1", "2", "3")) {
      assertStarts(
          "Java compiles without C2 (-XX:TieredStopAtLevel)",
          HOTSPOT,
          MIXED,
          8,
          Map.of("TieredStopAtLevel", level));
    }
    assertNull(objection(HOTSPOT, MIXED, 8, Map.of("TieredStopAtLevel", "4")));
    assertStarts(
        "Java does not compile vectors (-XX:-EnableVectorSupport)",
        HOTSPOT,
        MIXED,
        8,
        Map.of("EnableVectorSupport", "false"));
    assertStarts(
        "Java compiles with a JVMCI compiler (-XX:-UseJVMCICompiler turns it off)",
        HOTSPOT,
        MIXED,
        8,
        Map.of("UseJVMCICompiler", "true"));
    assertStarts("this Java VM (Eclipse OpenJ9 VM)", "Eclipse OpenJ9 VM", "JRE 17", 8, Map.of());
    assertStarts(
        "this processor or -XX:-UseFMA offers no fused multiply-add",
        HOTSPOT,
        MIXED,
        8,
        Map.of("UseFMA", "false"));
    assertStarts(
        "the vectors of this processor, or of -XX:MaxVectorSize, hold 2 doubles",
        HOTSPOT,
        MIXED,
        2,
        Map.of());
  }

  private static void assertStarts(
      String start, String vmName, String vmInfo, int lanes, Map<String, String> flags) {
    String objection = objection(vmName, vmInfo, lanes, flags);
    assertTrue(objection.startsWith(start), objection);
    assertEquals(1, objection.lines().count());
  }

  private static String objection(
      String vmName, String vmInfo, int lanes, Map<String, String> flags) {
    return VectorSupport.objection(
        vmName, vmInfo, lanes, flag -> Optional.ofNullable(flags.get(flag)));
  }
}
