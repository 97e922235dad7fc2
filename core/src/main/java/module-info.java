/**
 * Spiking neurons on SIMD lanes: populations of neurons as arrays of doubles, stepped by a scalar
 * reference or by the Vector API with the same bits; and the synapses between them.
 */
module org.spikelane.core {
  exports org.spikelane.neuron;
  exports org.spikelane.synapse;
  exports org.spikelane.kernel;
  exports org.spikelane.nef;

  // All three are optional at run time: without them the scalar kernel runs.
  requires static jdk.incubator.vector;
  requires static java.management;
  requires static jdk.management;
}
