"""The leases of one worker process: held for a few seconds over several pieces of work, renewed while it works."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from workshop.feed import Changing, Feed
from workshop.worker import leases
from workshop.worker.leases import Lease

P = ParamSpec("P")
T = TypeVar("T")


class Leasing:
    """`name` tells this worker from the others. A lease that is kept spares a commit for each piece of work."""

    def __init__(self, feed: Feed) -> None:
        self.name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._feed = feed
        self._held: dict[str, tuple[Lease, float]] = {}  # until when, on this process's steady clock
        self._at: str | None = None
        self._guard = threading.Lock()

    def begin(self, place: str) -> tuple[Lease, bool] | None:
        """The lease, and whether it is newly taken, until `end`; None while another worker is at this place."""
        with self._guard:
            known = self._held.get(place)
            if known and known[1] - time.monotonic() > leases.SECONDS / 2:
                self._at = place
                return known[0], False
        lease = self._take(place)
        if lease is None:
            return None
        self._at = place
        return lease, known is None or known[0] != lease

    def end(self) -> None:
        """The work at the present place is done; the lease runs on a little, for what comes next there."""
        self._at = None

    def renew(self) -> None:
        """Called every two seconds from a thread of its own: the place at work is kept, however long it takes."""
        if self._at is not None:
            self._take(self._at)

    def release(self, keep: str | None = None) -> None:
        """Gives back all leases, or all but one: before long work, and at the end."""
        with self._guard:
            gone = [lease for place, (lease, _) in self._held.items() if place != keep]
            self._held = {place: held for place, held in self._held.items() if place == keep}
        if gone:
            self._feed.write(leases.release, gone)

    def _take(self, place: str) -> Lease | None:
        asked = time.monotonic()
        lease = self._feed.write(leases.take, place, self.name)
        with self._guard:
            if lease is None:
                self._held.pop(place, None)
            else:
                self._held[place] = (lease, asked + leases.SECONDS)
        return lease


def fenced(
    change: Changing,
    lease: Lease | None,
    verb: Callable[Concatenate[Changing, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Runs the verb where the lease is still one's own, else raises Stale; without a lease it just runs."""
    if lease is not None:
        leases.check(change.connection, lease)
    return verb(change, *args, **kwargs)
