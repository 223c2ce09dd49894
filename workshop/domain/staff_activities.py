"""The activities of facilitators alone: consoles, helpers, programme, words, undo. A part of activities.py."""

from __future__ import annotations

from workshop.changes import Kind
from workshop.domain import points, programmes, showing
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
MUTE = Activity(
    "mute",
    kinds=(Kind.MUTE, Kind.UNMUTE, Kind.MUTE_PHONE),
    calls=("board.mute", "board.unmute", "facilitator.mute_phone", "facilitator.unmute_behind"),
)
FOCUS_ISSUE = Activity(
    "focus_issue",
    kinds=(Kind.FOCUS_ISSUES, Kind.TAG_NOTE, Kind.FOCUS, Kind.FOCUS_COUNT),
    tables=(models.FocusIssue, models.FocusCount),
    calls=(
        "board.tag",
        "board.focus",
        "board.set_focus",
        "facilitator.focus_board",
        "facilitator.save_focus",
        "facilitator.focus_table",
    ),
    record=("focus",),
)
HEADING = Activity(
    "heading",
    kinds=(Kind.HEADINGS, Kind.NAMES_FIT),
    calls=("board.headings", "board.set_headings"),
    facts={"headings_shown": ()},
)
GLOSSARY = Activity("glossary", kinds=(Kind.GLOSSARY,), calls=("board.glossary", "board.set_glossary"))
SUMMARY = Activity(
    "point",
    kinds=(Kind.POINT, Kind.MOVE_POINT, Kind.REMOVE_POINT, Kind.PRESENTING),
    tables=(models.Point,),
    calls=(
        "board.group_state",
        "board.save_point",
        "board.step_point",
        "board.remove_point",
        "board.bring_point_back",
        "facilitator.group_board",
        "facilitator.presenting",
        "facilitator.arrange_groups",
        "facilitator.make_board_link",
        "facilitator.make_board_links",
    ),
    board=points.news,
    record=("summaries",),
)
SHOWING = Activity(
    "showing",
    kinds=(Kind.SHOW,),
    calls=("board.show", "board.darken", "board.frequent_words", "icebreakers.show"),
    board=showing.news,
)
PROGRAMME = Activity(
    "programme",
    kinds=(Kind.PROGRAMME, Kind.PROGRAMME_NOW),
    calls=(
        "facilitator.programme",
        "facilitator.save_item",
        "facilitator.programme_act",
        "board.begin_next",
        "board.script",
    ),
    alike=lambda _session, workshop: {"programme": programmes.view(workshop.programme, workshop.starts_on)},
    board=lambda _session, workshop, since, _console: programmes.news(workshop, since),
    facts={"programme": ("facts_seq",)},
    record=("programme",),
)
UNDO = Activity("undo", kinds=(Kind.UNDO, Kind.REDO), calls=("board.undo_last", "board.redo_next"))
# The invented workshop that a visitor watches; it is nobody's.
DEMO = Activity("demo", calls=("board.playing", "board.set_pace", "board.again"))
