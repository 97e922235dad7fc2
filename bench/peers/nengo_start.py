#!/usr/bin/env python3
"""A program that constructs one simulator of Nengo, the first of its Python, and ends.

    pip install 'nengo==4.1.0'; python nengo_start.py NAME

Prints how long the construction took, in milliseconds, of a network of nengo_networks.py.
"""
import sys
import time

import nengo

from nengo_networks import NETWORKS

network = NETWORKS[sys.argv[1]]()
start = time.perf_counter()
with nengo.Simulator(network, progress_bar=False):
    print(1e3 * (time.perf_counter() - start))
