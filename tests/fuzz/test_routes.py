"""Ten thousand requests that nobody should send: each is answered, none does harm, none tells what it should not."""

from __future__ import annotations

from random import Random

from flask import Flask

from tests.fuzz.hostile import shot
from tests.fuzz.target import SECRET, aimed
from tests.room import Room

REQUESTS, SEED = 10_000, 20_260
ANEW = 150  # after so many requests the room is opened again and its new notes and themes are aimed at


def test_ten_thousand_bad_requests_cause_no_error_and_no_forbidden_change(app: Flask, room: Room) -> None:
    target, chance = aimed(app, room), Random(SEED)
    while target.fired < REQUESTS:
        target.fire(shot(chance, len(target.routes)))
        if target.fired - target.aimed_at > ANEW:
            target.remember()
    target.close()
    wrong = {line.split("\n")[0]: line for line in target.wrong}
    assert not wrong, "\n".join(list(wrong.values())[:20])
    assert {200, 302, 400, 401, 404, 405, 409, 413, 422} <= set(target.statuses)
    assert not [line for line in target.words.lines if SECRET in line or "ข้อความจากการทดสอบ" in line]
