"""The activities of facilitators alone: consoles, helpers and undo. A part of activities.py."""

from __future__ import annotations

from workshop.changes import Kind
from workshop.domain.activity import Activity
from workshop.store import models

CONSOLE = Activity(
    "console",
    kinds=(Kind.CONSOLE,),
    tables=(models.Console,),
    calls=("board.name_console",),
)
HELPER = Activity(
    "helper",
    kinds=(Kind.MAKE_LINK, Kind.VOID_LINK, Kind.ENTER, Kind.REMOVE_HELPER, Kind.HAND_OVER),
    tables=(models.HelperLink, models.SignedIn),
    calls=(
        "facilitator.helpers",
        "facilitator.make_link",
        "facilitator.void_link",
        "facilitator.remove_helper",
        "facilitator.hand_over",
    ),
)
UNDO = Activity("undo", kinds=(Kind.UNDO, Kind.REDO), calls=("board.undo_last", "board.redo_next"))
