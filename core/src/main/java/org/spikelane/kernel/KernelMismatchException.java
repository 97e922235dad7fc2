package org.spikelane.kernel;

import java.util.Locale;

/**
 * Two kernels that must agree in every bit did not: a defect of Spikelane or of the Java runtime,
 * never of the model. Thrown by populations built with {@link KernelChoice#VERIFY}; their state and
 * output are then those of the scalar reference after the tick.
 */
public final class KernelMismatchException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final long tick;
  private final int neuron;
  private final String quantity;
  private final double expected;
  private final double got;

  KernelMismatchException(
      long tick,
      int neuron,
      String quantity,
      String reference,
      double expected,
      String tested,
      double got) {
    super(
        String.format(
            Locale.ROOT,
            "tick %d, neuron %d: %s is %s (0x%016x) by the %s kernel and %s (0x%016x) by the %s kernel",
            tick,
            neuron,
            quantity,
            expected,
            Double.doubleToRawLongBits(expected),
            reference,
            got,
            Double.doubleToRawLongBits(got),
            tested));
    this.tick = tick;
    this.neuron = neuron;
    this.quantity = quantity;
    this.expected = expected;
    this.got = got;
  }

  /**
   * The tick, counted from 1 since the population was built, provided that every tick stepped every
   * neuron.
   */
  public long tick() {
    return tick;
  }

  /** The first neuron that differs. */
  public int neuron() {
    return neuron;
  }

  /**
   * The first of its quantities that differs: {@code voltage}, {@code refractory factor}, {@code
   * output}, {@code refused current}, {@code activity}; or {@code product}, {@code weight} or
   * {@code decoded number}, of which the "neuron" is the row or the place.
   */
  public String quantity() {
    return quantity;
  }

  /** Its value by the scalar reference; for an output, 0 means no spike. */
  public double expected() {
    return expected;
  }

  /** Its value by the kernel that was checked. */
  public double got() {
    return got;
  }
}
