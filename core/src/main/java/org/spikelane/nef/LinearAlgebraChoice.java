package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.spikelane.parallel.Ahead;

/** Decides which {@link LinearAlgebra} is used, and says so in the log, once. */
final class LinearAlgebraChoice {

  /**
   * Null until it is first needed: a wrong property is then an error at every use, not only once.
   */
  private static LinearAlgebra chosen;

  /** Those that were found, null until they are looked for. */
  private static List<LinearAlgebra> found;

  /** Loads what can be chosen; the choice is left until it is needed. */
  static final Ahead LOADING = new Ahead(LinearAlgebraChoice::load);

  /** Decides it ahead of need. */
  static final Ahead DECISION = new Ahead(LinearAlgebraChoice::inUse);

  private LinearAlgebraChoice() {}

  static synchronized LinearAlgebra inUse() {
    if (chosen == null) {
      load();
      LinearAlgebra choice = choose(wanted(), found == null ? List.of() : found);
      System.getLogger(LinearAlgebra.class.getPackageName())
          .log(Level.DEBUG, "linear algebra: {0}", choice.name());
      chosen = choice;
    }
    return chosen;
  }

  private static String wanted() {
    return System.getProperty(LinearAlgebra.PROPERTY, "auto");
  }

  private static synchronized void load() {
    // If it is to be the one in Java, to look at the others would load a native library for
    // nothing.
    if (found == null && !wanted().equals(JavaLinearAlgebra.INSTANCE.name())) {
      List<LinearAlgebra> all = new ArrayList<>();
      ServiceLoader.load(LinearAlgebra.class, LinearAlgebra.class.getClassLoader()).stream()
          .forEach(provider -> add(provider, all));
      found = all;
    }
  }

  private static void add(ServiceLoader.Provider<LinearAlgebra> provider, List<LinearAlgebra> to) {
    try {
      to.add(provider.get());
    } catch (ServiceConfigurationError e) {
      // One that breaks as it starts must not keep the others from running.
      System.getLogger(LinearAlgebra.class.getPackageName())
          .log(Level.WARNING, "linear algebra " + provider.type().getName() + " is not used", e);
    }
  }

  /** Who put it on the class path expects its speed. */
  private static void warn(LinearAlgebra unavailable) {
    System.getLogger(LinearAlgebra.class.getPackageName())
        .log(
            Level.WARNING,
            "linear algebra {0} is not used: it cannot run here; is its native library for this"
                + " platform on the class path?",
            unavailable.name());
  }

  /** The one that is wanted, among those found and the one in Java. */
  static LinearAlgebra choose(String wanted, List<LinearAlgebra> found) {
    List<LinearAlgebra> candidates = new ArrayList<>();
    List<LinearAlgebra> unavailable = new ArrayList<>();
    found.forEach(each -> (each.isAvailable() ? candidates : unavailable).add(each));
    candidates.add(JavaLinearAlgebra.INSTANCE);
    if (wanted.equals("auto")) {
      unavailable.forEach(LinearAlgebraChoice::warn);
    }
    List<String> names = new ArrayList<>();
    for (LinearAlgebra candidate : candidates) {
      if (wanted.equals("auto") || wanted.equals(candidate.name())) {
        return candidate;
      }
      names.add(candidate.name());
    }
    throw refused(
        "system property " + LinearAlgebra.PROPERTY,
        "'" + wanted + "'",
        "auto or one of those that can run here, " + String.join(", ", names));
  }
}
