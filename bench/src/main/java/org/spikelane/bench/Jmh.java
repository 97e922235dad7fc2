package org.spikelane.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH as our tables need it: quiet. */
final class Jmh {

  private Jmh() {}

  /** Runs benchmarks without JMH's own output, unless it is asked for or something failed. */
  static Collection<RunResult> run(Options options) throws RunnerException {
    if (options.verbosity().hasValue() || !options.getProfilers().isEmpty()) {
      return new Runner(options).run();
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    try {
      return new Runner(
              new OptionsBuilder().parent(options).verbosity(VerboseMode.NORMAL).build(),
              OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL))
          .run();
    } catch (RunnerException e) {
      System.out.println();
      System.out.println(said.toString(StandardCharsets.UTF_8));
      throw e;
    }
  }

  /** Where this program was built: beside its classes, or its jar. */
  static Path buildFolder() {
    try {
      return Path.of(Jmh.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
