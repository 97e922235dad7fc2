package org.spikelane.examples.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikelane.examples.Documentation;
import org.spikelane.sim.Simulator;

/** What a page of docs/examples shows is the example's code, what it reports, and its picture. */
class PagesTest {

  static List<NetworkExample> examples() {
    return Networks.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theCodeIsThatOfTheExample(NetworkExample example) throws IOException {
    String name = example.getClass().getSimpleName();
    String source = Documentation.text(source(name));
    List<String> blocks = Documentation.blocks(page(example), "java");
    assertTrue(blocks.size() >= 1, "Java blocks");
    for (String block : blocks) {
      assertTrue(flat(source).contains(flat(block)), () -> "in " + name + ":\n" + block);
    }
    assertTrue(page(example).contains("(../../" + source(name) + ")"), "a link to the source");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theNumbersAreThoseOfTheExample(NetworkExample example) throws IOException {
    try (Simulator simulator = new Simulator(example.network())) {
      example.run(simulator);
      assertEquals(
          List.of(example.summary(simulator)), Documentation.blocks(page(example), "text"));
    }
    assertEquals(List.of(), Documentation.unfounded(page(example)), "numbers in no block");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void thePageShowsThePictureAndTheReadmeThePage(NetworkExample example) throws IOException {
    assertTrue(page(example).contains("\"../pictures/" + example.name() + ".png\" width=\"800\""));
    assertTrue(
        Documentation.text("README.md").contains("(docs/examples/" + example.name() + ".md)"));
  }

  private static String page(NetworkExample example) throws IOException {
    return Documentation.text("docs/examples/" + example.name() + ".md");
  }

  private static String source(String name) {
    return "examples/src/main/java/org/spikelane/examples/network/" + name + ".java";
  }

  /** Without indentation. */
  private static String flat(String code) {
    return code.replaceAll("(?m)^ +", "");
  }
}
