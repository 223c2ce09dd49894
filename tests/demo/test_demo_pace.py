"""The pace of the simulated participants, without a clock."""

import pytest

from workshop.demo.pace import QUICK_NOTES, pauses


@pytest.mark.parametrize("count", [1, 39, 40, 41, 293])
def test_the_pauses_add_up_to_the_requested_time(count: int) -> None:
    waits = pauses(count, 240)
    assert len(waits) == count
    assert sum(waits) == pytest.approx(240)
    assert min(waits) > 0


def test_the_first_notes_come_quickly() -> None:
    waits = pauses(293, 240)
    assert sum(waits[:QUICK_NOTES]) <= 15
    assert max(waits[QUICK_NOTES:]) <= 10


def test_every_demo_has_the_same_pace() -> None:
    assert pauses(293, 240) == pauses(293, 240)
