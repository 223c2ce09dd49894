"""Sockets as tests hold them."""

from __future__ import annotations

from typing import Any

from flask_socketio import SocketIO, SocketIOTestClient

from tests.room import Phone, Room


def listen(room: Room, view: str, flask_client: Any = None, **auth: Any) -> SocketIOTestClient:
    socketio: SocketIO = room.app.extensions["laena.socketio"]
    auth = {"code": room.code, "view": view, **auth}
    return socketio.test_client(room.app, auth=auth, flask_test_client=flask_client)


def heard(client: SocketIOTestClient, name: str = "changes") -> list[dict[str, Any]]:
    return [event["args"][0] for event in client.get_received() if event["name"] == name]


def phone_socket(room: Room, phone: Phone) -> SocketIOTestClient:
    return listen(room, "phone", device=phone.key)
