package org.spikelane.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.spikelane.network.Refusals.failed;
import static org.spikelane.network.Refusals.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.Choice;
import org.spikelane.nef.Decoders;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.nef.Uniform;
import org.spikelane.neuron.Direct;
import org.spikelane.neuron.Sigmoid;
import org.spikelane.sim.Simulator;
import org.spikelane.synapse.Triangle;

/** What only a build can find out is refused by it, with the label of the object it is about. */
class RefusedBuildTest {

  private static final double NAN = Double.NaN;

  private final Network network = new Network("net");
  private final EvaluationPoints points =
      EvaluationPoints.given(new double[][] {{-0.5}, {0}, {0.25}, {1}});
  private final Ensemble a = network.ensemble("a", 20, 1).evaluationPoints(points);
  private final Node out = network.junction("out", 1);

  private void build() {
    new Simulator(network).close();
  }

  @Test
  void functionsAreAskedAtEveryEvaluationPoint() {
    network.from(a).elementwise(x -> x == 0.25 ? NAN : x).to(out);
    refused(
        "connection a->out: function value at [0.25] must be finite numbers, at most 1.0E100 in"
            + " magnitude, got [NaN]",
        this::build);
  }

  @Test
  void functionsThatThrow() {
    network
        .from(a)
        .label("feed")
        .function(
            x -> {
              if (x[0] > 0.5) {
                throw new UnsupportedOperationException("no such value");
              }
              return x;
            })
        .to(out);
    refused(
        "connection feed: function value at [1.0] must be an array of numbers, got"
            + " java.lang.UnsupportedOperationException: no such value",
        this::build);
  }

  @Test
  void functionsThatGiveMoreOrNothing() {
    network.from(a).function(x -> new double[x[0] == 0 ? 1 : 2]).to(out);
    refused(
        "connection a->out: function value at [-0.5] must be an array of numbers, got"
            + " java.lang.IllegalStateException: 2 numbers, and not 1 as at 0",
        this::build);
    Network second = new Network("second");
    Ensemble e = second.ensemble("e", 20, 1).evaluationPoints(points);
    second.from(e).function(x -> x[0] == 0 ? x : null).to(second.junction("out", 1));
    refused(
        "connection e->out: function value at [-0.5] must be an array of numbers, got null",
        () -> new Simulator(second));
  }

  /** At 0 a function may well be infinite, if no evaluation point is there. */
  @Test
  void whatIsOnlyWrongAtZeroIsNotRefused() {
    a.evaluationPoints(EvaluationPoints.given(new double[][] {{0.5}, {0.75}, {1}}));
    network.from(a).elementwise(x -> 1 / x).to(out);
    build();
  }

  /**
   * Of several mistakes always the first is told, however the threads run, and by its own error.
   */
  @Test
  void theFirstMistakeInOrder() {
    List<RuntimeException> thrown = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      Ensemble e = network.ensemble("e" + i, 30, 1);
      if (i >= 5) {
        RuntimeException mine = new IllegalStateException("mistake " + i);
        thrown.add(mine);
        network
            .from(e)
            .solver(
                problem -> {
                  throw mine;
                })
            .to(out);
      } else {
        network.from(e).to(out);
      }
    }
    for (int round = 0; round < 20; round++) {
      IllegalStateException e = assertThrows(IllegalStateException.class, this::build);
      assertEquals(
          "connection e5->out: java.lang.IllegalStateException: mistake 5", e.getMessage());
      assertSame(thrown.get(0), e.getCause());
    }
  }

  @Test
  void solversThatAnswerAnotherQuestion() {
    Decoders wrong =
        org.spikelane.nef.Solver.DEFAULT.solve(
            new double[][] {{1, 2}, {3, 5}, {4, 1}}, new double[][] {{1}, {2}, {3}});
    network
        .from(a)
        .solver(
            new org.spikelane.nef.Solver() {
              @Override
              public Decoders solve(org.spikelane.nef.DecoderProblem problem) {
                return wrong;
              }

              @Override
              public String toString() {
                return "my solver";
              }
            })
        .to(out);
    refused(
        "connection a->out: what my solver solves for must be 20 × 1 decoders, [neuron][output],"
            + " got 2 × 1",
        this::build);
  }

  @Test
  void whatIsDrawn() {
    a.maxRates(Choice.of(new double[][] {{600}}));
    refused(
        "ensemble a: neuron 0: maxRate must be above 0 Hz and below 1/tauRef = 500.0 Hz, got 600.0",
        this::build);
    a.maxRates(new Uniform(200, 400)).intercepts(Choice.of(new double[][] {{1}}));
    assertThrows(IllegalArgumentException.class, this::build);
  }

  @Test
  void typesThatWereChangedAfterwards() {
    network.from(a.neurons().at(0)).to(out);
    network.probe(a.neurons(), "voltage").label("v");
    double[] voltage = new double[20];
    a.initial("voltage", voltage);
    a.neuronType(Sigmoid.DEFAULT);
    refused("initial state of a: quantity must be one of [], got voltage", this::build);
    Network second = new Network("second");
    Ensemble e = second.ensemble("e", 20, 1);
    second.probe(e.neurons(), "voltage");
    e.neuronType(Sigmoid.DEFAULT);
    refused(
        "quantity of e.neurons must be one of [output, input], got voltage",
        () -> new Simulator(second));
    Network third = new Network("third");
    Ensemble f = third.ensemble("f", 20, 1);
    third.from(f.neurons().at(3)).to(third.junction("j", 1));
    f.neuronType(Direct.DEFAULT);
    refused(
        "from of connection f.neurons[3]->j must be an ensemble or node: this type has no neurons,"
            + " got f.neurons[3] of type Direct",
        () -> new Simulator(third));
  }

  @Test
  void aPartThatIsNotBuilt() {
    Network inside = network.network("inside");
    Ensemble b = inside.ensemble("b", 20, 1);
    Connection outward = inside.from(b).to(out);
    refused(
        "connection b->out must be between parts of what is built, network inside and those inside"
            + " it, got out of network net",
        () -> new Simulator(inside));
    assertEquals(out, outward.post());
    build();
    Network beside = network.network("beside");
    beside.probe(b);
    refused(
        "probe b must be between parts of what is built, network beside and those inside it, got b"
            + " of network inside",
        () -> new Simulator(beside));
  }

  @Test
  void cyclesWithoutASynapse() {
    Node p = network.junction("p", 1);
    Node q = network.node("q", 1, 1, (t, x, y) -> y[0] = x[0]);
    network.from(p).noSynapse().to(q);
    network.from(q).transform(0.5).noSynapse().to(p);
    refused(
        "graph must be free of cycles without an update (a synapse), got a cycle function q ->"
            + " add q->p.transform · q to q->p.transformed -> add q->p.transformed to p.in -> add"
            + " p.in to q.in -> function q",
        this::build);
  }

  @Test
  void anEnsembleThatFeedsBackWithoutASynapse() {
    network.from(a).noSynapse().to(a);
    refused(
        "graph must be free of cycles without an update (a synapse), got a cycle add"
            + " a.encodersᵀ · a.in to a.current -> neurons a -> a->a.decoded = a->a.weights ·"
            + " a.output -> add a->a.decoded to a.in -> add a.encodersᵀ · a.in to a.current",
        this::build);
  }

  @Test
  void ticksThatDoNotSuitASynapse() {
    network.from(a).synapse(new Triangle(0.01)).to(out);
    for (double dt : new double[] {0, -1, NAN, Double.POSITIVE_INFINITY}) {
      refused(
          "dt must be a finite number of seconds above 0, got " + dt,
          () -> Simulator.builder(network).dt(dt));
    }
    refused(
        "neurons a: dt must be from 1.0E-9 to 10.0 times tauRc = 0.02 seconds, got 1.0E-300",
        () -> Simulator.builder(network).dt(1e-300).build());
  }

  @Test
  void whatProgressThrowsEndsABuild() {
    IntStream.range(0, 8).forEach(i -> network.ensemble("e" + i, 10, 1));
    failed(
        "enough",
        () ->
            Simulator.builder(network)
                .progress(
                    (what, done, total) -> {
                      if (done == 0) {
                        throw new IllegalStateException("enough");
                      }
                    })
                .build());
  }
}
