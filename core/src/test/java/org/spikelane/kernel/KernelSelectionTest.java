package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.spikelane.PrintKernel;

/**
 * The choice of a kernel as a user meets it: a JVM started with some options, and what it says on
 * its error stream.
 */
class KernelSelectionTest {

  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  private record Outcome(int status, String out, List<String> log) {
    /** What the library says, without the JVM's own warnings. */
    static Outcome of(List<String> arguments) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(arguments);
      command.add(PrintKernel.class.getName());
      ProcessBuilder builder = new ProcessBuilder(command);
      // With these a JVM says on its error stream that it picked them up.
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
          .forEach(builder.environment()::remove);
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes()).strip();
      List<String> log =
          new String(process.getErrorStream().readAllBytes())
              .lines()
              .filter(line -> !line.contains("Using incubator modules"))
              .toList();
      return new Outcome(process.waitFor(), out, log);
    }
  }

  private static Outcome onClassPath(String... options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return Outcome.of(arguments);
  }

  /** With the vector module; this test's own JVM may be without. */
  private static String expected() throws IOException, InterruptedException {
    int lanes =
        Integer.parseInt(onClassPath(MODULE, "-Dspikelane.kernel=vector").out.split(" ")[1]);
    return lanes >= 4 ? "vector " + lanes : "scalar 1";
  }

  @Test
  void withTheModuleTheVectorKernelRunsAndNothingIsSaid() throws Exception {
    Outcome outcome = onClassPath(MODULE);
    assertEquals(expected(), outcome.out);
    if (expected().startsWith("vector")) {
      assertEquals(List.of(), outcome.log);
    }
  }

  @Test
  void withoutTheModuleTheScalarKernelRunsAndOneWarningSaysWhatToDo() throws Exception {
    Outcome outcome = onClassPath();
    assertEquals(0, outcome.status);
    assertEquals("scalar 1", outcome.out);
    List<String> warnings = outcome.log.stream().filter(line -> line.contains("SIMD")).toList();
    assertEquals(1, warnings.size(), outcome.log.toString());
    assertTrue(
        warnings
            .get(0)
            .endsWith(
                "SIMD is not used: the module jdk.incubator.vector is not loaded; start Java with"
                    + " --add-modules jdk.incubator.vector"),
        warnings.get(0));
  }

  @Test
  void theScalarKernelCanBeForcedAndNothingIsSaid() throws Exception {
    Outcome outcome = onClassPath(MODULE, "-Dspikelane.kernel=scalar");
    assertEquals("scalar 1", outcome.out);
    assertEquals(List.of(), outcome.log);
    assertEquals(List.of(), onClassPath("-Dspikelane.kernel=scalar").log);
  }

  @Test
  void theVectorKernelCanBeForcedWhereItIsSlow() throws Exception {
    Outcome outcome = onClassPath(MODULE, "-XX:TieredStopAtLevel=1", "-Dspikelane.kernel=vector");
    assertTrue(outcome.out.startsWith("vector "), outcome.toString());
    for (int level = 0; level <= 3; level++) {
      outcome = onClassPath(MODULE, "-XX:TieredStopAtLevel=" + level);
      assertEquals("scalar 1", outcome.out);
      assertTrue(outcome.log.get(outcome.log.size() - 1).contains("SIMD is not used"));
    }
  }

  @Test
  void aForcedKernelThatCannotRunIsAnError() throws Exception {
    for (String choice : List.of("vector", "verify")) {
      Outcome outcome = onClassPath("-Dspikelane.kernel=" + choice);
      assertNotEquals(0, outcome.status);
      assertEquals("", outcome.out);
      assertTrue(
          outcome
              .log
              .get(0)
              .endsWith(
                  "IllegalStateException: the vector kernel cannot run: the module"
                      + " jdk.incubator.vector is not loaded; start Java with --add-modules"
                      + " jdk.incubator.vector"),
          outcome.log.toString());
    }
  }

  @Test
  void verifyRunsBoth() throws Exception {
    Outcome outcome = onClassPath(MODULE, "-Dspikelane.kernel=verify");
    assertTrue(outcome.out.startsWith("verify "), outcome.toString());
    assertEquals(List.of(), outcome.log);
  }

  @Test
  void anUnknownChoiceIsAnErrorThatListsTheKnownOnes() throws Exception {
    for (String wrong : List.of("simd", "SCALAR", "")) {
      Outcome outcome = onClassPath(MODULE, "-Dspikelane.kernel=" + wrong);
      assertNotEquals(0, outcome.status);
      assertTrue(
          outcome
              .log
              .get(0)
              .endsWith(
                  "IllegalArgumentException: system property spikelane.kernel must be auto, scalar,"
                      + " vector or verify, got '"
                      + wrong
                      + "'"),
          outcome.log.toString());
    }
  }

  @Test
  void onTheModulePathItIsTheSame() throws Exception {
    Outcome outcome = onModulePath("org.spikelane.core,jdk.incubator.vector");
    assertEquals(expected(), outcome.out, outcome.log.toString());
    Outcome without = onModulePath("org.spikelane.core");
    assertEquals("scalar 1", without.out, without.log.toString());
  }

  private static Outcome onModulePath(String modules) throws Exception {
    return Outcome.of(
        List.of(
            "-p",
            String.join(
                File.pathSeparator,
                folder(LifPopulation.class),
                folder(DMatrixRMaj.class),
                folder(CommonOps_DDRM.class)),
            "-cp",
            folder(PrintKernel.class),
            "--add-modules",
            modules));
  }

  private static String folder(Class<?> of) throws URISyntaxException {
    return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
