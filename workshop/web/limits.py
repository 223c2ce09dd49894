"""Rate limits of phones, workshops and addresses, in memory or over all processes by the bus.

A room is one address, so addresses get much and a phone little. Wrong codes slow down only guessing: a code that has
worked from an address is never slowed there, nor one whose console is open there.
"""

import hashlib
import math
import time
from collections.abc import Callable, Sequence
from functools import partial

from flask import Flask, Response, g, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from workshop.bus import Bus
from workshop.domain import activities, codes
from workshop.errors import TooFast, UnknownWorkshop
from workshop.web.buckets import Buckets, Clock, Line, Proven, Step, in_turn
from workshop.web.password_brake import Brake
from workshop.web.shared_buckets import SharedBuckets, SharedLine, SharedProven
from workshop.web.shared_buckets import in_turn as shared_in_turn

_PATIENCE_SECONDS = 15.0


class Limits:
    """All limits; `clock` in seconds. With `bus` they count over all processes, by Valkey's clock."""

    def __init__(
        self,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        bus: Bus | None = None,
    ) -> None:
        self.sleep = sleep

        def buckets(name: str, burst: float, rate: float) -> Buckets:
            return SharedBuckets(name, burst, rate, clock, bus) if bus else Buckets(burst, rate, clock)

        # A person types a note in ten seconds; a scribe sends thirty a minute; an outbox empties in a burst.
        self.phone = buckets("phone", 20, 2)
        self.workshop = buckets("workshop", 3_000, 300)
        self.joins = buckets("joins", 3_000, 100)
        self.address = buckets("address", 6_000, 600)
        self.strangers = buckets("strangers", 3_000, 300)
        self.wrong_codes = buckets("wrong_codes", 30, 0.5)
        # Of a slip's code: with a thousand slips in a room, five guesses a second find one in four months.
        self.phone_slips = buckets("phone_slips", 10, 0.2)
        self.slips = buckets("slips", 300, 5)
        # Of a unit's link to send its answer: a refused file is chosen anew by hand.
        self.uploads = buckets("uploads", 20, 0.05)
        self.brake = Brake(
            buckets("passwords", 5, 0.1), buckets("own_passwords", 5, 1), sleep, buckets("account_passwords", 10, 0.1)
        )
        self._in_turn: Callable[[Sequence[Step]], float] = partial(shared_in_turn, bus) if bus else in_turn
        self._line = SharedLine(_PATIENCE_SECONDS, clock, bus) if bus else Line(_PATIENCE_SECONDS, clock)
        self._proven = SharedProven(bus) if bus else Proven()
        self._phones = SharedProven(bus) if bus else Proven()

    def write(self, address: str, code: str, phone: str) -> None:
        """Count a write. Raises TooFast; then neither the workshop nor the address is charged.

        Phones of which nothing was accepted yet share a limit of their own, so that made-up keys starve none that has
        joined. The workshop is charged only for successful writes (`wrote`), so that strangers cannot use up its limit.
        """
        shared = self.address if self._phones.anywhere(code, phone) else self.strangers
        self._admit((self.phone, phone, "charge"), (shared, address, "charge"), (self.workshop, code, "look"))

    def wrote(self, code: str) -> None:
        self.workshop.take(code)

    def accepted(self, code: str, phone: str) -> None:
        """Count the phone as one of the workshop from now on."""
        self._phones.add(code, phone)

    def join(self, address: str, phone: str) -> None:
        """Count a joining phone. Raises TooFast."""
        self._admit((self.phone, phone, "charge"), (self.joins, address, "charge"))

    def guess_slip(self, address: str, phone: str) -> None:
        """Charge a slip's code before it is looked up. Raises TooFast; `slip_was_right` gives the charge back."""
        wait = self._in_turn(((self.phone_slips, phone, "charge"), (self.slips, address, "charge")))
        if wait:
            raise TooFast(_("มีการลองรหัสบัตรผิดหลายครั้ง บัตรยังไม่ถูกใช้ กรุณารอสักครู่ แล้วลองอีกครั้ง"), _seconds(wait))

    def guess_number(self, phone: str) -> None:
        """Charge the figures by which a phone comes from another address. Raises TooFast."""
        wait = self._in_turn(((self.phone_slips, phone, "charge"),))
        if wait:
            raise TooFast(_("มีการกรอกเลขยืนยันหลายครั้ง กรุณารอสักครู่ แล้วลองอีกครั้ง"), _seconds(wait))

    def slip_was_right(self, address: str, phone: str) -> None:
        self._in_turn(((self.phone_slips, phone, "give"), (self.slips, address, "give")))

    def upload(self, link: str) -> None:
        """Count a file that comes by the link, before it is read. Raises TooFast."""
        self._admit((self.uploads, link, "charge"))

    def _admit(self, *steps: Step) -> None:
        wait = self._in_turn(steps)
        if wait:
            raise TooFast(retry_after=_seconds(wait))

    def try_code(self, address: str, code: str) -> None:
        """Slow an address with many wrong codes to one guess a second, before a code is looked up.

        Never waits for a code that worked from there. Raises TooFast where too many wait.
        """
        known = self._proven.here(address, code)
        if known or self.wrong_codes.wait(address) == 0 or self._proven.anywhere(address, code):
            return
        wait = self._line.turn(address)
        if wait > _PATIENCE_SECONDS:
            raise TooFast(_("มีการลองรหัสผิดหลายครั้งจากเครือข่ายนี้ กรุณารอสักครู่ แล้วลองอีกครั้ง"), _seconds(wait))
        self.sleep(wait)

    def code_was(self, address: str, code: str, right: bool) -> None:
        if right:
            self._proven.add(address, code)
        else:
            self.wrong_codes.take(address)


def guard(app: Flask, limits: Limits) -> None:
    """Apply the limits before every handler that takes a code or a write."""

    @app.before_request
    def _admit() -> None:
        g.code = code = _code()
        if code is None:
            return
        address, endpoint = _address(), request.endpoint
        limits.try_code(address, code)
        if endpoint in _JOINS:
            limits.join(address, _phone(endpoint))
        elif endpoint in _WRITES:
            limits.write(address, code, _phone(endpoint))
        if _with_slip(endpoint):
            limits.guess_slip(address, _phone(endpoint))
        if endpoint == _MOVED:
            limits.guess_number(_phone(endpoint))

    @app.after_request
    def _learn(response: Response) -> Response:
        code = g.get("code")
        if code is None:
            return response
        # The door's form redirects for a right code, and answers 404 for a wrong one.
        address, endpoint = _address(), request.endpoint
        right, wrong = (302, 404) if endpoint == _BY_CODE else (200, None)
        if g.get("refused") == UnknownWorkshop.code or response.status_code == wrong:
            limits.code_was(address, code, right=False)
        elif response.status_code == right:
            limits.code_was(address, code, right=True)
            if _with_slip(endpoint):
                limits.slip_was_right(address, _phone(endpoint))
            if endpoint in _WRITES or endpoint in _JOINS:
                limits.accepted(code, _phone(endpoint))
            if endpoint in _WRITES:
                limits.wrote(code)
        return response


_BY_CODE = "participant.join_by_code"
_PLAIN = "participant.plain_note"
_RESCUED = "participant.rescued"
_MOVED = "participant.moved"
_SLIP = "participant.use_slip"
_WRITES = activities.calls_counted_by("write")
_JOINS = activities.calls_counted_by("join")


def _code() -> str | None:
    """Return the request's code, normalised as for look-up."""
    named = request.args.get("code") if request.endpoint == _BY_CODE else (request.view_args or {}).get("code")
    return codes.typed(named or "") or None


def _address() -> str:
    return request.remote_addr or ""


def _with_slip(endpoint: str | None) -> bool:
    """Return whether the request has a slip's code, to vote or to join."""
    if endpoint == _PLAIN:
        return bool(request.form.get("slip"))
    if endpoint not in _JOINS:
        return endpoint == _SLIP
    try:
        body = request.get_json(force=True)
    except (HTTPException, RecursionError):  # what is wrong with it is for the handler to answer
        return False
    return isinstance(body, dict) and bool(body.get("slip"))


def _phone(endpoint: str | None) -> str:
    """Return a short digest of the phone's key, or of whose notes another phone brings."""
    key = (request.view_args or {})["by"] if endpoint in (_RESCUED, _MOVED) else _key(endpoint)
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _key(endpoint: str | None) -> str:
    return request.form.get("key", "") if endpoint == _PLAIN else request.headers.get("Authorization", "")


def _seconds(wait: float) -> int:
    return max(1, math.ceil(wait))
