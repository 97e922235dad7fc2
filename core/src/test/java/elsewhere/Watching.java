package elsewhere;

import java.util.List;
import org.spikelane.graph.Context;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;

/**
 * An operator that another program might have.
 *
 * @param signal which it reads
 * @param ticks how many ticks it has run, {@code [0]}
 */
public record Watching(Signal signal, long[] ticks) implements Operator {

  @Override
  public String label() {
    return "watching " + signal.name();
  }

  @Override
  public List<Signal> reads() {
    return List.of(signal);
  }

  @Override
  public Step bind(Context context) {
    return () -> ticks[0]++;
  }
}
