"""Sockets that send what no page sends: nobody is let in who may not be, nothing is written, the server goes on."""

from __future__ import annotations

from random import Random
from typing import Any

from flask import Flask

from tests.fuzz.hostile import value
from tests.fuzz.target import SECRET, aimed
from tests.room import Room

KNOCKS, SEED = 600, 20_260
EVENTS = ("enter", "changes", "notes", "presence", "stopping", "message", "", "\x00", "__proto__")


def auth(chance: Random, room: Room) -> Any:
    """Nearly right, or anything."""
    if chance.random() < 0.2:
        return chance.choice((None, {}, [], "x", {"code": None}))
    found = {
        "code": chance.choice((room.code, room.code, room.code, value(chance))),
        "view": chance.choice(("phone", "phone", "console", "projector", value(chance))),
    }
    if chance.random() < 0.5:
        found["device"] = chance.choice((room.phone.key, "0" * 32, value(chance)))
    return found


def test_hostile_sockets_are_refused_or_sent_only_what_they_may_see(app: Flask, room: Room) -> None:
    target, chance = aimed(app, room), Random(SEED)
    socketio = app.extensions["laena.socketio"]
    delivery = app.extensions["laena.delivery"]
    admitted: list[str] = []
    before = target.digest()

    for _ in range(KNOCKS):
        tried = auth(chance, room)
        socket = socketio.test_client(app, auth=tried, flask_test_client=target.stranger.client)
        if not socket.is_connected():
            continue
        admitted.append(tried["view"])
        assert (tried["view"], tried["code"]) == ("phone", room.code), tried
        for _ in range(chance.randrange(4)):
            socket.emit(chance.choice(EVENTS), *[value(chance) for _ in range(chance.randrange(3))])
        if socket.is_connected():
            delivery.round(len(admitted) * 10.0)
            received = repr(socket.get_received())
            assert SECRET not in received
            assert room.other.key not in received
            socket.disconnect()
    assert set(admitted) == {"phone"}
    assert before == target.digest()
    target.close()
    assert not [line for line in target.words.lines if SECRET in line]
    assert app.extensions["laena.presence"].count() == 0
