package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.synapse.Lowpass;

/** A graph can be read and drawn. */
class GraphTest {

  private final Signal weights = Signal.constant("W \"fixed\"", new double[] {1, 2}, 1, 2);
  private final Signal x = Signal.zeros("x", 4);
  private final Signal y = Signal.zeros("y", 1);
  private final Signal filtered = Signal.zeros("f", 1);
  private final List<Operator> operators =
      List.of(
          new Filter(new Lowpass(0.1), y, filtered),
          new Product(weights, x.slice(0, 4, 3), y, true),
          Copy.increment(filtered, y),
          new Reset(y, 0));

  @Test
  void asTextInTheOrderInWhichOperatorsRun() {
    assertEquals(
        """
        reset y | sets y[1]
        add W "fixed" · x[0:4:3] to y | increments y[1] | reads W "fixed"[1,2], x[0:4:3][2]
        add f to y | increments y[1] | reads f[1]
        %s from y to f | reads y[1] | updates f[1]
        """
            .formatted(new Lowpass(0.1)),
        new Graph(operators).toString());
  }

  @Test
  void asADrawingOfBaseSignalsAndOperators() {
    assertEquals(
        """
        digraph model {
          rankdir=LR;
          s0 [label="y[1]"];
          s1 [label="f[1]"];
          s2 [label="W \\"fixed\\"[1,2]", style=dotted];
          s3 [label="x[4]"];
          o0 [shape=box, label="reset y"];
          o0 -> s0;
          o1 [shape=box, label="add W \\"fixed\\" · x[0:4:3] to y"];
          o1 -> s0 [label="+"];
          s2 -> o1;
          s3 -> o1;
          o2 [shape=box, label="add f to y"];
          o2 -> s0 [label="+"];
          s1 -> o2;
          o3 [shape=box, label="%s from y to f"];
          s0 -> o3;
          o3 -> s1 [style=dashed];
        }
        """
            .formatted(new Lowpass(0.1)),
        new Graph(operators).toDot());
  }

  @Test
  void itKeepsTheOperatorsAsTheyWereGiven() {
    List<Operator> given = new ArrayList<>(operators);
    Graph graph = new Graph(given);
    given.clear();
    assertEquals(operators, graph.operators());
    assertEquals(List.of(y, filtered, weights, x), graph.signals());
    assertEquals("", new Graph(List.of()).toString());
  }

  @Test
  void timeIsAScalarOfItsOwn() {
    Signal vector = Signal.zeros("v", 2);
    Signal scalar = Signal.zeros("s");
    refused("tick must be a scalar, and no view, got v[2]", () -> new Clock(vector, scalar));
    refused("time must be a scalar, and no view, got v[2]", () -> new Clock(scalar, vector));
    refused(
        "tick must be a scalar, and no view, got v[1:2][1]",
        () -> new Sample("p", vector, vector.slice(1, 2), 0));
    refused(
        "time must be a scalar, and no view, got v[2]",
        () -> new HostFunction("f", (t, in, out) -> {}, vector, null, vector));
  }

  private static void refused(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }
}
