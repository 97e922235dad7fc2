package org.spikelane.sim;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import org.spikelane.graph.NamedGraph;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.nef.DecoderCache;
import org.spikelane.network.Network;
import org.spikelane.network.Progress;
import org.spikelane.plan.Pieces;
import org.spikelane.plan.Plan;

/** Settings of a {@link Simulator}; what is not set has a default. */
public final class SimulatorBuilder {

  final Network network;
  final NamedGraph graph;
  double dt = 0.001;
  long seed;
  KernelChoice kernel;
  Progress progress = Progress.NONE;
  int threads = 1;

  /** Whether it runs tick by tick until it is worth it to change over ({@link Runners}). */
  boolean isPatient = true;

  /** About how many numbers a piece has, if there are too many for a cache. */
  long cached = Pieces.CACHED;

  /** Null if it is left to whoever builds. */
  DecoderCache decoderCache;

  SimulatorBuilder(Network network) {
    this.network = requireNonNull(network, "network");
    this.graph = null;
  }

  SimulatorBuilder(NamedGraph graph) {
    this.network = null;
    this.graph = requireNonNull(graph, "graph");
  }

  /** Length of a tick in seconds, finite and above 0; default 0.001. */
  public SimulatorBuilder dt(double dt) {
    this.dt = positive("dt", dt, "seconds");
    return this;
  }

  /** Seed of what is random while it runs, with the objects' own; default 0. */
  public SimulatorBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** The kernels, none of which changes a bit; default what {@link KernelChoice#PROPERTY} says. */
  public SimulatorBuilder kernel(KernelChoice kernel) {
    this.kernel = kernel;
    return this;
  }

  /**
   * How many threads run it, from 1 to 1024; default 1. They give the same bits as one does. The
   * other threads end when the simulator is closed.
   *
   * <p>They pay most where there is a way through the network, from one ensemble to the next, and
   * {@link Simulator#run} is told to run many ticks: then a thread has a part of that way, and runs
   * ticks ahead of the next thread. Otherwise they share each tick, which pays if that takes some
   * ten microseconds.
   *
   * <p>Functions of nodes and connections are called by the caller's thread, in one order whatever
   * the number of threads. Processes of one's own are called by any thread, each by one at a time.
   * A function must not read or change this simulator, as the others are in the middle of the tick.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public SimulatorBuilder threads(int threads) {
    if (threads < 1 || threads > 1024) {
      throw refused("threads", threads, "from 1 to 1024");
    }
    this.threads = threads;
    return this;
  }

  /**
   * As many threads run a tick as pay, by an estimate of its work, and as there are processors;
   * small networks run with one. While ticks follow each other, the others keep their processors
   * busy, if only with waiting: it is for programs that have the machine to themselves.
   */
  public SimulatorBuilder automaticThreads() {
    this.threads = Plan.AUTOMATIC;
    return this;
  }

  /**
   * Is told how far builds and runs have come, such as {@link Progress#console()}; default nobody
   * is.
   */
  public SimulatorBuilder progress(Progress progress) {
    this.progress = requireNonNull(progress, "progress");
    return this;
  }

  /**
   * Where decoders are looked for before they are solved for, and kept afterwards; default {@link
   * DecoderCache#NONE}. It changes no bit. A graph has its decoders already.
   */
  public SimulatorBuilder decoderCache(DecoderCache decoderCache) {
    this.decoderCache = requireNonNull(decoderCache, "decoderCache");
    return this;
  }

  /**
   * Builds the network, if it is to run one, and binds the graph.
   *
   * @throws IllegalArgumentException if something in it cannot be built; the message names it
   */
  public Simulator build() {
    return build(DecoderCache.NONE);
  }

  /** As the other, with a cache to be used if none was set. */
  Simulator build(DecoderCache otherwise) {
    return new Simulator(this, decoderCache == null ? otherwise : decoderCache);
  }
}
