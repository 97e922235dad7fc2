package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

import java.util.Locale;

/** Which implementation steps a population. All give the same bits; they differ in speed. */
public enum KernelChoice {
  /**
   * The vector kernel where it is the faster one, else the scalar kernel and a line in the log. The
   * vector kernel has to be compiled first: until it is, a second or so after the first tick in a
   * JVM, the scalar kernel steps, while a thread of the library's own warms the vector kernel up.
   */
  AUTO,

  /** The scalar reference. */
  SCALAR,

  /**
   * The vector kernel; an error where it cannot run. Where {@link #AUTO} would not choose it,
   * because the Java runtime does not compile it to SIMD, it is slow and allocates.
   */
  VECTOR,

  /**
   * Both, at every tick: the first bit in which they differ is a {@link KernelMismatchException}.
   * For regression checks; slower than either.
   */
  VERIFY;

  /** The system property that chooses for every population that is not told otherwise. */
  public static final String PROPERTY = "spikelane.kernel";

  /**
   * The choice made by {@code -Dspikelane.kernel=auto|scalar|vector|verify}; {@link #AUTO} if none
   * is.
   *
   * @throws IllegalArgumentException if the property has another value
   */
  public static KernelChoice fromProperty() {
    String value = System.getProperty(PROPERTY, "auto");
    for (KernelChoice choice : values()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(value)) {
        return choice;
      }
    }
    throw refused(
        "system property " + PROPERTY, "'" + value + "'", "auto, scalar, vector or verify");
  }
}
