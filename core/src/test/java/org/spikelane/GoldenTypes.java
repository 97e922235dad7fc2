package org.spikelane;

import com.google.gson.JsonObject;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.AdaptiveLifRate;
import org.spikelane.neuron.Izhikevich;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.LifRate;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.RectifiedLinear;
import org.spikelane.neuron.Sigmoid;
import org.spikelane.neuron.SpikingRectifiedLinear;
import org.spikelane.neuron.Tanh;

/** The neuron types of the reference data, which names them as Nengo does. */
public final class GoldenTypes {

  private GoldenTypes() {}

  /** The type of a case, with its parameters and Nengo's defaults. */
  public static NeuronType of(JsonObject c) {
    JsonObject p = c.getAsJsonObject("params");
    double tauRc = Golden.number(p, "tau_rc", 0.02);
    double tauRef = Golden.number(p, "tau_ref", 0.002);
    double minVoltage = Golden.number(p, "min_voltage", 0);
    double amplitude = Golden.number(p, "amplitude", 1);
    double tauN = Golden.number(p, "tau_n", 1);
    double incN = Golden.number(p, "inc_n", 0.01);
    String type = c.get("type").getAsString();
    return switch (type) {
      case "LIF" -> new Lif(tauRc, tauRef, minVoltage, amplitude);
      case "LIFRate" -> new LifRate(tauRc, tauRef, amplitude);
      case "AdaptiveLIF" -> new AdaptiveLif(tauRc, tauRef, minVoltage, amplitude, tauN, incN);
      case "AdaptiveLIFRate" -> new AdaptiveLifRate(tauRc, tauRef, amplitude, tauN, incN);
      case "RectifiedLinear" -> new RectifiedLinear(amplitude);
      case "SpikingRectifiedLinear" -> new SpikingRectifiedLinear(amplitude);
      case "Sigmoid" -> new Sigmoid(Golden.number(p, "tau_ref", 0.0025));
      case "Tanh" -> new Tanh(Golden.number(p, "tau_ref", 0.0025));
      case "Izhikevich" ->
          new Izhikevich(
              Golden.number(p, "tau_recovery", 0.02),
              Golden.number(p, "coupling", 0.2),
              Golden.number(p, "reset_voltage", -65),
              Golden.number(p, "reset_recovery", 8));
      default -> throw new IllegalArgumentException("neuron type " + type);
    };
  }
}
