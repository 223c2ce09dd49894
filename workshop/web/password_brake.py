"""The brake on guesses of the facilitator's password.

A guess is charged before it is checked, so that however many arrive at once, at most five are checked. A place that was
wrong too often waits at most a minute. This machine itself is never locked out: its guesses wait a second, then count.
"""

import ipaddress
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from flask_babel import gettext as _

from workshop.errors import TooFast
from workshop.web.buckets import Buckets
from workshop.web.own_thread import OwnThread

AT_ONCE, LONGEST_SECONDS = 5, 60
BUSY_SECONDS = 1
T = TypeVar("T")


class Brake:
    """`strangers` and `own` count guesses by address, `own` those of this machine; `accounts` strangers' by name."""

    def __init__(
        self,
        strangers: Buckets,
        own: Buckets,
        sleep: Callable[[float], None] = time.sleep,
        accounts: Buckets | None = None,
    ) -> None:
        self._strangers, self._own, self._sleep, self._accounts = strangers, own, sleep, accounts
        self._thread = OwnThread()
        self._guard = threading.Lock()
        # Two counts, so that strangers' guesses never fill the places of this machine.
        self._open = {True: 0, False: 0}

    def wait(self, address: str, near: bool) -> float:
        """Return the seconds for which `check` would refuse now; 0 where it would check. Charges nothing."""
        if self._open[near] >= AT_ONCE:
            return BUSY_SECONDS
        return 0.0 if near else self._strangers.do(address, "look")

    def apart(self, work: Callable[[], T]) -> T:
        """Return what a new password's hash is, worked out in the thread of the guesses."""
        return self._thread(work)

    def check(self, address: str, near: bool, is_right: Callable[[], bool], account: str = "") -> bool:
        """Return `is_right()`, which runs in its own thread; `near`: from this machine; `account`: whose password.

        Raises TooFast unchecked.
        """
        bucket = self._own if near else self._strangers
        with self._guard:
            if self._open[near] >= AT_ONCE:
                raise too_fast(BUSY_SECONDS)
            self._open[near] += 1
        try:
            wait = bucket.do(address, "charge")
            named = self._accounts if account and not near else None
            if named is not None and not wait:
                wait = named.do(account, "charge")
            if wait and not near:
                raise too_fast(wait)
            if wait:
                self._sleep(min(wait, BUSY_SECONDS))
            right = self._thread(is_right)
            if right:
                bucket.do(address, "give")
                if named is not None:
                    named.do(account, "give")
            return right
        finally:
            with self._guard:
                self._open[near] -= 1


def near(address: str, forwarded: bool) -> bool:
    """Return whether it comes from this machine; `forwarded` by a proxy that is not configured, it may be anybody's."""
    return loopback(address) and not forwarded


def loopback(address: str) -> bool:
    """Return whether the address is this machine."""
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def whole_seconds(wait: float) -> int:
    return min(LONGEST_SECONDS, max(1, -int(-wait // 1)))


def too_fast(wait: float) -> TooFast:
    seconds = whole_seconds(wait)
    text = _("ลองรหัสผ่านผิดหลายครั้ง กรุณารอ %(seconds)s วินาที แล้วลองใหม่", seconds=seconds)
    return TooFast(text, retry_after=seconds, password=text)
