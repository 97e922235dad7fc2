package org.spikelane.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.NeuronType;

/** The classroom's report is the one that the documentation shows. */
class ClassroomTest {

  @Test
  void theErrorsInTheDocumentationAreThoseOfTheProgram() throws IOException {
    List<String> page = Files.readAllLines(Documentation.file("docs/nef.md"));
    for (NeuronType neuron : List.of(GridLif.DEFAULT, Lif.DEFAULT)) {
      for (Curves curves : Curves.values()) {
        String error = Classroom.error(neuron, curves);
        assertTrue(page.contains(error), "a line of docs/nef.md: " + error);
      }
    }
  }
}
