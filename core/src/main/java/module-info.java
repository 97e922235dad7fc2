/**
 * Spiking neurons on SIMD lanes: populations of neurons as arrays of doubles, stepped by a scalar
 * reference or by the Vector API with the same bits; what the Neural Engineering Framework needs to
 * represent values with them; the synapses between them; and the signals that drive them.
 */
module org.spikelane.core {
  exports org.spikelane.neuron;
  exports org.spikelane.synapse;
  exports org.spikelane.kernel;
  exports org.spikelane.nef;
  exports org.spikelane.graph;
  exports org.spikelane.network;
  exports org.spikelane.network.ready;
  exports org.spikelane.sim;
  exports org.spikelane.file;
  exports org.spikelane.process;

  // A faster linear algebra, where a module brings one.
  uses org.spikelane.nef.LinearAlgebra;

  // EJML's jars declare no module: these names come from the names of the files.
  requires ejml.core;
  requires ejml.ddense;

  // All three are optional at run time: without them the scalar kernel runs.
  requires static jdk.incubator.vector;
  requires static java.management;
  requires static jdk.management;
}
