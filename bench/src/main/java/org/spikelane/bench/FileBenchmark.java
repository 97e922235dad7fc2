package org.spikelane.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.spikelane.file.ModelFile;
import org.spikelane.graph.NamedGraph;

/**
 * Saving a model to a file, and loading it from one that the system has in memory. The first shot
 * of a fork is what a program pays that loads one model: its code is not compiled, its heap is new.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 5)
@Fork(2)
public class FileBenchmark {

  /** Which model. */
  @State(Scope.Benchmark)
  public static class Model {
    @Param({"160 MB in 8 arrays", "a million neurons in 10,000 ensembles"})
    String model;
  }

  /** A model that is to be saved. */
  @State(Scope.Benchmark)
  public static class Unsaved {
    private NamedGraph model;
    private Path file;

    /** Makes it. */
    @Setup(Level.Trial)
    public void make(Model of) throws IOException {
      model = FileModels.of(of.model).model();
      file = temporary();
    }

    /** Deletes the file. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /** A file that is to be loaded. */
  @State(Scope.Benchmark)
  public static class Saved {
    private Path file;

    /** Has another program write it, so that the heap of this one is new. */
    @Setup(Level.Trial)
    public void write(Model of) throws IOException, InterruptedException {
      file = temporary();
      int status =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-cp",
                      System.getProperty("java.class.path"),
                      FileBenchmark.class.getName(),
                      of.model,
                      file.toString()))
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException("the program that writes the file ended with " + status);
      }
    }

    /** Deletes the file. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  private static Path temporary() throws IOException {
    return Files.createTempFile("model", ".spikelane");
  }

  /**
   * Writes a model to a file.
   *
   * @param args the model, the file
   */
  public static void main(String[] args) throws IOException {
    ModelFile.write(FileModels.of(args[0]).model(), Path.of(args[1]));
  }

  /** Saves, to the disk. */
  @Benchmark
  public void save(Unsaved unsaved) throws IOException {
    ModelFile.write(unsaved.model, unsaved.file);
  }

  /** Loads, up to a graph that is ready to run. */
  @Benchmark
  public NamedGraph load(Saved saved) throws IOException {
    return ModelFile.read(saved.file);
  }
}
