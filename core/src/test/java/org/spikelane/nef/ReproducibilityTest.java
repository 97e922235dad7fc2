package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same seed gives the same bits: on every JDK, at every tier of compilation and lane width. The
 * numbers were recorded once; a change to them changes everybody's models and belongs in the
 * changelog.
 */
@Tag("bits")
class ReproducibilityTest {

  @Test
  void numbersDrawn() {
    pinned(
        "[[-0.04607437397308589, -0.5756143391769613], [0.6478472667261934, -0.39313753828545683]]",
        new Uniform(-1, 0.9));
    pinned(
        "[[0.011491359898892974, -1.5386140957113137], [0.8030251545236663, -0.39485441563341883]]",
        new Gaussian(0, 1));
    pinned(
        "[[-0.8954068030343303, -0.9620830777065684], [-0.6970638734772664, -0.9422826369116131]]",
        new Exponential(0.15, -1, 1));
    pinned("[[3.0, 4.0], [1.0, 2.0]]", Choice.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}));
    pinned(
        "[[0.49335173391692155, 0.3101096816527409], [0.7444295781478601, 0.3776948051605411]]",
        new SqrtBeta(5, 2));
    pinned(
        "[[0.0013596723801737195, -0.19777329394500842], [0.2862034664359523, -0.12275805473945833]]",
        new CosineSimilarity(16));
    pinned(
        "[[0.006955226619019661, -0.9312570321569268], [-0.7273280774164123, -0.41802613944155165]]",
        UniformHypersphere.BALL);
    pinned(
        "[[0.007468435032972113, -0.9999721108501769], [0.8973835922424288, -0.4412512757761434]]",
        UniformHypersphere.SURFACE);
    pinned(
        "[[0.2458003829455378, -0.6645662425261764], [-0.361173068300177, 0.3556652920132386]]",
        ScatteredHypersphere.BALL);
    pinned(
        "[[-0.9030360550487802, 0.429564760288756], [0.9560375091074237, 0.2932444051975632]]",
        ScatteredHypersphere.SURFACE);
  }

  @Test
  void manyDimensions() {
    assertEquals(-1736251416, Arrays.deepHashCode(UniformHypersphere.BALL.sample(50, 33, 5)));
    assertEquals(-1459175885, Arrays.deepHashCode(ScatteredHypersphere.BALL.sample(50, 33, 5)));
  }

  @Test
  void decoders() {
    DecoderProblem tall = Problems.lif(250, 70, 2, 1);
    DecoderProblem wide = Problems.lif(70, 90, 2, 1);
    assertEquals(-1060548328, Arrays.deepHashCode(new LstsqL2().solve(tall).toArray()));
    assertEquals(-1565103934, Arrays.deepHashCode(new LstsqL2().solve(wide).toArray()));
    assertEquals(625929656, Arrays.deepHashCode(new LstsqNoise(3).solve(tall).toArray()));
    assertEquals(-1642688370, Arrays.deepHashCode(new NnlsL2().solve(tall).toArray()));
    assertEquals(-1619313862, Arrays.deepHashCode(new Lstsq().solve(tall).toArray()));
  }

  private static void pinned(String expected, Distribution distribution) {
    assertEquals(expected, Arrays.deepToString(distribution.sample(2, 2, 20261124)));
  }
}
