package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.List;
import org.spikelane.process.Process;
import org.spikelane.process.ProcessState;
import org.spikelane.process.ProcessStepper;

/**
 * Sets a signal to what a process generates.
 *
 * @param name for people
 * @param process what generates it
 * @param seed of the process's random stream, with that of the run
 * @param time seconds, a scalar
 * @param to set, {@code [dimension]}, contiguous
 */
public record Generate(String name, Process process, long seed, Signal time, Signal to)
    implements Operator {

  /**
   * Checks the signal.
   *
   * @throws IllegalArgumentException if its elements do not lie one after the other
   */
  public Generate {
    if (!to.isContiguous()) {
      throw refused("signal of " + name, to, "contiguous");
    }
  }

  @Override
  public String label() {
    return "process " + name;
  }

  @Override
  public List<Signal> sets() {
    return List.of(to);
  }

  @Override
  public List<Signal> reads() {
    return List.of(time);
  }

  @Override
  public boolean sharesArrays() {
    return true;
  }

  @Override
  public Step bind(Context context) {
    ProcessStepper stepper = process.stepper(to.size(), context.dt(), context.seed(seed));
    double[] t = context.array(time);
    int tAt = context.at(time);
    double[] array = context.array(to);
    int at = context.at(to);
    double[] out =
        to.size() == array.length ? array : Arrays.copyOfRange(array, at, at + to.size());
    return new StatefulStep() {
      @Override
      public void step() {
        try {
          stepper.step(t[tAt], out);
        } catch (Exception e) {
          // Also those that Java checks, which the processes of other languages throw unasked.
          String why = e.getMessage() == null ? e.toString() : e.getMessage();
          throw new IllegalStateException(label() + " failed at t = " + t[tAt] + " s: " + why, e);
        }
        if (out != array) {
          System.arraycopy(out, 0, array, at, out.length);
        }
      }

      @Override
      public void save(StateWriter writer) {
        ProcessState state = stepper.save();
        writer.doubles(state.numbers());
        writer.longs(state.words());
      }

      @Override
      public void restore(StateReader in) {
        stepper.restore(ProcessState.of(in.doubles(), in.longs()));
        if (out != array) {
          System.arraycopy(array, at, out, 0, out.length);
        }
      }
    };
  }
}
