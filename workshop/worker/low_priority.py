"""A thread of low priority for what reads and computes; what writes runs at normal priority.

A whole process of low priority would hold the database's one write lock while others leave it no core: with a thousand
phones on two cores that delayed every tenth note by 100 ms.
"""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_NICE = 10


class LowPriority:
    """Run a function in the thread and wait: `compute(work, *args)` returns or raises what `work` does."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="low-priority", initializer=_lower)

    def __call__(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._thread.submit(work, *args, **kwargs).result()


def _lower() -> None:
    """Only Linux has a priority for each thread; elsewhere this would lower the whole process."""
    if sys.platform == "linux":
        os.nice(_NICE)
