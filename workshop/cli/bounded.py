"""Bounds of a process that reads what people send: no file can take the room's time or memory."""

import sys
import warnings

MEMORY_BYTES = 1024**3


def limit(cpu_seconds: int) -> None:
    """Bound what this process may use. Windows has no such limits; there the time alone ends it."""
    warnings.simplefilter("ignore")
    if sys.platform != "win32":
        # system: not there on Windows
        import resource

        for bound, most in ((resource.RLIMIT_CPU, cpu_seconds), (resource.RLIMIT_DATA, MEMORY_BYTES)):
            _soft, hard = resource.getrlimit(bound)
            resource.setrlimit(bound, (most if hard < 0 else min(most, hard), hard))
