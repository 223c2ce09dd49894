"""Faults under load: a room at work while processes are killed, the network is bad, the disk full and clocks jump.

`python -m bench.faults` draws each schedule from a seed, so any of them can be run again. See docs/scale.md.
"""
