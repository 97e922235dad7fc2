package org.spikelane.network;

import java.util.List;
import org.spikelane.graph.Bcm;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Oja;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Pes;
import org.spikelane.graph.Rls;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Switched;
import org.spikelane.graph.Voja;
import org.spikelane.synapse.Synapse;

/**
 * What a learning rule becomes in a graph: the only place that knows which signals each learns
 * from.
 *
 * <p>What a rule filters is there within the tick, unlike what passes a synapse between
 * populations, as the rule's own update already is seen one tick later.
 *
 * @param connection that learns
 * @param error null, if the rule takes none
 * @param on the switch; null, if nothing is connected to it
 * @param post output of the neurons where it ends; null, if it ends elsewhere
 * @param encoders of the ensemble where it ends, scaled; null, if it ends elsewhere
 * @param ensemble where it ends; null, if it ends elsewhere
 * @param operators added to
 */
record LearningLowering(
    Connection connection,
    Signal error,
    Signal on,
    Signal post,
    Signal encoders,
    BuiltEnsemble ensemble,
    List<Operator> operators) {

  /** Adds a rule that changes a matrix which multiplies the output of neurons. */
  void weights(Signal pre, Signal weights) {
    String label = connection.label();
    LearningRule learning = connection.learningRule();
    if (learning instanceof LearningRule.Pes rule) {
      Signal activity = filtered(rule.preSynapse(), "activity", pre);
      add(new Pes(label, rule.learningRate(), activity, error, weights));
    } else if (learning instanceof LearningRule.Rls rule) {
      Signal activity = filtered(rule.preSynapse(), "activity", pre);
      Signal inverse = Rls.inverse(label + ".inverse", rule.learningRate(), pre.size());
      add(new Rls(label, activity, error, inverse, weights));
    } else if (learning instanceof LearningRule.Bcm rule) {
      Signal before = filtered(rule.preSynapse(), "pre", pre);
      Signal after = filtered(rule.postSynapse(), "post", post);
      Signal theta = filtered(rule.thetaSynapse(), "theta", after);
      add(new Bcm(label, rule.learningRate(), before, after, theta, weights));
    } else {
      LearningRule.Oja rule = (LearningRule.Oja) learning;
      Signal before = filtered(rule.preSynapse(), "pre", pre);
      Signal after = filtered(rule.postSynapse(), "post", post);
      add(new Oja(label, rule.learningRate(), rule.beta(), before, after, weights));
    }
  }

  /** Adds the rule that changes encoders. */
  void voja(LearningRule.Voja rule, Signal value) {
    Signal activity = filtered(rule.postSynapse(), "post", post);
    double[] scale = ensemble.scale();
    String label = connection.label();
    Signal scales = Signal.constant(label + ".scale", scale, scale.length);
    add(new Voja(label, rule.learningRate(), activity, value, scales, encoders));
  }

  private void add(Operator rule) {
    operators.add(on == null ? rule : new Switched(rule, on));
  }

  private Signal filtered(Synapse synapse, String name, Signal from) {
    if (synapse == null) {
      return from;
    }
    Signal to = Signal.zeros(connection.label() + ".learning." + name, from.size());
    operators.add(new Filter(synapse, from, to, false));
    return to;
  }
}
