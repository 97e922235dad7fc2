package org.spikelane.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.spikelane.network.Refusals.refused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.neuron.Direct;
import org.spikelane.sim.Simulator;

/**
 * What cannot be is refused by the call that asks for it, and nothing has been added or changed.
 */
class RefusedNetworkTest {

  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private final Network network = new Network("net");
  private final Network other = new Network("other");
  private final Ensemble a = network.ensemble("a", 20, 1);
  private final Ensemble b = network.ensemble("b", 30, 3);
  private final Ensemble direct = network.ensemble("d", 5, 2).neuronType(Direct.DEFAULT);
  private final Node u = network.node("u", 3, 1, (t, x, out) -> out[0] = x[2]);
  private final Node sink = network.node("sink", 2, 0, (t, x, out) -> {});
  private final Node k = network.constant("k", 1, 2);
  private final Ensemble foreign = other.ensemble("f", 10, 1);
  private String before;

  private String contents() {
    return network.networks()
        + " "
        + network.ensembles()
        + network.nodes()
        + network.connections()
        + network.probes()
        + network.inputs()
        + network.outputs();
  }

  @BeforeEach
  void remember() {
    before = contents();
  }

  @AfterEach
  void nothingWasAdded() {
    assertEquals(before, contents());
  }

  @Test
  void sizesOfObjects() {
    for (int size : new int[] {0, -1, Integer.MIN_VALUE}) {
      refused("neurons of x must be 1 or above, got " + size, () -> network.ensemble("x", size, 1));
      refused(
          "dimensions of x must be 1 or above, got " + size, () -> network.ensemble("x", 1, size));
      refused("size of x must be 1 or above, got " + size, () -> network.junction("x", size));
      refused("size of x must be 1 or above, got " + size, () -> network.input("x", size));
      refused("size of x must be 1 or above, got " + size, () -> network.output("x", size));
      refused(
          "output size of x must be 1 or above, got " + size,
          () -> network.node("x", 0, size, (t, x, out) -> {}));
    }
    refused(
        "input size of x must be 0 or above, got -1",
        () -> network.node("x", -1, 1, (t, x, out) -> {}));
    refused(
        "output size of x must be 0 or above, got -1",
        () -> network.node("x", 1, -1, (t, x, out) -> {}));
    refused("size of x must be 1 or above, got 0", () -> network.constant("x"));
    refused("x[1] must be a finite number, got NaN", () -> network.constant("x", 1, NAN));
  }

  @Test
  void nullIsNamed() {
    isNull("function of x", () -> network.node("x", null));
    isNull("function of x", () -> network.node("x", 1, 1, null));
    isNull("neuronType of a", () -> a.neuronType(null));
    isNull("maxRates of a", () -> a.maxRates(null));
    isNull("intercepts of a", () -> a.intercepts(null));
    isNull("neuronType", () -> network.defaults().neuronType(null));
    isNull("solver", () -> network.from(a).solver(null));
    isNull("function", () -> network.from(a).elementwise(null));
    isNull("network", () -> new Simulator((Network) null));
    isNull("progress", () -> Simulator.builder(network).progress(null));
  }

  private static void isNull(String name, org.junit.jupiter.api.function.Executable action) {
    assertEquals(name, assertThrows(NullPointerException.class, action).getMessage());
  }

  @Test
  void sizesOfConnections() {
    refused(
        "size of connection a->b must be 3, the input size of b, got 1 after function and transform",
        () -> network.from(a).to(b));
    refused(
        "size of connection b->a must be 1, the input size of a, got 3 after function and"
            + " transform",
        () -> network.from(b).to(a));
    refused(
        "size of connection feed must be 1, the input size of a, got 2 after function and"
            + " transform",
        () -> network.from(k).label("feed").to(a));
    refused(
        "connection b->a: transform must be a matrix of 3 columns, got 1 × 2",
        () -> network.from(b).transform(new double[][] {{1, 2}}).to(a));
    refused(
        "size of connection b->a must be 1, the input size of a, got 2 after function and"
            + " transform",
        () -> network.from(b).transform(new double[][] {{1, 2, 3}, {4, 5, 6}}).to(a));
    refused(
        "size of connection b->a must be 1, the input size of a, got 2 after function and"
            + " transform",
        () -> network.from(b).function(x -> new double[2]).to(a));
    refused(
        "size of connection a->b[0,2] must be 2, the input size of b[0,2], got 1 after function and"
            + " transform",
        () -> network.from(a).to(b.at(0, 2)));
    refused(
        "size of connection a.neurons->b.neurons must be 30, the input size of b.neurons, got 20"
            + " after function and transform",
        () -> network.from(a.neurons()).to(b.neurons()));
  }

  @Test
  void transforms() {
    refused("transform must be a finite number, got NaN", () -> network.from(a).transform(NAN));
    refused(
        "transform[0][1] must be a finite number, got Infinity",
        () -> network.from(a).transform(new double[][] {{1, INF}}));
    refused(
        "transform[1].length must be 2, got 1",
        () -> network.from(a).transform(new double[][] {{1, 2}, {3}}));
    refused(
        "transform must be [output][input], 1 or more of each, got a matrix without elements",
        () -> network.from(a).transform(new double[0][]));
    for (double tau : new double[] {-0.1, NAN, INF}) {
      assertThrows(IllegalArgumentException.class, () -> network.from(a).synapse(tau));
      assertThrows(IllegalArgumentException.class, () -> network.probe(foreign).synapse(tau));
    }
  }

  @Test
  void slices() {
    refused("index into b must be from 0 to 2, got 3", () -> b.at(0, 3));
    refused("index into b must be from 0 to 2, got -1", () -> b.at(-1));
    refused("slice of b must be of at least 1 element, got empty", () -> b.at());
    refused("slice of b must be of at least 1 element, got from 1 to 1", () -> b.slice(1, 1));
    refused("slice of b must be of at least 1 element, got from 2 to 1", () -> b.slice(2, 1));
    refused("index into b must be from 0 to 2, got -2", () -> b.slice(-2, 1));
    refused(
        "index into b must be from 0 to 2, got 2147483646", () -> b.slice(0, Integer.MAX_VALUE));
    refused("index into b[2,0] must be from 0 to 1, got 2", () -> b.at(2, 0).at(2));
    refused("index into a.neurons must be from 0 to 19, got 20", () -> a.neurons().slice(10, 21));
    // A node with 3 inputs and 1 output: which side counts is known when it is used.
    refused(
        "index into the output of u must be from 0 to 0, got 2", () -> network.from(u.at(0, 2)));
    refused("index into the output of u must be from 0 to 0, got 1", () -> network.probe(u.at(1)));
    Node wide = network.node("wide", 1, 3, (t, x, out) -> {});
    before = contents();
    refused(
        "index into the input of wide must be from 0 to 0, got 2",
        () -> network.from(a).to(wide.at(2)));
  }

  @Test
  void ends() {
    refused("from must be something with an output, got sink", () -> network.from(sink));
    refused("from must be something with an output, got sink[1]", () -> network.from(sink.at(1)));
    refused("to of a->k must be something with an input, got k", () -> network.from(a).to(k));
    refused(
        "to of a->k[1] must be something with an input, got k[1]",
        () -> network.from(a).to(k.at(1)));
    refused("from must be of network net, got f of network other", () -> network.from(foreign));
    refused(
        "from must be of network net, got f[0] of network other",
        () -> network.from(foreign.at(0)));
    refused("to must be of network net, got f of network other", () -> network.from(a).to(foreign));
    refused("target must be of network net, got f of network other", () -> network.probe(foreign));
    refused("target must be something with an output, got sink", () -> network.probe(sink));
  }

  @Test
  void functions() {
    refused(
        "function of b at 3 zeros must be at least 1 number, got null",
        () -> network.from(b).function(x -> null));
    refused(
        "function of b[1] at 1 zeros must be at least 1 number, got 0 numbers",
        () -> network.from(b.at(1)).function(x -> new double[0]));
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> network.from(a).function(x -> new double[] {x[1]}));
    assertEquals(
        "function of a at 1 zeros must be an array of numbers, got"
            + " java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1",
        thrown.getMessage());
    assertSame(ArrayIndexOutOfBoundsException.class, thrown.getCause().getClass());
    refused(
        "from of a connection with a function must be an ensemble or a node, got a.neurons",
        () -> network.from(a.neurons()).function(x -> x));
    refused(
        "from of a connection with a function must be an ensemble or a node, got a.neurons[3]",
        () -> network.from(a.neurons().at(3)).elementwise(x -> x));
  }

  @Test
  void decoders() {
    refused(
        "from of a connection with decoders must be an ensemble, got k",
        () -> network.from(k).decoders(new double[2][1]));
    refused(
        "decoders of a must be one row for each of 20 neurons, got 19 rows",
        () -> network.from(a).decoders(new double[19][1]));
    refused(
        "decoders of a[0] must be at least 1 number, got []",
        () -> network.from(a).decoders(new double[20][0]));
    refused(
        "decoders of a[3] must be at least 1 number, got null",
        () -> network.from(a).decoders(ragged(null)));
    refused(
        "decoders of a[3].length must be 1, got 2",
        () -> network.from(a).decoders(ragged(new double[2])));
    refused(
        "decoders of a[3][0] must be a finite number, got NaN",
        () -> network.from(a).decoders(ragged(new double[] {NAN})));
    refused(
        "decoders of a must be rows of 1, what the function gives, got rows of 2",
        () -> network.from(a).elementwise(Math::abs).decoders(new double[20][2]));
    refused(
        "decoders of a must be rows of 1, what the function gives, got rows of 2",
        () -> network.from(a).decoders(new double[20][2]).elementwise(Math::abs));
    refused(
        "from of connection d->k2 with decoders must be of neurons, got d of type Direct",
        () -> network.from(direct).label("d->k2").decoders(new double[5][3]).to(b));
  }

  private static double[][] ragged(double[] row) {
    double[][] decoders = new double[20][1];
    decoders[3] = row;
    return decoders;
  }

  @Test
  void evaluationPoints() {
    EvaluationPoints points = EvaluationPoints.given(new double[][] {{0}, {1}});
    refused(
        "evaluation points of a connection from b must be in 3 dimensions, got"
            + " EvaluationPoints[2 points, 1 dims]",
        () -> network.from(b).evaluationPoints(points));
    refused(
        "evaluation points of a connection from b[0] must be in 3 dimensions, got"
            + " EvaluationPoints[2 points, 1 dims]",
        () -> network.from(b.at(0)).evaluationPoints(points));
    refused(
        "from of a connection with evaluation points must be an ensemble, got k",
        () -> network.from(k).evaluationPoints(points));
    refused(
        "evaluation points of b must be in 3 dimensions, got EvaluationPoints[2 points, 1 dims]",
        () -> b.evaluationPoints(points));
    refused(
        "evaluation points of b must be at least dims + 1 = 4, got 3", () -> b.evaluationPoints(3));
  }

  @Test
  void weights() {
    refused(
        "from of a connection that is solved for weights must be an ensemble, got k",
        () -> network.from(k).solveWeights());
    refused(
        "from of a connection that is solved for weights must be an ensemble, got a.neurons",
        () -> network.from(a.neurons()).solveWeights());
    refused(
        "to of a->u[1] must be an ensemble, if weights are solved for, got u[1]",
        () -> network.from(a).solveWeights().to(u.at(1)));
    refused(
        "from and to of connection b[0,1]->d, solved for weights must be of neurons, got d of type"
            + " Direct",
        () -> network.from(b.at(0, 1)).solveWeights().to(direct));
    refused(
        "weights of a->b[1] must be solved for, or decoders given: not both, got decoders",
        () -> network.from(a).solveWeights().decoders(new double[20][1]).to(b.at(1)));
  }

  @Test
  void whatEnsemblesAreGiven() {
    double[] twenty = new double[20];
    java.util.Arrays.fill(twenty, 1);
    refused("gain of a.length must be 20, got 19", () -> a.gainBias(new double[19], twenty));
    refused("bias of a.length must be 20, got 21", () -> a.gainBias(twenty, new double[21]));
    refused(
        "gain of a[0] must be a finite number above 0, got 0.0",
        () -> a.gainBias(new double[20], twenty));
    double[] bad = twenty.clone();
    bad[7] = NAN;
    refused("bias of a[7] must be a finite number, got NaN", () -> a.gainBias(twenty, bad));
    refused("gain of a[7] must be a finite number above 0, got NaN", () -> a.gainBias(bad, twenty));
    refused(
        "encoders of a must be for 20 neurons in 1 dimensions, got Encoders[3 neurons, 1 dims]",
        () -> a.encoders(new double[][] {{1}, {-1}, {1}}));
    refused(
        "ensemble a: encoders[1] must be an array of numbers, got null",
        () -> a.encoders(new double[][] {{1}, null}));
    refused("radius of a must be a finite number above 0, got 0.0", () -> a.radius(0));
    refused("radius of a must be a finite number above 0, got Infinity", () -> a.radius(INF));
    refused(
        "initial state of a: quantity must be one of [voltage, refractoryTime], got charm",
        () -> a.initial("charm", twenty));
    refused(
        "initial state of a: voltage.length must be 20, got 3",
        () -> a.initial("voltage", new double[3]));
  }

  @Test
  void probes() {
    refused("quantity of a must be output, got voltage", () -> network.probe(a, "voltage"));
    refused("quantity of k must be output, got input", () -> network.probe(k, Probe.INPUT));
    refused(
        "quantity of a.neurons[1] must be one of [output, input, voltage, refractoryTime], got recovery",
        () -> network.probe(a.neurons().at(1), "recovery"));
    refused(
        "target must be an ensemble: this type has no neurons, got d.neurons of type Direct",
        () -> network.probe(direct.neurons()));
    Probe probe = other.probe(foreign);
    for (double every : new double[] {0, -1, NAN, INF}) {
      refused(
          "sampleEvery of f must be a finite number of seconds above 0, got " + every,
          () -> probe.sampleEvery(every));
    }
  }

  @Test
  void neuronsThatAreNone() {
    refused(
        "from of connection d.neurons->a.neurons[0,1,2,3,…] must be an ensemble or node: this type"
            + " has no neurons, got d.neurons of type Direct",
        () -> network.from(direct.neurons()).to(a.neurons().slice(0, 5)));
    refused(
        "to of connection a->d.neurons[0] must be an ensemble or node: this type has no neurons,"
            + " got d.neurons[0] of type Direct",
        () -> network.from(a).to(direct.neurons().at(0)));
  }

  @Test
  void namesOfInputsAndOutputs() {
    Network named = new Network("named");
    named.input("x", 1);
    named.output("y", 1);
    Network inside = named.network("inside");
    for (String name : new String[] {"x", "y"}) {
      String message = "name must be that of one input or output only, got '" + name + "'";
      refused(message, () -> named.input(name, 2));
      refused(message, () -> named.output(name, 2));
      refused(message, () -> inside.input(name, 2));
    }
    assertEquals(2, named.nodes().size());
    assertEquals(0, inside.nodes().size());
  }
}
