package org.spikelane.sim;

import java.util.Arrays;
import java.util.List;
import org.spikelane.graph.BoundNeurons;

/**
 * The state of neurons in whose place others are stepped, a part of them each: it is with the parts
 * while they run, and with the whole when it is saved or restored.
 */
final class DividedState {

  private final BoundNeurons whole;
  private final List<BoundNeurons> parts;

  /** Whether the parts have it. */
  private boolean isInParts;

  /** Of neurons without random streams; the state is the whole's. */
  DividedState(BoundNeurons whole, List<BoundNeurons> parts) {
    this.whole = whole;
    this.parts = parts;
    whole.stateMayBeElsewhere(this::giveBack);
  }

  /** Hands the state to the parts, unless they have it: to be called before they run. */
  void take() {
    if (isInParts) {
      return;
    }
    Handover of = new Handover();
    whole.save(of);
    Handover[] each = new Handover[parts.size()];
    Arrays.setAll(each, part -> new Handover());
    int quantities = whole.population().save().names().size();
    for (int quantity = 0; quantity < quantities; quantity++) {
      double[] all = of.doubles();
      for (int part = 0, from = 0; part < each.length; part++) {
        int to = from + parts.get(part).population().neurons();
        each[part].doubles(Arrays.copyOfRange(all, from, to));
        from = to;
      }
    }
    long[] streams = of.longs();
    for (int part = 0; part < each.length; part++) {
      each[part].longs(streams);
      parts.get(part).restore(each[part]);
    }
    isInParts = true;
  }

  private void giveBack() {
    if (!isInParts) {
      return;
    }
    // Said before it is so, as the whole asks for what it has before it is given any.
    isInParts = false;
    boolean isBack = false;
    try {
      moveToWhole();
      isBack = true;
    } finally {
      // Where there was too little memory for that, the parts still have it.
      isInParts = !isBack;
    }
  }

  private void moveToWhole() {
    Handover[] each = new Handover[parts.size()];
    for (int part = 0; part < each.length; part++) {
      each[part] = new Handover();
      parts.get(part).save(each[part]);
    }
    Handover of = new Handover();
    int quantities = whole.population().save().names().size();
    for (int quantity = 0; quantity < quantities; quantity++) {
      double[] all = new double[whole.population().neurons()];
      int from = 0;
      for (Handover one : each) {
        double[] values = one.doubles();
        System.arraycopy(values, 0, all, from, values.length);
        from += values.length;
      }
      of.doubles(all);
    }
    of.longs(each[0].longs());
    whole.restore(of);
  }
}
