"""Python's garbage collection, kept from holding everybody up."""

from __future__ import annotations

import gc

COLLECT_SECONDS = 600


def freeze() -> None:
    """What start-up made is never looked at again: in a worker, with its dictionaries, a full look takes 150 ms, and
    where it falls into a write the whole room waits for it."""
    gc.collect()
    gc.freeze()


def tune() -> None:
    """For a process that holds sockets: small collections come often enough to be short, a full one, which takes
    100 ms at a thousand sockets, not by itself (see `collect`)."""
    freeze()
    gc.set_threshold(5_000, 10, 1_000_000)


def collect() -> None:
    """Frees what has gone round in circles and grown old: above all phones that came and went."""
    gc.collect()
