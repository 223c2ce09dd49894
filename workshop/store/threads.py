"""gevent's pool of real threads, for what would block every socket of a process on gevent."""

from typing import Any

from gevent import get_hub, monkey


def pool() -> Any | None:
    """Return the pool if this process runs on gevent, else None. (An idle pool is falsy.)"""
    return get_hub().threadpool if monkey.is_module_patched("socket") else None
