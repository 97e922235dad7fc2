package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.List;

/**
 * A function of the program that embeds the model: from time, and maybe a signal, to a signal.
 *
 * @param name for people
 * @param function what is called in every tick
 * @param time seconds, a scalar
 * @param from what the function is given, contiguous; null for none
 * @param to set, contiguous
 */
public record HostFunction(String name, Body function, Signal time, Signal from, Signal to)
    implements Operator {

  /** What is called: writes its values instead of returning them, so that nothing is allocated. */
  @FunctionalInterface
  public interface Body {

    /**
     * The function's values in a tick.
     *
     * @param time seconds
     * @param x input, a copy; empty if there is none
     * @param out to be written: holds what was written in the tick before
     */
    void apply(double time, double[] x, double[] out);
  }

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if time is no scalar, or elements do not lie one after the
   *     other
   */
  public HostFunction {
    Vectors.checkScalar("time", time);
    if (!to.isContiguous() || from != null && !from.isContiguous()) {
      throw refused("signals of " + name, from + " and " + to, "contiguous");
    }
  }

  @Override
  public String label() {
    return "function " + name;
  }

  @Override
  public List<Signal> sets() {
    return List.of(to);
  }

  @Override
  public List<Signal> reads() {
    List<Signal> reads = new ArrayList<>(List.of(time));
    if (from != null) {
      reads.add(from);
    }
    return reads;
  }

  @Override
  public boolean sharesArrays() {
    return true;
  }

  @Override
  public Step bind(Context context) {
    double[] t = context.array(time);
    int tAt = context.at(time);
    double[] input = from == null ? null : context.array(from);
    int inputAt = from == null ? 0 : context.at(from);
    double[] output = context.array(to);
    int outputAt = context.at(to);
    double[] x = new double[from == null ? 0 : from.size()];
    double[] out = new double[to.size()];
    return new StatefulStep() {
      @Override
      public void step() {
        if (input != null) {
          System.arraycopy(input, inputAt, x, 0, x.length);
        }
        call(t[tAt], x, out);
        System.arraycopy(out, 0, output, outputAt, out.length);
      }

      /** What the function is given to overwrite; what else it remembers only itself knows. */
      @Override
      public void save(StateWriter writer) {
        writer.doubles(out);
      }

      @Override
      public void restore(StateReader in) {
        in.copyDoubles(out);
      }
    };
  }

  private void call(double t, double[] x, double[] out) {
    try {
      function.apply(t, x, out);
    } catch (Exception e) {
      // Also those that Java checks, which the functions of other languages throw unasked.
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new IllegalStateException(label() + " failed at t = " + t + " s: " + why, e);
    }
    for (int i = 0; i < out.length; i++) {
      if (!Double.isFinite(out[i])) {
        throw new IllegalStateException(
            label()
                + " must give finite numbers, got "
                + out[i]
                + " in ["
                + i
                + "] at t = "
                + t
                + " s");
      }
    }
  }
}
