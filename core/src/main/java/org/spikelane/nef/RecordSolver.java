package org.spikelane.nef;

import java.lang.reflect.RecordComponent;
import java.util.Optional;

/**
 * A solver of this library: a record, so that its class and its components tell it from all others.
 */
interface RecordSolver extends Solver {

  /**
   * The class's name and the components in their order, doubles to the bit. Empty if one of them is
   * a solver that has no identity itself.
   */
  @Override
  default Optional<String> identity() {
    StringBuilder identity = new StringBuilder(getClass().getName()).append('(');
    for (RecordComponent component : getClass().getRecordComponents()) {
      Object parameter = value(component);
      if (parameter instanceof Solver part) {
        Optional<String> of = part.identity();
        if (of.isEmpty()) {
          return of;
        }
        identity.append(of.get());
      } else {
        identity.append(parameter instanceof Double d ? Double.toHexString(d) : parameter);
      }
      identity.append(';');
    }
    return Optional.of(identity.append(')').toString());
  }

  private Object value(RecordComponent component) {
    try {
      return component.getAccessor().invoke(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One whose normal equations are of the activities alone: {@link DecoderProblem#shared}. */
  interface Sharing extends RecordSolver {

    @Override
    default boolean sharesActivities() {
      return true;
    }
  }
}
