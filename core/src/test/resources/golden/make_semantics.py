#!/usr/bin/env python3
"""Small networks run by Nengo with every number recorded: what connects to what, and in which tick.

    pip install 'nengo==4.1.0'            # GPL-2: a peer to compare with, never a dependency of ours
    python make_semantics.py [OUT_DIR]

Writes semantics.json.gz: {"meta": {...}, "cases": [...]}. A case lists nodes, ensembles, connections and
probes as Nengo ran them, so that a test builds the same from the file alone. Numbers are Python reprs.

    node        label, size_in, size_out, function: a name in FUNCTIONS (of t and x), null for a passthrough
    ensemble    label, type, params, radius, gain, bias, encoders[neuron][dim], eval_points[sample][dim]
                (null where decoders are not to be solved for again),
                initial: state by name (Nengo's names)
    connection  pre, post: {label, neurons, slice}; function: a name in FUNCTIONS; transform: null, a number
                or [out][in]; synapse: null, seconds (Lowpass) or {"alpha": seconds};
                decoders[out][neuron] of the function, already times the transform, or null; weights: whether
                solved from neuron to neuron, then decoders is [post neuron][pre neuron]
    probe       target as above, attr, synapse, sample_every, decoders as above, t, data[sample][element]
"""
import gzip
import json
import math
import sys
import warnings

import numpy as np

import nengo

warnings.filterwarnings("ignore")
OUT = sys.argv[1] if len(sys.argv) > 1 else "."

# The test has the same functions, by the same names.
FUNCTIONS = {
    "waves": lambda t: [math.sin(20 * t), math.cos(15 * t), 0.5 * math.sin(40 * t)],
    "wave": lambda t: math.sin(20 * t),
    "ramp": lambda t: 10 * t - 0.5,
    "mix": lambda t, x: [x[0] * x[1], x[0] - t, 2 * x[1]],
    "square": lambda x: x ** 2,
    "product": lambda x: x[0] * x[1],
    "pair": lambda x: [x[0] + 0.5, x[0] * 3],
}


def clean(x):
    if isinstance(x, np.ndarray):
        return clean(x.tolist())
    if isinstance(x, (list, tuple)):
        return [clean(v) for v in x]
    if isinstance(x, dict):
        return {k: clean(v) for k, v in x.items()}
    if isinstance(x, np.generic):
        return clean(x.item())
    if isinstance(x, float) and not math.isfinite(x):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(x, "NaN")
    return x


def node(name, size_in=0, label=None):
    """A node that computes one of FUNCTIONS."""
    return nengo.Node(FUNCTIONS[name], size_in=size_in or None, label=label or name)


class Case:
    """Describes a network while it is written, then runs it."""

    def __init__(self, name, seed, ticks=60, dt=1e-3):
        self.name, self.ticks, self.dt = name, ticks, dt
        self.net = nengo.Network(seed=seed)
        self.functions = {}
        self.solved = False
        self.probed = []

    def connect(self, pre, post, function=None, **settings):
        if function is not None:
            settings["function"] = FUNCTIONS[function]
        c = nengo.Connection(pre, post, **settings)
        self.functions[c] = function
        return c

    def probe(self, target, attr=None, **settings):
        p = nengo.Probe(target, attr, **settings)
        self.probed.append((p, attr or "output"))
        return p

    def run(self):
        with nengo.Simulator(self.net, dt=self.dt, progress_bar=False, optimize=False) as sim:
            ensembles = [self.ensemble(sim, e, self.solved) for e in self.net.all_ensembles]
            nodes = [
                dict(label=n.label, size_in=n.size_in, size_out=n.size_out,
                     function=next((k for k, f in FUNCTIONS.items() if f is n.output), None))
                for n in self.net.all_nodes]
            connections = [self.connection(sim, c) for c in self.net.all_connections]
            hidden = {c.post_obj: c for c in sim.model.params
                      if isinstance(c, nengo.Connection) and isinstance(c.post_obj, nengo.Probe)}
            sim.run_steps(self.ticks, progress_bar=False)
            probes = []
            for p, attr in self.probed:
                weights = sim.data[hidden[p]].weights if p in hidden else None
                probes.append(dict(
                    target=end(p.target), attr=attr, synapse=synapse(p.synapse),
                    sample_every=p.sample_every,
                    decoders=weights if is_decoded(p.target) else None,
                    t=sim.trange(sample_every=p.sample_every), data=sim.data[p]))
        return dict(name=self.name, dt=self.dt, ticks=self.ticks, nodes=nodes, ensembles=ensembles,
                    connections=connections, probes=probes)

    @staticmethod
    def ensemble(sim, e, solved):
        b = sim.data[e]
        kind = e.neuron_type
        state = {} if isinstance(kind, nengo.Direct) else {
            k: np.array(s.initial_value) for k, s in sim.model.sig[e.neurons].items() if k in kind.state}
        state = {k: v * np.ones(e.n_neurons) for k, v in state.items()}
        return dict(label=e.label, type=type(kind).__name__,
                    params={k: getattr(kind, k) for k in PARAMS if hasattr(kind, k)},
                    n_neurons=e.n_neurons, dimensions=e.dimensions, radius=float(e.radius),
                    gain=b.gain, bias=b.bias, encoders=b.encoders, initial=state,
                    eval_points=b.eval_points if solved else None)

    def connection(self, sim, c):
        transform = None if isinstance(c.transform, nengo.transforms.NoTransform) else c.transform.init
        decoded = is_decoded(c.pre)
        return dict(pre=end(c.pre), post=end(c.post), function=self.functions[c], transform=transform,
                    synapse=synapse(c.synapse), weights=bool(decoded and c.solver.weights),
                    decoders=sim.data[c].weights if decoded else None)


PARAMS = ("tau_rc", "tau_ref", "min_voltage", "amplitude", "tau_n", "inc_n", "tau_recovery", "coupling",
          "reset_voltage", "reset_recovery")


def is_decoded(obj):
    obj = obj.obj if isinstance(obj, nengo.base.ObjView) else obj
    return isinstance(obj, nengo.Ensemble) and not isinstance(obj.neuron_type, nengo.Direct)


def synapse(s):
    if s is None:
        return None
    if isinstance(s, nengo.Alpha):
        return dict(alpha=s.tau)
    return s.tau


def end(obj):
    part = None
    if isinstance(obj, nengo.base.ObjView):
        whole = obj.obj
        part = np.arange(max(whole.size_in, whole.size_out))[obj.slice]
        obj = whole
    neurons = isinstance(obj, nengo.ensemble.Neurons)
    return dict(label=(obj.ensemble if neurons else obj).label, neurons=neurons, slice=part)


def small(n, dims, label, **settings):
    """Few evaluation points keep the file small."""
    return nengo.Ensemble(n, dims, label=label, n_eval_points=60, **settings)


def slices():
    case = Case("slices", 1)
    with case.net:
        u = node("waves")
        a = small(15, 3, "a", radius=1.5)
        p = nengo.Node(size_in=4, label="p")
        case.connect(u[[2, 0]], a[[0, 2]], synapse=None)
        case.connect(u[1], a[1], synapse=0.01)
        case.connect(u[::-1], a, transform=0.25, synapse=0.005)
        case.connect(a[[1, 1, 0]], p[[3, 0, 2]], synapse=0.01)
        case.connect(a[1:], p[:2], function="square", synapse=None)
        case.connect(a[[2, 0]], p[-1], function="product", transform=-2, synapse=0.02)
        case.connect(a[2], p[[1, 2]], function="pair", transform=[[0, 1], [0.5, -1]])
        case.probe(p)
        case.probe(p[[2, 2, 0]])
        case.probe(a[[2, 1]], synapse=0.02)
        case.probe(a.neurons[3:6])
        case.probe(u[1])
    return case


def repeated():
    case = Case("repeated indices", 2)
    with case.net:
        u = node("waves")
        p = nengo.Node(size_in=3, label="p")
        q = nengo.Node(size_in=2, label="q")
        case.connect(u[[0, 0, 2]], p, synapse=None)
        case.connect(u, q[[1, 0, 1]], synapse=None)
        case.probe(p)
        case.probe(q)
    return case


def functions():
    case = Case("functions of nodes", 3)
    with case.net:
        u = node("waves")
        a = small(20, 2, "a")
        f = node("mix", 2)
        g = nengo.Node(size_in=3, label="g")
        case.connect(u[:2], a, synapse=None)
        case.connect(a, f, synapse=0.01)
        case.connect(u[1:], f, synapse=None)
        case.connect(f, g, synapse=None)
        case.connect(f[0], a[1], function="pair", transform=[[0.1, 0.05]], synapse=0.03)
        case.connect(u[:2], g[1], function="product", synapse=None)
        case.connect(u[0], g[0], function="square", transform=-1, synapse=nengo.Alpha(0.01))
        case.probe(f)
        case.probe(g)
        case.probe(g, synapse=0.01)
        case.probe(a)
        case.probe(a, synapse=0.01)
    return case


def neurons():
    case = Case("neurons", 4)
    rng = np.random.RandomState(4)
    with case.net:
        u = node("wave")
        a = small(10, 1, "a")
        b = small(8, 2, "b", radius=0.7)
        p = nengo.Node(size_in=2, label="p")
        case.connect(u, a)
        case.connect(u, b.neurons, transform=rng.uniform(-2, 2, (8, 1)), synapse=None)
        case.connect(a.neurons, b.neurons, transform=rng.uniform(-0.01, 0.02, (8, 10)), synapse=0.01)
        case.connect(a.neurons[[3, 3, 1]], b.neurons[[7, 0, 2]], transform=0.004, synapse=0.005)
        case.connect(a.neurons[:8], b.neurons, transform=0.003, synapse=None)
        case.connect(b.neurons, a.neurons[2:6], transform=rng.uniform(-0.01, 0.01, (4, 8)), synapse=0.02)
        case.connect(a, b.neurons[4:], transform=rng.uniform(-1, 1, (4, 1)), synapse=0.01)
        case.connect(b.neurons[:4], p, transform=rng.uniform(0, 0.01, (2, 4)), synapse=0.02)
        case.connect(b.neurons[5], a, transform=0.001, synapse=0)
        case.probe(p)
        for e in (a, b):
            case.probe(e.neurons)
            case.probe(e.neurons, "input")
            case.probe(e.neurons, "voltage")
            case.probe(e.neurons, "refractory_time")
        case.probe(a.neurons[[9, 2]], "voltage", synapse=0.01)
    return case


def direct():
    case = Case("direct", 5)
    with case.net:
        u = node("waves")
        d = nengo.Ensemble(1, 2, neuron_type=nengo.Direct(), label="d", radius=2.0)
        a = small(20, 1, "a")
        p = nengo.Node(size_in=2, label="p")
        case.connect(u[[0, 2]], d, synapse=None)
        case.connect(d, a, function="product", synapse=0.01)
        case.connect(a, d[1], synapse=0.02)
        case.connect(d[0], p, function="pair", synapse=None)
        case.connect(d, p, transform=[[1, 2], [-1, 0.5]], synapse=0.005)
        case.probe(d)
        case.probe(d[1], synapse=0.01)
        case.probe(p)
        case.probe(a, synapse=0.01)
    return case


def sampled(dt):
    case = Case(f"sample_every at dt {dt}", 6, dt=dt, ticks=60)
    with case.net:
        u = node("wave")
        a = small(10, 1, "a")
        case.connect(u, a, synapse=None)
        for every in (0.001, 0.002, 0.0025, 0.0035, 0.01, 0.0004):
            case.probe(u, sample_every=every)
        case.probe(a, synapse=0.01, sample_every=0.005)
        case.probe(a.neurons, sample_every=0.003)
    return case


def types():
    cases = []
    for kind, settings in (
            (nengo.LIF(tau_rc=0.03, tau_ref=0.003, amplitude=0.5, min_voltage=-1),
             dict(max_rates=nengo.dists.Uniform(100, 300))),
            (nengo.LIFRate(), {}),
            (nengo.AdaptiveLIF(tau_n=0.1, inc_n=0.02), {}),
            (nengo.AdaptiveLIFRate(tau_n=0.1, inc_n=0.02), {}),
            (nengo.RectifiedLinear(), {}),
            (nengo.SpikingRectifiedLinear(), {}),
            (nengo.Sigmoid(), dict(max_rates=nengo.dists.Uniform(250, 390))),
            (nengo.Tanh(), {}),
            (nengo.Izhikevich(), {})):
        case = Case("type " + type(kind).__name__, 7)
        with case.net:
            u = node("ramp")
            a = small(12, 1, "a", neuron_type=kind, radius=0.8, **settings)
            p = nengo.Node(size_in=1, label="p")
            case.connect(u, a, synapse=None)
            case.connect(a, a, function="square", transform=0.3, synapse=0.02)
            case.connect(a, p, synapse=0.01)
            case.probe(p)
            case.probe(a.neurons)
            case.probe(a.neurons, "input")
            case.probe(a, synapse=0.005)
            for name in kind.state:
                case.probe(a.neurons, name)
        cases.append(case)
    return cases


def weights():
    case = Case("solver weights", 8)
    case.solved = True
    with case.net:
        u = node("waves")
        a = small(20, 2, "a")
        b = small(12, 2, "b", radius=1.2)
        c = small(10, 3, "c")
        case.connect(u[:2], a, synapse=None)
        case.connect(a, b, function="square", transform=[[1, 0.5], [0, -1]],
                     solver=nengo.solvers.LstsqL2(weights=True), synapse=0.01)
        case.connect(a, c, function="square", transform=[[1, 0], [0, 2], [0.5, -0.5]], synapse=0.02)
        case.connect(a[0], c[[2, 1]], function="pair", solver=nengo.solvers.LstsqL2(weights=True), synapse=0.01)
        case.probe(b.neurons)
        case.probe(b, synapse=0.01)
        case.probe(c, synapse=0.01)
    return case


if __name__ == "__main__":
    cases = []
    for case in [slices(), repeated(), functions(), neurons(), direct(), sampled(1e-3), sampled(5e-4),
                 *types(), weights()]:
        cases.append(case.run())
        print(case.name)
    meta = dict(source=f"nengo {nengo.__version__}, numpy {np.__version__}")
    with gzip.GzipFile(f"{OUT}/semantics.json.gz", "wb", mtime=0) as f:
        f.write(json.dumps(clean({"meta": meta, "cases": cases})).encode())
