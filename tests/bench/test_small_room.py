"""The load generator itself: a small room on a real server ends clean, and its figures are of what happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.room import steering
from bench.room.plan import Plan
from bench.room.run import Result, looped, on
from bench.room.words import lines
from bench.servers.laptop import Laptop
from tests.loops import apart

PHONES, NOTES, GROUPS_OF = 12, 24, 4


@pytest.mark.parametrize(("sharing", "heard_by"), [("own", 0), ("group", GROUPS_OF - 1), ("everyone", PHONES - 1)])
def test_a_small_room_ends_clean_with_every_delivery_made(tmp_path: Path, sharing: str, heard_by: int) -> None:
    plan = Plan(
        PHONES, rate=24, seconds=1, groups_of=GROUPS_OF, sharing=sharing, joins_within=0.2, worker=False, taps=1.0
    )
    house = Laptop(tmp_path, grouping="off")
    try:
        result: Result = apart(lambda: looped(on(house, plan)))
    finally:
        house.end()
    assert result.wrong == []
    assert len(result.meter.kept) == NOTES
    assert result.meter.acks().count == result.projector.count == NOTES
    assert result.expected == result.meter.deliveries() == NOTES * heard_by
    assert dict(lines(result))["audit:"] == "clean"


def test_each_tap_at_the_console_is_timed_until_the_last_screen_and_phone_have_it() -> None:
    found = apart(lambda: steering.measured(phones=4, steps=2, rate=5.0))
    assert found.wrong == []
    kinds = ("show a theme", "move a note")
    assert list(found.taps) == [f"{kind}, {room}" for room in ("quiet", "5 notes/s") for kind in kinds]
    for name, taps in found.taps.items():
        assert len(taps.answered) == len(taps.screens) == 2
        assert len(taps.phones) == (2 if name.startswith("move") else 0)
