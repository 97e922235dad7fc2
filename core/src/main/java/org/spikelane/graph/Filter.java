package org.spikelane.graph;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.List;
import org.spikelane.synapse.Synapse;

/**
 * A synapse: filters a signal. Its output is an update, so that others see it one tick later; or it
 * is set, so that they see it within the tick.
 *
 * @param synapse the filter
 * @param from input, {@code [channel]}
 * @param to updated or set, {@code [channel]}; contiguous, as the input
 * @param update whether it is an update, as between populations
 */
public record Filter(Synapse synapse, Signal from, Signal to, boolean update) implements Operator {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if sizes differ, or elements do not lie one after the other
   */
  public Filter {
    length(to.toString(), to.size(), from.size());
    if (!from.isContiguous() || !to.isContiguous()) {
      throw refused("filtered signals", from + " and " + to, "contiguous");
    }
  }

  /** A synapse whose output is an update. */
  public Filter(Synapse synapse, Signal from, Signal to) {
    this(synapse, from, to, true);
  }

  @Override
  public String label() {
    return synapse + " from " + from.name() + " to " + to.name();
  }

  @Override
  public List<Signal> reads() {
    return List.of(from);
  }

  @Override
  public List<Signal> sets() {
    return update ? List.of() : List.of(to);
  }

  @Override
  public List<Signal> updates() {
    return update ? List.of(to) : List.of();
  }

  @Override
  public boolean onlyWrites() {
    return true;
  }

  @Override
  public boolean sharesArrays() {
    return true;
  }

  @Override
  public Step bind(Context context) {
    return new BoundFilter(this, context);
  }
}
