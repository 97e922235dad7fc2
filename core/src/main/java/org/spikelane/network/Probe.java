package org.spikelane.network;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.nef.Solver;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/**
 * Records something while the network runs. Each setter returns the probe, and has changed nothing
 * if it throws.
 */
public final class Probe {

  /** What neurons put out. */
  public static final String OUTPUT = "output";

  /** The input currents of neurons. */
  public static final String INPUT = "input";

  private final Connectable target;
  private final String quantity;
  private final int index;
  private String label;
  private Synapse synapse;
  private Solver solver;
  private double sampleEvery;

  Probe(Connectable target, String quantity, int index) {
    this.target = target;
    this.quantity = quantity;
    this.index = index;
    this.label = target.label() + (quantity.equals(OUTPUT) ? "" : "." + quantity);
    this.synapse = target.network().defaults().probeSynapse();
    this.solver = target.network().defaults().solver();
  }

  /** What it is called, for people and in errors. */
  public Probe label(String label) {
    this.label = label;
    return this;
  }

  /** Filters with a Lowpass of a time constant in seconds. */
  public Probe synapse(double tau) {
    return synapse(new Lowpass(tau));
  }

  /** Filters what is recorded; null, the default, does not. */
  public Probe synapse(Synapse synapse) {
    this.synapse = synapse;
    return this;
  }

  /** What finds the decoders, if an ensemble is probed. */
  public Probe solver(Solver solver) {
    this.solver = solver;
    return this;
  }

  /** Seconds between samples; default every tick. */
  public Probe sampleEvery(double seconds) {
    if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw refused("sampleEvery of " + label, seconds, "a finite number of seconds above 0");
    }
    this.sampleEvery = seconds;
    return this;
  }

  /** What it is called. */
  public String label() {
    return label;
  }

  /** What it records something of. */
  public Connectable target() {
    return target;
  }

  /** What it records: {@link #OUTPUT}, {@link #INPUT} or a quantity of state. */
  public String quantity() {
    return quantity;
  }

  Synapse synapse() {
    return synapse;
  }

  Solver solver() {
    return solver;
  }

  /** 0 for every tick. */
  double sampleEvery() {
    return sampleEvery;
  }

  int index() {
    return index;
  }

  @Override
  public String toString() {
    return "probe " + label;
  }
}
