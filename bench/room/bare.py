"""python -m bench.room.bare PORT DATABASE: the least that could be called such a server, to compare with.

A bare Flask-SocketIO app on gevent: one SQLite row and one commit a note (WAL, FULL), an answer, an event to who may
see it. No phases, no feed, no limits, no themes. It has what measuring taught: no Nagle, no per-message deflate, a long
backlog; without them it would be an easy rival.
"""

# ruff: noqa: E402
from gevent import monkey

monkey.patch_all()

import socket
import sqlite3
import sys
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO, join_room
from gevent.pywsgi import WSGIServer

BACKLOG = 2048


def create_app(database: str) -> Flask:
    """The phone's calls by the names that Laena gives them, so that the same phones can drive it."""
    app = Flask("bare")
    socketio = SocketIO(app, async_mode="gevent")
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE note (id TEXT PRIMARY KEY, seq INTEGER, group_id INTEGER, text TEXT)")
    groups: dict[str, int] = {}
    seq = 0

    @socketio.on("connect")
    def _connect(auth: dict[str, str]) -> None:
        key = auth.get("device", "")
        join_room(f"group {groups[key]}" if key in groups else auth["view"])

    @app.post("/api/w/<code>/join")
    def _join(code: str) -> dict[str, Any]:
        groups[_key()] = request.get_json()["group_id"]
        return {"ok": True}

    @app.get("/api/w/<code>/state")
    @app.get("/api/w/<code>/board")
    def _state(code: str) -> dict[str, Any]:
        return {"ok": True, "full": True, "from": 0, "seq": 0, "notes": [], "gone": [], "themes": [], "me": None}

    @app.post("/api/w/<code>/notes")
    def _note(code: str) -> dict[str, Any]:
        nonlocal seq
        sent, group = request.get_json(), groups[_key()]
        seq += 1
        note = {"id": sent["id"], "text": sent["text"], "number": seq}
        connection.execute("INSERT INTO note VALUES (?, ?, ?, ?)", (note["id"], seq, group, note["text"]))
        event = {"full": False, "from": seq - 1, "seq": seq, "notes": [note], "gone": []}
        socketio.emit("changes", event, to="projector")
        if code == "GROUPS":
            socketio.emit("notes", event, to=f"group {group}")
        return {"ok": True, "note": note, "seq": seq}

    return app


def _key() -> str:
    return request.headers["Authorization"]


def main() -> None:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind(("127.0.0.1", int(sys.argv[1])))
    listener.listen(BACKLOG)
    app = create_app(sys.argv[2])

    def plain(environ: dict[str, Any], start_response: Any) -> Any:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return app(environ, start_response)

    WSGIServer(listener, plain, log=None, error_log=None).serve_forever()


if __name__ == "__main__":
    main()
