#!/usr/bin/env python3
"""Nengo on what BuildBenchmark measures: the parts of building one ensemble, by its public functions.

    pip install 'nengo==4.1.0'; python nengo_build.py

One JSON line a row: ensemble, with ("Nengo"), what, first and later (milliseconds, one number and
a list). "all" is the construction of a simulator with the ensemble and a connection that decodes it.
"""
import json
import time

import numpy as np

import nengo
from nengo.dists import ScatteredHypersphere, UniformHypersphere, Uniform

nengo.rc["decoder_cache"]["enabled"] = "False"  # measure the solve, not the disk
LATER = 4
lif = nengo.LIF()


def timed(ensemble, what, work):
    times = []
    for _ in range(1 + LATER):
        start = time.perf_counter()
        result = work()
        times.append(1e3 * (time.perf_counter() - start))
    print(json.dumps({"what": what, "ensemble": ensemble, "with": "Nengo", "first": times[0],
                      "later": times[1:]}), flush=True)
    return result


def construct(neurons, dims):
    with nengo.Network(seed=1) as net:
        ensemble = nengo.Ensemble(neurons, dims)
        nengo.Connection(ensemble, nengo.Node(size_in=dims), synapse=None)
    with nengo.Simulator(net, progress_bar=False):
        pass


def measure(neurons, dims):
    name = f"{neurons} neurons {dims}-D"
    timed(name, "all", lambda: construct(neurons, dims))
    rng = np.random.RandomState(1)
    max_rates = Uniform(200, 400).sample(neurons, rng=rng)
    intercepts = Uniform(-1, 0.9).sample(neurons, rng=rng)
    encoders = UniformHypersphere(surface=True).sample(neurons, dims, rng=rng)
    number = max(np.clip(500 * dims, 750, 2500), 2 * neurons)
    points = ScatteredHypersphere(surface=False).sample(int(number), dims, rng=rng)
    gain, bias = timed(name, "gainBias", lambda: lif.gain_bias(max_rates, intercepts))
    activities = timed(name, "activities", lambda: lif.rates(np.dot(points, encoders.T), gain, bias))
    timed(name, "decoders", lambda: nengo.solvers.LstsqL2()(activities, points, rng=rng))


for size in ((1000, 2), (4000, 1)):
    measure(*size)
