"""Writes a model file with NumPy alone: 50 LIF neurons that represent a number and decode its square.

    python3 write_model.py OUT.spikelane

The live input is "u", the output "square"; probes are "decoded" and "spikes". docs/model-file.md is the format.
"""
import io
import json
import sys
import zipfile

import numpy as np

signals, operators, arrays = [], [], []


def array(values):
    arrays.append(np.ascontiguousarray(values))
    return f"arrays/{len(arrays) - 1}.npy"


def signal(name, values=None, shape=(), constant=False):
    shape = list(shape if values is None else np.shape(values))
    values = None if values is None else array(np.asarray(values, "<f8"))
    signals.append(dict(name=name, shape=shape, constant=constant, values=values))
    return len(signals) - 1


def operator(type, **fields):
    operators.append(dict(type=type, **fields))
    return len(operators) - 1


n, tau_rc, tau_ref = 50, 0.02, 0.002
i = np.arange(n)
encoders, intercepts, max_rates = (-1.0) ** i, -0.95 + 1.8 * i / n, 200 + 200.0 * (i * 7 % n) / n
j_max = 1 / (1 - np.exp((tau_ref - 1 / max_rates) / tau_rc))
gain = (j_max - 1) / (1 - intercepts)
bias = 1 - gain * intercepts
x = np.linspace(-1, 1, 500)
current = gain * encoders * x[:, None] + bias
rates = np.where(current > 1, 1 / (tau_ref - tau_rc * np.log1p(-1 / np.maximum(current, 1.0001))), 0)
ridge = len(x) * (0.1 * rates.max()) ** 2 * np.eye(n)
decoders = np.linalg.solve(rates.T @ rates + ridge, rates.T @ x**2)

tick, time = signal("tick"), signal("time")
u, j, spikes = signal("u", [0.0]), signal("current", shape=[n]), signal("spikes", shape=[n])
decoded, filtered = signal("decoded", shape=[1]), signal("filtered", shape=[1])
operator("Clock", tick=tick, time=time)
operator("Copy", **{"from": signal("bias", bias, constant=True), "fromIndices": None, "to": j, "toIndices": None},
         increment=False)
operator("Product", matrix=signal("encoders", (gain * encoders)[:, None], constant=True), **{"from": u}, to=j,
         increment=True)
operator("StepNeurons", name="ensemble", neuron=dict(type="Lif", tauRc=tau_rc, tauRef=tau_ref, minVoltage=0, amplitude=1),
         current=j, output=spikes, seed=1, initial={"voltage": array(i / n)}, shown={})
operator("Product", matrix=signal("decoders", decoders[None, :], constant=True), **{"from": spikes}, to=decoded,
         increment=False)
operator("Filter", synapse=dict(type="Lowpass", tau=0.05), **{"from": decoded}, to=filtered,
         update=True)
probes = {name: operator("Sample", name=name, **{"from": of}, tick=tick, every=0)
          for name, of in (("decoded", filtered), ("spikes", spikes))}
model = dict(format="spikelane-model", version=1, signals=signals, operators=operators, inputs={"u": u},
             outputs={"square": filtered}, probes=probes)
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_STORED) as file:
    file.writestr("model.json", json.dumps(model, indent=1))
    for k, values in enumerate(arrays):
        npy = io.BytesIO()
        np.save(npy, values)
        file.writestr(f"arrays/{k}.npy", npy.getvalue())
