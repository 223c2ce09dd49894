"""People's decisions hold through any sequence of arrivals, edits and regroupings."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import Arrangement, KnownTheme, Note, ThemePipeline, parts_of_label
from analysis.library import shipped_library
from tests.analysis.notes import TEXTS, accounted, notes_of

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["arrive", "move", "rename", "take out", "lock", "merge", "loosen", "regroup"]),
        st.integers(0, 1000),
        st.integers(0, 1000),
    ),
    min_size=3,
    max_size=14,
)


class Room:
    """What the live room does: keeps themes, and what people decided about them."""

    def __init__(self, pipeline: ThemePipeline) -> None:
        self.pipeline = pipeline
        self.notes: list[Note] = []
        self.themes: list[KnownTheme] = []
        self.loose: set[str] = set()

    def do(self, step: str, a: int, b: int) -> None:
        before = {name: theme.id for theme in self.themes for name in theme.members}
        if step == "arrive":
            more = 1 + a % 5
            start = len(self.notes)
            self.notes += notes_of(TEXTS[(b + i) % len(TEXTS)] for i in range(start + more))[start:]
        elif step in ("move", "take out", "loosen") and self.notes:
            self._move(self.notes[a % len(self.notes)].id, b, step)
        elif step in ("rename", "lock", "merge") and self.themes:
            self._change(a % len(self.themes), b, step)
        if step == "regroup":
            found = self.pipeline.regroup(self.notes, self.themes, loose=self.loose)
        else:
            decided = {name: theme.id for theme in self.themes for name in theme.members}
            found = self.pipeline.place(self.notes, self.themes, loose=self.loose)
            after = {name: theme.id for theme in found.themes for name in theme.members}
            assert {n: t for n, t in decided.items() if after.get(n) != t} == {}, "a note moved by itself"
        assert before.keys() <= {note.id for note in self.notes}
        self._check(found)
        self._keep(found)

    def _move(self, note: str, b: int, step: str) -> None:
        self.themes = [
            replace(
                theme,
                members=tuple(name for name in theme.members if name != note),
                fixed=theme.fixed - {note},
                barred=theme.barred | {note} if note in theme.members else theme.barred,
            )
            for theme in self.themes
        ]
        self.loose.discard(note)
        if step == "loosen":
            self.loose.add(note)
        elif step == "move" and self.themes:
            to = b % len(self.themes)
            theme = self.themes[to]
            self.themes[to] = replace(
                theme, members=(*theme.members, note), fixed=theme.fixed | {note}, barred=theme.barred - {note}
            )

    def _change(self, at: int, b: int, step: str) -> None:
        theme = self.themes[at]
        if step == "rename":
            self.themes[at] = replace(theme, given_label=f"ชื่อที่คนตั้ง {b}")
        elif step == "lock":
            self.themes[at] = replace(theme, locked=not theme.locked)
        elif len(self.themes) > 1:
            gone = self.themes.pop((at + 1 + b % (len(self.themes) - 1)) % len(self.themes))
            at = next(i for i, other in enumerate(self.themes) if other.id == theme.id)
            together = frozenset(gone.members) | theme.fixed
            self.themes[at] = replace(
                theme, members=(*theme.members, *gone.members), fixed=together, barred=theme.barred - together
            )

    def _check(self, found: Arrangement) -> None:
        assert accounted(found) == sorted(note.id for note in self.notes)
        after = {theme.id: theme for theme in found.themes}
        assert len(after) == len(found.themes)
        texts = {note.id: note.text for note in self.notes}
        for theme in self.themes:
            now = after.get(theme.id)
            if theme.fixed or theme.given_label is not None or theme.locked:
                assert now is not None
            if now is None:
                continue
            assert theme.fixed <= set(now.members)
            assert not theme.barred & set(now.members)
            if theme.locked:
                assert set(now.members) == set(theme.members)
            if theme.given_label is not None:
                assert (now.label, now.label_given) == (theme.given_label, True)
        for name in self.loose:
            assert name in found.ungrouped or name in found.set_aside
        for now in found.themes:
            if now.members and not now.label_given:
                assert 0 < len(now.label) <= 60
                words = [texts[name].replace(" ", "") for name in now.members]
                for matter in parts_of_label(now.label):
                    said = any(matter.replace(" ", "") in text for text in words)
                    assert said or now.label in shipped_library().known

    def _keep(self, found: Arrangement) -> None:
        old = {theme.id: theme for theme in self.themes}
        self.themes = [
            replace(old.get(theme.id, KnownTheme(theme.id, ())), members=theme.members, label=theme.label)
            for theme in found.themes
        ]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_people_are_obeyed_through_any_sequence_of_edits_and_arrivals(
    pipeline: ThemePipeline, steps: list[tuple[str, int, int]]
) -> None:
    room = Room(pipeline)
    room.do("arrive", 4, 0)
    room.do("arrive", 4, 7)
    for step in steps:
        room.do(*step)
    room.do("regroup", 0, 0)
