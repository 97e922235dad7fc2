#!/usr/bin/env python3
"""Brian2, C++ standalone, on a bare LIF population: no spike-time correction, refractory periods of whole ticks.

    pip install brian2; python brian2_lif.py [N ...]

One JSON line a size: nanoseconds of a tick per neuron. Currents are those of our 90 Hz regime: max rates of
U(200, 400) Hz, intercepts of U(-1, 0.9), a represented value of 0.3.
"""
import json
import shutil
import sys
import tempfile

import numpy as np
from brian2 import NeuronGroup, defaultclock, device, ms, prefs, run, set_device

prefs.codegen.cpp.extra_compile_args_gcc = ["-w", "-O3", "-ffast-math", "-march=native"]
MEMBRANE = "dv/dt = (J - v) / tau : 1 (unless refractory)\nJ : 1"

for k, n in enumerate([int(a) for a in sys.argv[1:]] or [65536]):
    folder = tempfile.mkdtemp()
    if k:
        device.reinit()
        device.activate()
    set_device("cpp_standalone", directory=folder, build_on_run=True)
    random = np.random.RandomState(1)
    max_rate, intercept = random.uniform(200, 400, n), random.uniform(-1, 0.9, n)
    current_at_max = 1 / (1 - np.exp((0.002 - 1 / max_rate) / 0.02))
    gain = (1 - current_at_max) / (intercept - 1)
    defaultclock.dt = 1 * ms
    tau = 20 * ms
    group = NeuronGroup(
        n, MEMBRANE, threshold="v > 1", reset="v = 0", refractory=2 * ms, method="exact"
    )
    group.J = 1 - gain * intercept + 0.3 * gain * random.choice([-1, 1], n)
    group.v = random.uniform(0, 1, n)
    ticks = max(200, 80_000_000 // n)
    run(ticks * ms)
    print(json.dumps({"n": n, "ns": device._last_run_time / ticks / n * 1e9}), flush=True)
    shutil.rmtree(folder, ignore_errors=True)
