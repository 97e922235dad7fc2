package org.spikelane.graph;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A graph in GraphViz's language. */
final class Dot {

  private Dot() {}

  static String of(Graph graph) {
    StringBuilder dot = new StringBuilder("digraph model {\n  rankdir=LR;\n");
    Map<Signal, String> names = new IdentityHashMap<>();
    for (Signal signal : graph.signals()) {
      String name = "s" + names.size();
      names.put(signal, name);
      dot.append("  ").append(name).append(" [label=").append(quoted(signal.toString()));
      dot.append(signal.isConstant() ? ", style=dotted];\n" : "];\n");
    }
    List<Operator> operators = graph.ordered();
    for (int i = 0; i < operators.size(); i++) {
      String name = "o" + i;
      dot.append("  ").append(name).append(" [shape=box, label=");
      dot.append(quoted(operators.get(i).label())).append("];\n");
      for (Access access : Access.of(operators.get(i), i)) {
        String signal = names.get(access.signal().base());
        boolean read = access.role() == Role.READ;
        dot.append("  ").append(read ? signal : name).append(" -> ").append(read ? name : signal);
        dot.append(
            switch (access.role()) {
              case READ, SET -> "";
              case INCREMENT -> " [label=\"+\"]";
              case UPDATE -> " [style=dashed]";
            });
        dot.append(";\n");
      }
    }
    return dot.append("}\n").toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
