"""Ports for the servers of tests and measurements: no two processes of this machine are given the same one.

They lie below the ports that systems give to outgoing connections (from 32,768 on Linux, 49,152 elsewhere), so that
nobody takes one by chance before its server listens.
"""

from __future__ import annotations

import os
import socket
import sys

FIRST, LAST = 20_000, 32_000
_next = FIRST + os.getpid() * 97 % (LAST - FIRST)


def free(count: int = 1) -> int:
    """The first of `count` ports in a row that are this process's until it ends. Raises OSError where none are free."""
    global _next
    for _ in range(LAST - FIRST):
        first = _next
        _next = first + count if first + 2 * count <= LAST else FIRST
        taken = [_take(port) for port in range(first, first + count)]
        kept = [guard for guard in taken if guard is not None]
        if len(kept) == count:
            for guard in kept:
                guard.detach()  # the system closes it when the process ends
            return first
        for guard in kept:
            guard.close()
    raise OSError("no free port")


def _take(port: int) -> socket.socket | None:
    """A datagram socket on the port's number, which the system gives to one process only; None where it is taken."""
    guard = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            guard.bind(("127.0.0.1", port))
            listener.bind(("0.0.0.0", port))
            listener.listen(1)
        except OSError:
            guard.close()
            return None
    return guard
