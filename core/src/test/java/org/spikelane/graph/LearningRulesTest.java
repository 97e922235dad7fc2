package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.spikelane.network.Refusals.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.Allocated;
import org.spikelane.kernel.KernelChoice;

/**
 * Learning rules against a plain reading of their published equations, and the same bits from every
 * kernel.
 */
class LearningRulesTest {

  private static final int TICKS = 1000;
  private static final int PRE = 13;
  private static final int POST = 5;
  private static final double DT = 0.001;

  private final SplittableRandom random = new SplittableRandom(5);
  private final double[][] pre = rows(PRE, 0, 400);
  private final double[][] post = rows(POST, 0, 400);
  private final double[][] theta = rows(POST, 0, 400);
  private final double[][] value = rows(3, -1, 1);
  private final double[][] on = rows(1, -1, 1);
  private final Signal time = Signal.zeros("time");
  private final Signal tick = Signal.zeros("tick");
  private final Signal preSignal = Signal.zeros("pre", PRE);
  private final Signal postSignal = Signal.zeros("post", POST);
  private final Signal thetaSignal = Signal.zeros("theta", POST);
  private final Signal valueSignal = Signal.zeros("value", 3);
  private final Signal onSignal = Signal.zeros("on", 1);

  private double[][] rows(int size, double least, double most) {
    double[][] rows = new double[TICKS][];
    for (int k = 0; k < TICKS; k++) {
      rows[k] = random.doubles(size, least, most).toArray();
      if (size > 1) {
        rows[k][k % size] = 0;
      }
    }
    return rows;
  }

  /** What a rule does to weights [row][column] in a tick. */
  private interface Equation {
    void learn(double[][] w, int tick);
  }

  /** Runs the rule on recorded activities, and its equation beside it. */
  private void follows(Operator rule, Signal weights, double[] begin, Equation equation) {
    Sample sample = new Sample("weights", weights, tick, 0);
    List<Operator> operators = new ArrayList<>(List.of(rule, sample, new Clock(tick, time)));
    play(operators, pre, preSignal);
    play(operators, post, postSignal);
    play(operators, theta, thetaSignal);
    play(operators, value, valueSignal);
    play(operators, on, onSignal);
    Graph graph = new Graph(operators);
    Context context = new Context(graph, DT, 0, KernelChoice.AUTO);
    List<Step> steps = graph.ordered().stream().map(o -> o.bind(context)).toList();
    for (int k = 0; k < TICKS; k++) {
      steps.forEach(Step::step);
    }
    double[][] got = ((Recording) steps.get(graph.ordered().indexOf(sample))).values();
    int columns = weights.size(1);
    double[][] want = new double[weights.size(0)][columns];
    for (int i = 0; i < begin.length; i++) {
      want[i / columns][i % columns] = begin[i];
    }
    double changed = 0;
    for (int k = 0; k < TICKS; k++) {
      for (int i = 0; i < begin.length; i++) {
        // A tick sees what was learned up to the tick before.
        assertEquals(want[i / columns][i % columns], got[k][i], 1e-12, "tick " + k);
        changed = Math.max(changed, Math.abs(got[k][i] - begin[i]));
      }
      equation.learn(want, k);
    }
    assertTrue(changed > 1e-4, "weights changed by " + changed);
  }

  private void play(List<Operator> operators, double[][] rows, Signal to) {
    operators.add(
        new HostFunction(
            to.name(),
            (t, x, out) ->
                System.arraycopy(rows[(int) Math.round(t / DT) - 1], 0, out, 0, out.length),
            time,
            null,
            to));
  }

  private double[] begin(int size, double most) {
    return random.doubles(size, -most, most).toArray();
  }

  /** Bienenstock, Cooper and Munro 1982: dm/dt = φ(c, θ) d, here with φ = c (c − θ). */
  @Test
  void bcm() {
    double rate = 1e-7;
    double[] begin = begin(POST * PRE, 1e-3);
    Signal weights = Signal.of("weights", begin, POST, PRE);
    follows(
        new Bcm("rule", rate, preSignal, postSignal, thetaSignal, weights),
        weights,
        begin,
        bcm(rate));
  }

  private Equation bcm(double rate) {
    return (w, k) -> {
      for (int j = 0; j < POST; j++) {
        for (int i = 0; i < PRE; i++) {
          w[j][i] += rate * DT * post[k][j] * (post[k][j] - theta[k][j]) * pre[k][i];
        }
      }
    };
  }

  /** Oja 1982: Δw = γ (η ξ − β η² w). */
  @Test
  void oja() {
    double rate = 1e-5;
    double beta = 0.7;
    double[] begin = begin(POST * PRE, 1);
    Signal weights = Signal.of("weights", begin, POST, PRE);
    follows(
        new Oja("rule", rate, beta, preSignal, postSignal, weights),
        weights,
        begin,
        (w, k) -> {
          for (int j = 0; j < POST; j++) {
            for (int i = 0; i < PRE; i++) {
              double y = post[k][j];
              w[j][i] += rate * DT * (y * pre[k][i] - beta * y * y * w[j][i]);
            }
          }
        });
  }

  /**
   * Voelker, Crawford and Eliasmith 2014: Δe = κ a (x − e), read with encoders that are not scaled.
   */
  @Test
  void voja() {
    double rate = 1e-2;
    double[] scale = random.doubles(PRE, 0.5, 3).toArray();
    double[] begin = begin(3 * PRE, 1);
    Signal encoders = Signal.of("encoders", begin, 3, PRE);
    Signal scales = Signal.constant("scale", scale, PRE);
    follows(
        new Voja("rule", rate, preSignal, valueSignal, scales, encoders),
        encoders,
        begin,
        (w, k) -> {
          for (int d = 0; d < 3; d++) {
            for (int i = 0; i < PRE; i++) {
              double e = w[d][i] / scale[i];
              e += rate * DT * pre[k][i] * (value[k][d] - e);
              w[d][i] = e * scale[i];
            }
          }
        });
  }

  /** Sussillo and Abbott 2009, page 548: P −= P r rᵀ P / (1 + rᵀ P r), w −= e P r. */
  @Test
  void rls() {
    double rate = 0.01;
    double[] begin = begin(3 * PRE, 1e-3);
    Signal weights = Signal.of("weights", begin, 3, PRE);
    double[][] p = new double[PRE][PRE];
    for (int i = 0; i < PRE; i++) {
      p[i][i] = DT * rate / PRE;
    }
    Signal inverse = Rls.inverse("inverse", rate, PRE);
    follows(
        new Rls("rule", preSignal, valueSignal, inverse, weights),
        weights,
        begin,
        (w, k) -> {
          double[] r = pre[k];
          double[] pr = times(p, r);
          double sum = 1;
          for (int i = 0; i < PRE; i++) {
            sum += r[i] * pr[i];
          }
          for (int i = 0; i < PRE; i++) {
            for (int j = 0; j < PRE; j++) {
              p[i][j] -= pr[i] * pr[j] / sum;
            }
          }
          double[] after = times(p, r);
          for (int d = 0; d < 3; d++) {
            for (int i = 0; i < PRE; i++) {
              w[d][i] -= value[k][d] * after[i];
            }
          }
        });
  }

  private static double[] times(double[][] p, double[] r) {
    double[] product = new double[r.length];
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < r.length; j++) {
        product[i] += p[i][j] * r[j];
      }
    }
    return product;
  }

  @Test
  void aSwitchAtZeroOrBelowStops() {
    double rate = 1e-7;
    on[10][0] = 0;
    double[] begin = begin(POST * PRE, 1e-3);
    Signal weights = Signal.of("weights", begin, POST, PRE);
    Equation equation = bcm(rate);
    follows(
        new Switched(new Bcm("rule", rate, preSignal, postSignal, thetaSignal, weights), onSignal),
        weights,
        begin,
        (w, k) -> {
          if (on[k][0] > 0) {
            equation.learn(w, k);
          }
        });
  }

  /** Rules of some size. */
  private static List<Operator> rules(int rows, int columns) {
    Signal a = activity("pre", columns);
    Signal b = activity("post", rows);
    Signal theta = activity("theta", rows);
    double[] begin = Ticks.random(rows, rows * columns);
    Signal w = Signal.of("w", begin, rows, columns);
    return List.of(
        new Pes("pes", 1e-3, a, b, w),
        new Bcm("bcm", 1e-6, a, b, theta, w),
        new Oja("oja", 1e-6, 1, a, b, w),
        new Voja("voja", 1e-2, a, b, activity("scale", columns), w),
        new Rls("rls", a, b, Rls.inverse("p", 0.1, columns), w));
  }

  private static Signal activity(String name, int size) {
    double[] values = Ticks.random(name.hashCode() + size, size);
    for (int i = 0; i < size; i++) {
      values[i] *= 100;
    }
    return Signal.of(name, values, size);
  }

  /** Of sizes that fill no vector, some, and some with a rest. */
  @Test
  @Tag("bits")
  void scalarAndVectorKernels() {
    for (int rows : new int[] {1, 3, 8}) {
      for (int columns : new int[] {1, 2, 7, 8, 31, 64, 65}) {
        List<Operator> scalar = rules(rows, columns);
        List<Operator> auto = rules(rows, columns);
        for (int i = 0; i < scalar.size(); i++) {
          Ticks one = Ticks.of(KernelChoice.SCALAR, scalar.get(i)).run(20);
          Ticks other = Ticks.of(KernelChoice.AUTO, auto.get(i)).run(20);
          for (int s = 0; s < scalar.get(i).updates().size(); s++) {
            Ticks.assertBits(
                one.read(scalar.get(i).updates().get(s)),
                other.read(auto.get(i).updates().get(s)),
                scalar.get(i).label());
          }
        }
      }
    }
  }

  @Test
  @Tag("bits")
  void theInverseStaysSymmetricToTheBit() {
    Operator rls = rules(3, 31).get(4);
    Ticks ticks = Ticks.of(KernelChoice.AUTO, rls).run(100);
    Signal inverse = ((Rls) rls).inverse();
    Ticks.assertBits(ticks.read(inverse), ticks.read(inverse.transposed()), "transposed");
  }

  @Test
  void aTickAllocatesNothing() {
    List<Operator> operators = new ArrayList<>(rules(5, 40));
    Signal on = Signal.of("on", new double[] {1}, 1);
    rules(5, 40).forEach(rule -> operators.add(new Switched(rule, on)));
    for (Operator operator : operators) {
      Step step = Ticks.of(operator).step(0);
      Allocated.nothingIn(100, () -> Ticks.times(50, step), operator.label());
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    Signal two = Signal.zeros("two", 2);
    Signal three = Signal.zeros("three", 3);
    Signal w = Signal.zeros("w", 2, 3);
    refused("pre of r.length must be 3, got 2", () -> new Bcm("r", 1, two, two, two, w));
    refused("post of r.length must be 2, got 3", () -> new Bcm("r", 1, three, three, two, w));
    refused("theta of r.length must be 2, got 3", () -> new Bcm("r", 1, three, two, three, w));
    refused(
        "learning rate of r must be a finite number, got Infinity",
        () -> new Bcm("r", Double.POSITIVE_INFINITY, three, two, two, w));
    refused("post of r.length must be 2, got 3", () -> new Oja("r", 1, 1, three, three, w));
    refused(
        "beta of r must be a finite number, got NaN",
        () -> new Oja("r", 1, Double.NaN, three, two, w));
    refused("scale of r.length must be 3, got 2", () -> new Voja("r", 1, three, two, two, w));
    refused("value of r.length must be 2, got 3", () -> new Voja("r", 1, three, three, three, w));
    Signal inverse = Signal.zeros("p", 3, 3);
    refused("error of r.length must be 2, got 3", () -> new Rls("r", three, three, inverse, w));
    refused(
        "inverse of r must be 3 × 3, and no view, got w[2,3]",
        () -> new Rls("r", three, two, w, w));
    refused(
        "weights of r must be a matrix that is no view and not constant, got wᵀ[3,2]",
        () -> new Oja("r", 1, 1, two, three, w.transposed()));
    refused(
        "pre of r must be contiguous, got six[0:6:2][3]",
        () -> new Oja("r", 1, 1, Signal.zeros("six", 6).slice(0, 6, 2), two, w));
    refused(
        "switch of learning r must be one number, got two[2]",
        () -> new Switched(new Oja("r", 1, 1, three, two, w), two));
    refused(
        "operator with a switch must be one that only updates, got copy two to two",
        () -> new Switched(Copy.set(two, two), Signal.zeros("on", 1)));
  }
}
