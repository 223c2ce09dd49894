"""Whatever people do in whatever order: the figures add up, and late clients catch up to the same wall."""

from __future__ import annotations

import contextlib
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain import fewer
from tests.domain.sorted_table import Sorted, alike, arrange, by_id, flipped, whole
from workshop.domain import notes, phases, previewed, previews, proposals, redo, themes, undo
from workshop.errors import Conflict, UnknownNote, UnknownTheme
from workshop.feed import Feed
from workshop.messages.incoming import (
    AskRegrouping,
    MergeThemes,
    MoveNote,
    OfPreview,
    OpenPhase,
    RenameTheme,
    SplitTheme,
)
from workshop.views import boards
from workshop.views.ledger import Ledger

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "send",
                "move",
                "new",
                "loose",
                "rename",
                "merge",
                "split",
                "pin",
                "lock",
                "hide",
                "unhide",
                "delete",
                "group",
                "regroup",
                "undo",
                "redo",
            ]
        ),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    max_size=25,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
@fewer.on_postgresql(10)
def test_after_any_actions_every_note_is_counted_once_and_clients_agree(feed: Feed, steps: Any) -> None:
    """Random edits, groupings and undos: the figures add up and a client fed by deltas equals a fresh one; what is
    counted from delta to delta is what counting everything gives."""
    table = Sorted(feed)
    keys = [table.join(0), table.join(1)]
    table.change(phases.open_phase, table.phases[0].id, OpenPhase())
    late = table.board()
    ledger = Ledger()
    for verb, first, second in steps:
        step(table, keys[second % 2], verb, first, second)
        if second % 3 == 0:
            told = feed.read(boards.board, table.code, "console", late["seq"], "th", ledger)
            assert alike(whole(late, told), table.board(late["seq"]))
            take(late, told)
    take(late, feed.read(boards.board, table.code, "console", late["seq"], "th", ledger))
    now = table.board()
    figures = now["figures"]
    assert figures["received"] == len(now["notes"])
    for status, count in (
        ("theme", "in_themes"),
        ("ungrouped", "ungrouped"),
        ("set_aside", "set_aside"),
        ("hidden", "hidden"),
    ):
        assert figures[count] == sum(note["status"] == status for note in now["notes"])
    shown = {theme["id"]: theme["count"] for theme in now["themes"]}
    for theme_id, count in shown.items():
        assert count == sum(note["theme_id"] == theme_id and note["status"] == "theme" for note in now["notes"])
    assert all(note["theme_id"] in shown for note in now["notes"] if note["status"] == "theme")
    assert by_id(late["notes"]) == by_id(now["notes"])
    assert by_id(late["themes"]) == by_id(now["themes"])


def step(table: Sorted, key: str, verb: str, first: int, second: int) -> None:
    board = table.board()
    texts = ("งบ มาช้า", "งบ น้อย", "คน ไม่พอ", "รถ เก่า", "-")
    if verb == "send":
        table.send(key, texts[first % len(texts)])
    elif verb == "group":
        table.group()
    elif verb == "regroup":
        with contextlib.suppress(Conflict):
            regroup(table)
    elif verb in ("undo", "redo"):
        try:
            table.feed.change(table.code, undo.ACTOR, undo.undo if verb == "undo" else redo.redo)
        except Conflict:
            return
    elif verb == "rename" and board["themes"]:
        theme = board["themes"][first % len(board["themes"])]
        table.feed.change(table.code, undo.ACTOR, themes.rename, theme["id"], RenameTheme(label=f"ชื่อ {second % 4}"))
    elif verb in ("merge", "split", "lock") and board["themes"]:
        theme, other = (board["themes"][n % len(board["themes"])] for n in (first, second))
        members = [note["id"] for note in board["notes"] if note["theme_id"] == theme["id"]]
        act = {
            "merge": (themes.merge, MergeThemes(other=other["id"])),
            "split": (themes.split, SplitTheme(notes=members[: 1 + second % 3] or ["none"])),
            "lock": (themes.lock, second % 2 == 0),
        }[verb]
        with contextlib.suppress(UnknownTheme, UnknownNote):
            table.feed.change(table.code, undo.ACTOR, act[0], theme["id"], act[1])
    elif board["notes"]:
        note = board["notes"][first % len(board["notes"])]
        targets = [theme["id"] for theme in board["themes"]] or [None]
        act = {
            "move": (themes.move, MoveNote(theme_id=targets[second % len(targets)])),
            "new": (themes.move, MoveNote(theme_id="new", label="ใหม่" if second % 2 else "")),
            "loose": (themes.move, MoveNote(theme_id=None)),
            "pin": (themes.pin, second % 2 == 0),
            "hide": (notes.hide, True),
            "unhide": (notes.hide, False),
        }.get(verb)
        if verb == "delete":
            if note["id"] in {own["id"] for own in own_notes(table, key)}:
                table.change(notes.delete, key, note["id"])
        elif act:
            table.feed.change(table.code, undo.ACTOR, act[0], note["id"], act[1])


def regroup(table: Sorted) -> None:
    """A full regrouping by second word instead of first, previewed and applied."""
    table.change(previews.ask, AskRegrouping(category="problem"))
    reading = table.reading()
    table.change(proposals.ready, reading, arrange(flipped(reading)))
    table.feed.change(table.code, undo.ACTOR, previewed.apply, "problem", OfPreview())


def own_notes(table: Sorted, key: str) -> Any:
    return table.feed.read(boards.phone, table.code, key)["notes"]


def take(state: dict[str, Any], delta: dict[str, Any]) -> None:
    """What a client does with a delta."""
    for name, gone in (("notes", "gone"), ("themes", "gone_themes")):
        rows = by_id(state[name]) | by_id(delta[name])
        state[name] = [row for key, row in rows.items() if key not in delta[gone]]
    state["themes"] = [
        row | ({"voices": delta["voices"][row["id"]]} if row["id"] in delta["voices"] else {})
        for row in state["themes"]
    ]
    state["groups"] = whole(state, delta)["groups"]
    state["seq"] = delta["seq"]
