package org.spikelane.sim;

import java.util.function.BooleanSupplier;

/** Shares ticks as it is told, whatever is faster, and counts. */
final class AnySharing extends Sharing {

  private final BooleanSupplier choice;
  int shared;
  int alone;
  int ended;

  AnySharing(BooleanSupplier choice) {
    this.choice = choice;
  }

  @Override
  boolean begin() {
    boolean shares = choice.getAsBoolean();
    shared += shares ? 1 : 0;
    alone += shares ? 0 : 1;
    return shares;
  }

  @Override
  void end() {
    ended++;
  }
}
