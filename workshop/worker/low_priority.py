"""Heavy work steps back for the sockets; what writes to the database does not.

A whole process of low priority would hold the database's one write lock for as long as others leave it no core: on two
cores with a thousand phones that put 100 ms on every tenth note. So a worker reads and computes in a thread of low
priority, and writes in one that has its turn like any other.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_NICE = 10


class Aside:
    """Calling it runs a function in its thread and waits: aside(work, *args) returns or raises what `work` does."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="aside", initializer=_step_back)

    def __call__(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._thread.submit(work, *args, **kwargs).result()


def _step_back() -> None:
    """Linux alone gives each thread a priority of its own; elsewhere the whole process would step back."""
    if sys.platform == "linux":
        os.nice(_NICE)
