#!/usr/bin/env python3
"""Nengo on the networks of Networks.java: the same neurons, dimensions, connections and probes.

    pip install 'nengo==4.1.0'; python nengo_networks.py [NAME ...]

Two JSON lines a network, as rows of our table: "build", the construction of the simulator in
milliseconds, and "tick", nanoseconds of a tick per neuron (5 runs of 1,000 ticks, a second, after 20).
"""
import json
import sys
import time

import numpy as np

import nengo

nengo.rc["decoder_cache"]["enabled"] = "False"  # measure the solve, not the disk
TICKS = 1000


def feedforward(n, dims, count):
    """A sine into a chain of `count` ensembles of n LIF neurons in `dims` dimensions."""
    with nengo.Network(seed=1) as net:
        before = nengo.Node(lambda t: np.sin(2 * np.pi * t) * np.ones(dims))
        for _ in range(count):
            ensemble = nengo.Ensemble(n, dims)
            nengo.Connection(before, ensemble)
            before = ensemble
        nengo.Probe(before, synapse=0.03)
    return net


def lorenz(n=2000):
    """The Lorenz attractor in one recurrent 3-D ensemble."""
    tau, sigma, beta, rho = 0.1, 10, 8.0 / 3, 28

    def feedback(x):
        return [
            x[0] - tau * sigma * (x[0] - x[1]),
            x[1] + tau * (-x[0] * x[2] - x[1]),
            x[2] + tau * (x[0] * x[1] - beta * (x[2] + rho) - rho),
        ]

    with nengo.Network(seed=1) as net:
        state = nengo.Ensemble(n, 3, radius=60)
        nengo.Connection(state, state, function=feedback, synapse=tau)
        nengo.Probe(state, synapse=tau)
    return net


def circular_convolution(n=500, dims=50):
    """Circular convolution of two vectors, n neurons for each product."""
    with nengo.Network(seed=1) as net:
        a, b = nengo.Node(np.ones(dims) / np.sqrt(dims)), nengo.Node(np.eye(dims)[1])
        convolution = nengo.networks.CircularConvolution(n, dims)
        nengo.Connection(a, convolution.input_a)
        nengo.Connection(b, convolution.input_b)
        nengo.Probe(convolution.output, synapse=0.03)
    return net


def learning(n=1000, dims=2):
    """PES learns the identity between two ensembles."""
    with nengo.Network(seed=1) as net:
        u = nengo.Node(lambda t: [np.sin(2 * np.pi * t), np.cos(2 * np.pi * t)])
        pre, post, error = (nengo.Ensemble(n, dims) for _ in range(3))
        nengo.Connection(u, pre)
        learned = nengo.Connection(pre, post, function=lambda x: [0, 0], learning_rule_type=nengo.PES())
        nengo.Connection(post, error)
        nengo.Connection(pre, error, transform=-1)
        nengo.Connection(error, learned.learning_rule)
        nengo.Probe(post, synapse=0.03)
    return net


NETWORKS = {
    "channel": lambda: feedforward(1000, 1, 2),
    "wide": lambda: feedforward(1000, 16, 2),
    "chain": lambda: feedforward(100, 1, 100),
    "many": lambda: feedforward(50, 2, 400),
    "large": lambda: feedforward(4000, 1, 1),
    "lorenz": lorenz,
    "cconv": circular_convolution,
    "learning": learning,
}


def row(what, network, first, later):
    print(json.dumps({"what": what, "network": network, "with": "Nengo", "first": first,
                      "later": later}), flush=True)


def measure(name):
    net = NETWORKS[name]()
    neurons = sum(e.n_neurons for e in net.all_ensembles)
    builds = []
    for _ in range(2):
        start = time.perf_counter()
        simulator = nengo.Simulator(net, progress_bar=False)
        builds.append(1e3 * (time.perf_counter() - start))
        if len(builds) < 2:
            simulator.close()
    with simulator:
        simulator.run_steps(20, progress_bar=False)
        ticks = []
        for _ in range(5):
            start = time.perf_counter()
            simulator.run_steps(TICKS, progress_bar=False)
            ticks.append(1e9 * (time.perf_counter() - start) / TICKS / neurons)
    row("build", name, builds[0], builds[1:])
    row("tick", name, ticks[0], ticks)


if __name__ == "__main__":
    for each in sys.argv[1:] or NETWORKS:
        measure(each)
