"""asyncio in tests: in a thread of its own, since a browser test before it leaves a loop running in the first one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """What `work` returns or raises, done in a new thread."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def run(steps: Coroutine[Any, Any, T]) -> T:
    return apart(lambda: asyncio.run(steps))
