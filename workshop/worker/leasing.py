"""The leases of one worker process: cached over several pieces of work, and renewed while it works."""

import os
import secrets
import threading
import time
from collections.abc import Callable
from typing import Concatenate

from workshop.feed import Changing, Feed, P, T
from workshop.worker import leases
from workshop.worker.leases import Lease


class Leasing:
    """Cache leases, which saves a commit for each piece of work. `name` identifies this worker."""

    def __init__(self, feed: Feed) -> None:
        self.name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._feed = feed
        self._leases: dict[str, tuple[Lease, float]] = {}  # with its end, on the monotonic clock
        self._current: str | None = None
        self._guard = threading.Lock()

    def begin(self, scope: str) -> tuple[Lease, bool] | None:
        """Return the lease, and whether it is new; None while another worker has it. Call `end` afterwards."""
        with self._guard:
            known = self._leases.get(scope)
            if known and known[1] - time.monotonic() > leases.SECONDS / 2:
                self._current = scope
                return known[0], False
        lease = self._take(scope)
        if lease is None:
            return None
        self._current = scope
        return lease, known is None or known[0] != lease

    def end(self) -> None:
        """End the current piece of work; its lease stays cached for the next one."""
        self._current = None

    def renew(self) -> None:
        """Renew the lease of the current work; called every two seconds from another thread."""
        if self._current is not None:
            self._take(self._current)

    def release(self, keep: str | None = None) -> None:
        """Release all leases, or all but one: before long work, and at the end."""
        with self._guard:
            gone = [lease for scope, (lease, _) in self._leases.items() if scope != keep]
            self._leases = {scope: cached for scope, cached in self._leases.items() if scope == keep}
        if gone:
            self._feed.write(leases.release, gone)

    def _take(self, scope: str) -> Lease | None:
        requested = time.monotonic()
        lease = self._feed.write(leases.take, scope, self.name)
        with self._guard:
            if lease is None:
                self._leases.pop(scope, None)
            else:
                self._leases[scope] = (lease, requested + leases.SECONDS)
        return lease


def fenced(
    change: Changing, lease: Lease, verb: Callable[Concatenate[Changing, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Run the verb under its lease. Raises Stale where another worker has taken the lease."""
    leases.check(change.connection, lease)
    return verb(change, *args, **kwargs)
