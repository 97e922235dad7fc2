package org.spikelane.sim;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;

/**
 * A program of its own, for a JVM with a heap of its own: a chain of ensembles, all of which also
 * get one input and bring something to one junction. It prints what it took.
 */
public final class LargeNetwork {

  private LargeNetwork() {}

  /** Of all threads: what others do at the same time does not count. */
  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        * 1e-9;
  }

  /** Arguments: ticks, then the numbers of ensembles, built one after the other. */
  public static void main(String[] args) {
    int neurons = 100;
    for (String count : Arrays.asList(args).subList(1, args.length)) {
      System.gc();
      int ensembles = Integer.parseInt(count);
      long start = System.nanoTime();
      Network network = new Network("chain");
      Node input = network.node("input", t -> Math.sin(10 * t));
      Node sum = network.junction("sum", 1);
      Node all = network.junction("all", ensembles);
      Ensemble before = null;
      for (int i = 0; i < ensembles; i++) {
        Ensemble ensemble = network.ensemble("e" + i, neurons, 1);
        if (before == null) {
          network.from(input).noSynapse().to(ensemble);
        } else {
          network.from(before).to(ensemble);
        }
        network.from(input).transform(0).to(ensemble);
        network.from(ensemble.neurons().at(0)).transform(1e-6).noSynapse().to(sum);
        network.from(ensemble.neurons().at(1)).transform(1e-3).to(all.at(i));
        network.probe(ensemble.neurons().at(0), "voltage").sampleEvery(0.01);
        before = ensemble;
      }
      Probe last = network.probe(before).synapse(0.03);
      Probe summed = network.probe(sum);
      Probe wide = network.probe(all).sampleEvery(0.05);
      double writtenCpu = cpuSeconds();
      long written = System.nanoTime();
      try (Simulator simulator = new Simulator(network)) {
        long built = System.nanoTime();
        double builtCpu = cpuSeconds();
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        simulator.runTicks(Long.parseLong(args[0]));
        long end = System.nanoTime();
        System.out.printf(
            "%d neurons in %d ensembles: written %.2f s, built %.2f s (CPU %.2f s), %d MiB, %d ticks %.2f s;"
                + " last %.3f, sum %.3f, %d samples of %d%n",
            (long) ensembles * neurons,
            ensembles,
            (written - start) * 1e-9,
            (built - written) * 1e-9,
            builtCpu - writtenCpu,
            used >> 20,
            simulator.ticks(),
            (end - built) * 1e-9,
            simulator.data(last)[simulator.data(last).length - 1][0],
            Arrays.stream(simulator.data(summed)).mapToDouble(row -> row[0]).sum(),
            simulator.data(wide).length,
            simulator.data(wide)[0].length);
      }
    }
  }
}
