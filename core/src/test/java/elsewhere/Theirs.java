package elsewhere;

import org.spikelane.nef.Distribution;
import org.spikelane.neuron.NeuronType;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/** What users make: in a package that is none of the library's. */
public final class Theirs {

  /** All points are 0. */
  public static final Distribution DISTRIBUTION = (count, dims, random) -> new double[count][dims];

  /** A lowpass. */
  public static final Synapse SYNAPSE = (dt, channels) -> new Lowpass(0.01).stepper(dt, channels);

  /** Rectified linear. */
  public static final NeuronType NEURON_TYPE = current -> Math.max(0, current);

  private Theirs() {}
}
