"""One real thread of low priority for what would block every socket of the process: a password's hash."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_NICE = 10


class OwnThread:
    """Run a function in the thread and wait: `thread(work, *args)` returns what `work` does. Started at first use."""

    def __init__(self) -> None:
        self._apply: Callable[[Callable[[], Any]], Any] | None = None

    def __call__(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        self._apply = self._apply or _start()
        return self._apply(partial(work, *args, **kwargs))  # type: ignore[no-any-return]


def _start() -> Callable[[Callable[[], Any]], Any]:
    # patched: whether it was; under gevent the library's threads are greenlets
    from gevent import monkey, threadpool

    if not monkey.is_module_patched("threading"):
        executor = ThreadPoolExecutor(1, thread_name_prefix="password", initializer=_lower)
        return lambda work: executor.submit(work).result()
    pool = threadpool.ThreadPool(1)
    pool.apply(_lower)
    return lambda work: pool.apply(work)


def _lower() -> None:
    """Only Linux has a priority for each thread; elsewhere this would lower the whole process."""
    if sys.platform == "linux":
        os.nice(_NICE)
