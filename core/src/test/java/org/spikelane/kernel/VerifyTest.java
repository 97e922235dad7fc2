package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.neuron.Lif;

/** The verify mode finds a kernel that goes wrong by one bit, at one neuron, in one tick. */
class VerifyTest {

  private static final int N = 200;
  private static final LifCoefficients COEFFICIENTS = LifCoefficients.of(Lif.DEFAULT, 0.001);

  /** Where and how {@link Wrong} goes wrong. */
  private enum Fault {
    VOLTAGE,
    REFRACTORY,
    OUTPUT_LACKING,
    OUTPUT_ADDED
  }

  /** The scalar kernel, but for one fault. */
  private static final class Wrong implements LifKernel {
    private final LifKernel right = new ScalarLifKernel();
    private final Fault fault;
    private final int faultyTick;
    private final int faultyNeuron;
    private int tick;

    Wrong(Fault fault, int faultyTick, int faultyNeuron) {
      this.fault = fault;
      this.faultyTick = faultyTick;
      this.faultyNeuron = faultyNeuron;
    }

    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public int lanes() {
      return 1;
    }

    @Override
    public int firstUnusable(double[] current, int from, int to) {
      return right.firstUnusable(current, from, to);
    }

    private boolean now(LifNeurons neurons, int from, int to) {
      double[] voltage = neurons.voltage();
      double[] refractory = neurons.refractory();
      if (from == 0) {
        tick++;
      }
      boolean now = tick == faultyTick && faultyNeuron >= from && faultyNeuron < to;
      if (now && fault == Fault.VOLTAGE) {
        voltage[faultyNeuron] = Math.nextUp(voltage[faultyNeuron]);
      }
      if (now && fault == Fault.REFRACTORY) {
        refractory[faultyNeuron] = Math.nextUp(refractory[faultyNeuron]);
      }
      return now && (fault == Fault.OUTPUT_ADDED || fault == Fault.OUTPUT_LACKING);
    }

    @Override
    public void stepDense(LifNeurons neurons, double[] j, double[] spikes, int from, int to) {
      right.stepDense(neurons, j, spikes, from, to);
      if (now(neurons, from, to)) {
        spikes[faultyNeuron] =
            fault == Fault.OUTPUT_ADDED ? neurons.coefficients().spikeHeight() : 0;
      }
    }

    @Override
    public int stepIndices(LifNeurons neurons, double[] j, int[] indices, int from, int to) {
      int count = right.stepIndices(neurons, j, indices, from, to);
      if (!now(neurons, from, to)) {
        return count;
      }
      int[] changed = Arrays.copyOfRange(indices, from, from + count);
      changed =
          fault == Fault.OUTPUT_LACKING
              ? Arrays.stream(changed).filter(i -> i != faultyNeuron).toArray()
              : java.util.stream.IntStream.concat(
                      Arrays.stream(changed), java.util.stream.IntStream.of(faultyNeuron))
                  .sorted()
                  .toArray();
      System.arraycopy(changed, 0, indices, from, changed.length);
      return changed.length;
    }

    @Override
    public void stepBits(LifNeurons neurons, double[] j, long[] bits, int from, int to) {
      right.stepBits(neurons, j, bits, from, to);
      if (now(neurons, from, to)) {
        bits[faultyNeuron / 64] ^= 1L << faultyNeuron;
      }
    }
  }

  /** A population in arrays, half of whose neurons (the odd ones) spike in every tick. */
  private static final class Arrayed {
    final double[] voltage = new double[N];
    final double[] refractory = new double[N];
    final double[] current = new double[N];
    final LifNeurons neurons = new LifNeurons(COEFFICIENTS, voltage, refractory);
    final LifKernel kernel;

    Arrayed(LifKernel kernel) {
      this.kernel = kernel;
      reset();
    }

    void reset() {
      Arrays.fill(voltage, 0.9);
      Arrays.fill(refractory, COEFFICIENTS.decay());
      for (int i = 0; i < N; i++) {
        current[i] = i % 2 == 0 ? 0.9 : 1e3;
      }
    }

    void step(int form, int from, int to) {
      switch (form) {
        case 0 -> kernel.stepDense(neurons, current, new double[N], from, to);
        case 1 -> kernel.stepIndices(neurons, current, new int[N], from, to);
        default -> kernel.stepBits(neurons, current, new long[4], from, to);
      }
    }
  }

  @Test
  void aDifferenceIsNamedByTickNeuronQuantityAndValues() {
    for (Fault fault : Fault.values()) {
      for (int form = 0; form < 3; form++) {
        for (int neuron : new int[] {0, 1, 63, 64, 130, 199}) {
          boolean spikes = neuron % 2 == 1;
          if (fault == Fault.OUTPUT_ADDED && spikes || fault == Fault.OUTPUT_LACKING && !spikes) {
            continue;
          }
          LifKernel verify =
              new VerifyingLifKernel(new ScalarLifKernel(), new Wrong(fault, 3, neuron), N);
          Arrayed arrayed = new Arrayed(verify);
          Arrayed right = new Arrayed(new ScalarLifKernel());
          for (int tick = 1; tick <= 2; tick++) {
            arrayed.reset();
            // In parts, as a caller with threads does.
            arrayed.step(form, 0, 128);
            arrayed.step(form, 128, N);
          }
          arrayed.reset();
          int f = form;
          KernelMismatchException e =
              assertThrows(
                  KernelMismatchException.class,
                  () -> {
                    arrayed.step(f, 0, 128);
                    arrayed.step(f, 128, N);
                  });
          String quantity =
              switch (fault) {
                case VOLTAGE -> "voltage";
                case REFRACTORY -> "refractory factor";
                default -> "output";
              };
          assertEquals(3, e.tick());
          assertEquals(neuron, e.neuron());
          assertEquals(quantity, e.quantity());
          String start = "tick 3, neuron " + neuron + ": " + quantity + " is ";
          assertTrue(e.getMessage().startsWith(start), e.getMessage());
          assertTrue(e.getMessage().contains("by the scalar kernel"), e.getMessage());
          assertTrue(e.getMessage().endsWith("by the wrong kernel"), e.getMessage());

          // What the caller is left with is the reference's.
          right.step(form, 0, N);
          int end = neuron < 128 ? 128 : N;
          assertTrue(Arrays.equals(right.voltage, 0, end, arrayed.voltage, 0, end));
          assertTrue(Arrays.equals(right.refractory, 0, end, arrayed.refractory, 0, end));
        }
      }
    }
  }

  @Test
  void theMessageShowsBothValuesAndTheirBits() {
    KernelMismatchException e =
        new KernelMismatchException(7, 12, "voltage", "scalar", 0.5, "vector", 0.25);
    assertEquals(
        "tick 7, neuron 12: voltage is 0.5 (0x3fe0000000000000) by the scalar kernel and 0.25"
            + " (0x3fd0000000000000) by the vector kernel",
        e.getMessage());
  }

  @Test
  void equalKernelsPass() {
    LifKernel verify =
        new VerifyingLifKernel(new ScalarLifKernel(), new Wrong(Fault.VOLTAGE, 99, 0), N);
    Arrayed arrayed = new Arrayed(verify);
    for (int tick = 0; tick < 90; tick++) {
      arrayed.reset();
      arrayed.step(tick % 3, 0, N);
    }
  }

  @Test
  @Tag("vector")
  void aPopulationCanBeVerified() {
    LifPopulation population = LifPopulation.builder(N).kernel(KernelChoice.VERIFY).build();
    assertEquals("verify", population.kernel().name());
    assertEquals(KernelProvider.lif(KernelChoice.VECTOR, N).lanes(), population.kernel().lanes());
    Currents currents = new Currents(1);
    double[] current = new double[N];
    for (int tick = 0; tick < 100; tick++) {
      population.step(currents.drawWithCorners(current), new double[N]);
    }
  }
}
