"""Python's garbage collection, tuned so that it delays nobody."""

import gc

COLLECT_SECONDS = 600


def pause() -> None:
    """Collect nothing until `freeze`: what start-up makes stays, and looking through it in vain takes a second."""
    gc.disable()


def freeze() -> None:
    """Exclude what start-up made from collection: with a worker's dictionaries a full collection takes 150 ms, and
    during a write the whole room would wait."""
    gc.collect()
    gc.freeze()
    gc.enable()


def tune() -> None:
    """Tune a process with sockets: small collections are frequent and short; a full one, which takes 100 ms at a
    thousand sockets, runs only by `collect`."""
    freeze()
    gc.set_threshold(5_000, 10, 1_000_000)


def collect() -> None:
    """Free old reference cycles, above all of phones that left."""
    gc.collect()
