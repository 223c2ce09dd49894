"""Rooms by socket: the same rooms, whoever comes and goes."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from socketio import Server
from socketio.manager import Manager

from workshop.live import leaving

STEPS = st.lists(
    st.tuples(st.sampled_from(["enter", "leave", "go", "back"]), st.integers(0, 4), st.sampled_from(["a", "b", "c"])),
    max_size=40,
)


def manager() -> Manager:
    made = Manager()
    made.set_server(Server(async_mode="threading"))
    return made


@given(STEPS)
def test_the_room_index_equals_the_librarys_rooms_after_any_joins_and_leaves(steps: Any) -> None:
    ours, theirs = manager(), manager()
    leaving.index(ours)
    here: set[str] = set()
    for verb, number, room in steps:
        sid = f"s{number}"
        for each in (ours, theirs):
            if verb == "back" and sid not in here:
                each.basic_enter_room(sid, "/", None, eio_sid=f"e{number}")
                each.basic_enter_room(sid, "/", sid, eio_sid=f"e{number}")
            elif verb == "enter" and sid in here:
                each.enter_room(sid, "/", room)
            elif verb == "leave" and sid in here:
                each.leave_room(sid, "/", room)
            elif verb == "go" and sid in here:
                each.pre_disconnect(sid, "/")
                each.disconnect(sid, "/")
        if verb == "back":
            here.add(sid)
        elif verb == "go":
            here.discard(sid)
        assert ours.rooms == theirs.rooms
        assert (ours.pending_disconnect, ours.pending_connect) == (theirs.pending_disconnect, theirs.pending_connect)
