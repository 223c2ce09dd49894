"""Door control: what one phone, one workshop and one address may do. In memory, a process each.

A room is one address, so addresses get much and a phone little. Wrong codes slow down only guessing: a code that has
worked from an address always works from there, and a facilitator's open console makes it so.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Hashable
from typing import TypeVar

from flask import Flask, Response, current_app, g, request
from flask_babel import gettext as _

from workshop.domain import codes
from workshop.errors import Refusal, TooFast, UnknownWorkshop

_FORGET_AT = 20_000
_PATIENCE_SECONDS = 15.0
T = TypeVar("T")
Clock = Callable[[], float]


class Buckets:
    """Token buckets: each key has `burst` at once and `rate` a second from then on."""

    def __init__(self, burst: float, rate: float, clock: Clock) -> None:
        self.burst, self.rate, self._clock = burst, rate, clock
        self._left: dict[Hashable, tuple[float, float]] = {}

    def left(self, key: Hashable) -> float:
        """How much the key has now; below 0 where it was overdrawn."""
        if key not in self._left:
            return self.burst
        left, at = self._left[key]
        return min(self.burst, left + (self._clock() - at) * self.rate)

    def take(self, key: Hashable) -> None:
        if len(self._left) > _FORGET_AT:
            self._left = {known: kept for known, kept in self._left.items() if self.left(known) < self.burst}
        self._left[key] = (self.left(key) - 1, self._clock())

    def wait(self, key: Hashable) -> float:
        """Seconds until one more is there; 0 when it is."""
        return max(0.0, (1 - self.left(key)) / self.rate)


class Limits:
    """All limits of a process. `clock` in seconds, `sleep` as time.sleep: tests bring their own."""

    def __init__(self, clock: Clock = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        self.sleep = sleep
        self._clock = clock
        # A person types a note in ten seconds; a scribe sends thirty a minute; an outbox empties in a burst.
        self.phone = Buckets(20, 2, clock)
        self.workshop = Buckets(3_000, 300, clock)
        self.joins = Buckets(3_000, 100, clock)
        self.address = Buckets(6_000, 600, clock)
        self.wrong_codes = Buckets(30, 0.5, clock)
        self.passwords = Buckets(5, 0.1, clock)
        self._turns: dict[str, float] = {}
        self._proven: dict[tuple[str, str], None] = {}
        self._guard = threading.Lock()

    def write(self, address: str, code: str, phone: str) -> None:
        """Counts a write. Raises TooFast; then neither the workshop nor the address is charged for it.

        The workshop pays only for what succeeds (`wrote`), so that strangers cannot use up what a room has.
        """
        for buckets, key in ((self.phone, hash(phone)), (self.address, address)):
            _charge(buckets, key)
        if self.workshop.wait(code):
            raise TooFast(retry_after=_seconds(self.workshop.wait(code)))

    def wrote(self, code: str) -> None:
        self.workshop.take(code)

    def join(self, address: str, phone: str) -> None:
        """Counts a joining phone. Raises TooFast."""
        _charge(self.phone, hash(phone))
        _charge(self.joins, address)

    def try_code(self, address: str, code: str) -> None:
        """Before a code is looked up. An address that guessed wrong too often waits its turn, one guess a second;
        raises TooFast where the line is long. What is proven never waits."""
        if (address, code) in self._proven or self.wrong_codes.wait(address) == 0:
            return
        with self._guard:
            now = self._clock()
            turn = max(now, self._turns.get(address, 0.0)) + 1.0
            if turn - now > _PATIENCE_SECONDS:
                raise TooFast(_("มีการลองรหัสผิดหลายครั้งจากเครือข่ายนี้ กรุณารอสักครู่ แล้วลองอีกครั้ง"), _seconds(turn - now))
            if len(self._turns) > _FORGET_AT:
                self._turns = {known: at for known, at in self._turns.items() if at > now}
            self._turns[address] = turn
        self.sleep(turn - now)

    def code_was(self, address: str, code: str, right: bool) -> None:
        if not right:
            self.wrong_codes.take(address)
            return
        if (address, code) not in self._proven:
            self._proven[(address, code)] = None
            while len(self._proven) > _FORGET_AT:
                del self._proven[next(iter(self._proven))]


def guard(app: Flask, limits: Limits) -> None:
    """Puts the limits before every handler that takes a code or a write."""

    @app.before_request
    def _admit() -> None:
        code = _code()
        if code is None:
            return
        limits.try_code(_address(), code)
        if request.endpoint == "participant.join":
            limits.join(_address(), _phone())
        elif _is_write():
            limits.write(_address(), code, _phone())

    @app.after_request
    def _learn(response: Response) -> Response:
        code = _code()
        if code is None:
            return response
        # Of the door's form, found is a way on and not found a page of its own.
        right, wrong = (302, 404) if request.endpoint == _BY_CODE else (200, None)
        if g.get("refused") == UnknownWorkshop.code or response.status_code == wrong:
            limits.code_was(_address(), code, right=False)
        elif response.status_code == right:
            limits.code_was(_address(), code, right=True)
            if _is_write():
                limits.wrote(code)
        return response


_BY_CODE = "participant.join_by_code"
_WRITES = {f"participant.{name}" for name in ("submit", "edit", "delete", "react", "vote", "answer_pulse")}


def _is_write() -> bool:
    return request.endpoint in _WRITES


def _code() -> str | None:
    """The code that the request names, as it will be looked up."""
    named = request.args.get("code") if request.endpoint == _BY_CODE else (request.view_args or {}).get("code")
    return codes.typed(named or "") or None


def _address() -> str:
    return request.remote_addr or ""


def _phone() -> str:
    return request.headers.get("Authorization", "")


def password(check: Callable[[], T]) -> T:
    """Lets the facilitator's password be checked, unless this address was wrong too often. Raises Refusal."""
    limits: Limits = current_app.extensions["laena.limits"]
    if limits.passwords.wait(_address()):
        wait = _seconds(limits.passwords.wait(_address()))
        raise TooFast(
            retry_after=wait, password=_("ลองรหัสผ่านผิดหลายครั้ง กรุณารอ %(seconds)s วินาที แล้วลองใหม่", seconds=wait)
        )
    try:
        return check()
    except Refusal:
        limits.passwords.take(_address())
        raise


def _charge(buckets: Buckets, key: Hashable) -> None:
    wait = buckets.wait(key)
    if wait:
        raise TooFast(retry_after=_seconds(wait))
    buckets.take(key)


def _seconds(wait: float) -> int:
    return max(1, math.ceil(wait))
