package org.spikelane.bench;

import java.io.IOException;
import java.util.Locale;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * What {@code mvn -pl bench} and {@code java -jar benchmarks.jar} run. Arguments are JMH's; {@code
 * -f} is the number of rounds. System properties: {@code bench.suite} is what to measure, {@code
 * bench.full} the whole of it, {@code bench.peers} other programs too.
 */
public final class Bench {

  private Bench() {}

  /**
   * Runs a suite.
   *
   * @param args options of JMH
   */
  public static void main(String[] args)
      throws CommandLineOptionException, IOException, RunnerException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    // Pictures are written, not shown.
    System.setProperty("java.awt.headless", "true");
    CommandLineOptions options = new CommandLineOptions(args);
    if (options.shouldHelp()
        || options.shouldList()
        || options.shouldListWithParams()
        || options.shouldListProfilers()
        || options.shouldListResultFormats()) {
      Main.main(args);
      return;
    }
    String label = System.getProperty("bench.suite", "lif");
    if (label.equals("peers")) {
      new SideBySide(options).run();
      return;
    }
    if (label.equals("scaling")) {
      new Scaling(options).run();
      return;
    }
    if (label.equals("starts")) {
      new Starts(options, isSet("bench.peers")).run();
      return;
    }
    Suite suite = Suite.of(label);
    if (suite == Suite.LIF) {
      new Throughput(options, isSet("bench.full"), isSet("bench.peers")).run();
    } else {
      new Sweep(suite, options, isSet("bench.peers")).run();
    }
  }

  /** Set as in {@code -Dname} or {@code -Dname=true}. */
  private static boolean isSet(String property) {
    String value = System.getProperty(property);
    return value != null && !value.equals("false");
  }
}
