"""A laptop whose clock is put right: what is left of a timer stays, and nothing is deleted by its age."""

from __future__ import annotations

import pytest

from tests.room import Room
from workshop.process.clock_watch import ClockWatch, follow

HOUR = 3_600_000


class Clocks:
    """The machine's clock and one that nobody sets, in ms."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000_000, 5_000

    def passes(self, ms: int, wall: int | None = None) -> None:
        self.steady += ms
        self.wall += ms if wall is None else wall

    @property
    def watch(self) -> ClockWatch:
        return ClockWatch(lambda: self.wall, lambda: self.steady)


@pytest.mark.parametrize("hours", [-7, 7, 24 * 365 * 543])
def test_what_is_left_of_a_running_timer_stays_when_the_clock_is_set(room: Room, hours: int) -> None:
    other = room.another()
    for hall in (room, other):
        hall.desk.call("/timer", {"action": "start", "seconds": 600})
    other.desk.call("/timer", {"action": "pause"})
    before, paused = room.phone.state()["timer"], other.phone.state()["timer"]
    clocks = Clocks()
    watch = clocks.watch
    clocks.passes(5_000, wall=5_000 + hours * HOUR)
    follow(room.feed, watch)
    follow(room.feed, watch)
    after = room.phone.state()["timer"]
    assert after == before | {"ends_at": before["ends_at"] + hours * HOUR} == room.desk.board()["timer"]
    assert other.phone.state()["timer"] == paused


def test_a_clock_that_drifts_or_is_right_moves_no_timer(room: Room) -> None:
    room.desk.call("/timer", {"action": "start", "seconds": 600})
    before = room.desk.board()
    clocks = Clocks()
    watch = clocks.watch
    for _ in range(10):
        clocks.passes(1_000, wall=1_003)
        follow(room.feed, watch)
    assert room.desk.board()["seq"] == before["seq"]
    assert not watch.far_off()


def test_undo_takes_back_the_facilitators_step_and_not_the_clocks(room: Room) -> None:
    room.desk.call("/sharing", {"sharing": "everyone"})
    room.desk.call("/timer", {"action": "start", "seconds": 600})
    clocks = Clocks()
    watch = clocks.watch
    clocks.passes(1_000, wall=8 * HOUR)
    follow(room.feed, watch)
    timer = room.phone.state()["timer"]
    assert room.desk.call("/undo").get_json()["undone"] == "เปลี่ยนว่าใครเห็นความเห็น"
    assert room.phone.state()["timer"] == timer is not None


def test_a_clock_set_by_more_than_a_day_is_far_off_until_it_is_right_again() -> None:
    clocks = Clocks()
    watch = clocks.watch
    clocks.passes(1_000, wall=25 * HOUR)
    assert watch.far_off()
    clocks.passes(1_000, wall=2_000 - 25 * HOUR)
    assert not watch.far_off()
