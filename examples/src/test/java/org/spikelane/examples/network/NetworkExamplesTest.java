package org.spikelane.examples.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spikelane.sim.Simulator;

/** What the pages of docs/examples say holds from other seeds than the one that they show. */
class NetworkExamplesTest {

  private static final int SEEDS = 5;

  @Test
  void theChannelIsLateByItsSynapsesAndBetterWithMoreNeurons() {
    for (long seed = 0; seed < SEEDS; seed++) {
      ChannelExample few = new ChannelExample(seed, 100);
      assertEquals(40, run(few, (e, s) -> e.delay(s)), 4, "delay in ms, seed " + seed);
      double error = run(few, (e, s) -> e.rmse(s, 40));
      assertTrue(error < 0.06, "seed " + seed + ": " + error);
      double less = run(new ChannelExample(seed, 1000), (e, s) -> e.rmse(s, 40));
      assertTrue(less < error, "seed " + seed + ": " + less + ", with 100 neurons " + error);
    }
  }

  @Test
  void theMemoryOfManyNeuronsHolds() {
    for (long seed = 0; seed < SEEDS; seed++) {
      double off = run(new IntegratorExample(seed), IntegratorExample::manyOff);
      assertTrue(off < 0.08, "seed " + seed + ": " + off);
    }
  }

  @Test
  void theOscillatorTurnsAsFastAsItIsTold() {
    for (long seed = 0; seed < SEEDS; seed++) {
      OscillatorExample example = new OscillatorExample(seed);
      try (Simulator simulator = new Simulator(example.network())) {
        example.run(simulator);
        for (int part = 0; part < OscillatorExample.SPEEDS.length; part++) {
          String where = "part " + part + ", seed " + seed;
          double asked = OscillatorExample.SPEEDS[part];
          assertEquals(asked, example.turnsPerSecond(simulator, part), 0.1, where);
          assertEquals(1, example.radius(simulator, part), 0.1, where);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasLearnedStaysWhenTheErrorIsSilenced(LearningExample.Lesson lesson) {
    for (long seed = 0; seed < 2 * SEEDS; seed++) {
      double untaught = run(new LearningExample(lesson, seed, 0), LearningExample::untaughtRmse);
      double taught = run(new LearningExample(lesson, seed, 1e-4), LearningExample::untaughtRmse);
      assertTrue(untaught > 0.2, "seed " + seed + ", without learning: " + untaught);
      assertTrue(taught < 0.3 * untaught, "seed " + seed + ": " + taught + " of " + untaught);
    }
  }

  @Test
  void theArmLearnsItsWeightAndItsLoad() {
    for (long seed = 0; seed < SEEDS; seed++) {
      ArmExample stiff = new ArmExample(seed, 0);
      ArmExample learning = new ArmExample(seed, 1e-4);
      assertTrue(run(stiff, (e, s) -> e.offTarget(25, 30)) > 3, "without learning");
      assertTrue(stiff.offTarget(55, 60) > 6, "without learning, with the load");
      double before = run(learning, (e, s) -> e.offTarget(25, 30));
      assertTrue(before < 1, "seed " + seed + ", before the load: " + before);
      double after = learning.offTarget(55, 60);
      assertTrue(after < 2, "seed " + seed + ", with the load: " + after);
    }
  }

  /** From fewer than half of the seeds, the state comes to rest in a wing. */
  @Test
  void theLorenzAttractorTurnsFromMostSeeds() {
    int resting = 0;
    for (long seed = 1; seed <= 16; seed++) {
      double spread = run(new LorenzExample(seed), (e, s) -> e.neurons(s).spreadZ());
      resting += spread < 7 ? 1 : 0;
    }
    assertTrue(resting < 8, resting + " come to rest");
  }

  @Test
  void thePoleIsHeldFromEverySeed() {
    for (long seed = 0; seed < SEEDS; seed++) {
      BalanceExample example = new BalanceExample(seed);
      assertTrue(run(example, (e, s) -> e.largestAngle()) < 15, "seed " + seed);
      for (int second : new int[] {7, 17, 23}) {
        double off = example.offTarget(second);
        assertTrue(off < 0.05, "second " + second + ", seed " + seed + ": " + off + " m");
      }
    }
  }

  @Test
  void withoutNeuronsThePoleFalls() {
    CartPole body = new CartPole();
    body.angle = 0.1;
    int ticks = 0;
    while (body.angle < Math.PI / 2) {
      body.move(0, 0.001);
      ticks++;
    }
    assertTrue(ticks < 2000, ticks + " ms");
  }

  @Test
  void whatIsWorthMostIsSelected() {
    for (long seed = 0; seed < SEEDS; seed++) {
      SelectionExample.Figures figures = SelectionExample.figures(seed);
      String what = "seed " + seed + ": " + figures;
      assertTrue(figures.flees() < 50 && figures.returns() < 50, what);
      assertTrue(figures.leastInhibited() > 90 && figures.selected() > 80, what);
    }
  }

  @Test
  void theWinnerFindsNearlyAllWordsThatCanBeFound() {
    CleanupExample.Found some = CleanupExample.found(1);
    CleanupExample.Found much = CleanupExample.found(2);
    assertTrue(some.winner() > 95, some.toString());
    for (CleanupExample.Found found : List.of(some, much)) {
      assertTrue(found.exact() - found.winner() < 7, found.toString());
      assertTrue(found.winner() - found.threshold() > 5, found.toString());
    }
  }

  private static <E extends NetworkExample> double run(
      E example, ToDoubleBiFunction<E, Simulator> figure) {
    try (Simulator simulator = new Simulator(example.network())) {
      example.run(simulator);
      return figure.applyAsDouble(example, simulator);
    }
  }
}
