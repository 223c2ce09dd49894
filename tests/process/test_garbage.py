"""Garbage collection holds nobody up, and frees what has grown old all the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

_SCRIPT = """
import gc, weakref
from workshop.process import garbage

class Phone:
    pass

def gone():
    phone = Phone()
    phone.itself = phone
    return weakref.ref(phone)

long_ago = Phone()
garbage.tune()
assert gc.get_freeze_count() > 1000
phone = gone()
gc.collect(0), gc.collect(1)
kept = [gone() for _ in range(100_000)]
assert sum(ref() is not None for ref in kept) < 10_000, "small collections free what is young"
old = gone()
held = old()
gc.collect(1)  # it is held on to while it grows old
del held
assert old() is not None
garbage.collect()
assert old() is None, "a full one frees what is old"
print("freed")
"""


def test_young_cycles_are_freed_automatically_and_old_ones_by_a_full_collection() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("freed\n", "")


@pytest.mark.parametrize(("command", "seldom"), [("--version", True), ("worker", False)])
def test_commands_start_with_few_collections_but_for_those_that_tune_the_collector(command: str, seldom: bool) -> None:
    script = f"""
import gc, sys
from workshop import cli
sys.argv = ["laena", "{command}", "--help"]
try:
    cli.entry()
finally:
    print(gc.get_threshold()[0] > 50_000)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == str(seldom)
