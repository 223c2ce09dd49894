"""gevent's pool of real threads, for what would hold up every socket of a process that runs on gevent."""

from __future__ import annotations

from typing import Any


def pool() -> Any | None:
    """The pool where this process runs on gevent, else None. At rest a pool is false."""
    try:
        # patched: whether it was
        from gevent import get_hub, monkey
    except ImportError:  # pragma: no cover - gevent is a dependency
        return None
    return get_hub().threadpool if monkey.is_module_patched("socket") else None
