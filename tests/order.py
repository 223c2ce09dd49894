"""Which file of tests begins first where several processes share them.

Within a file, and among the files, pytest-randomly decides. But what takes longest begins first: begun last, it would
leave the other processes without work at the end.
"""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

# Beginnings of node ids and about how many seconds a file takes; the first that fits counts. Others take under five.
SECONDS = {
    "tests/scale/test_two_machines.py": 70,
    "tests/scale/test_one_address.py": 70,
    "tests/scale/test_parts_away.py": 70,
    "tests/scale/test_workers.py": 70,
    "tests/browser/phone/test_storage.py": 65,
    "tests/faults/test_schedules.py": 60,
    "tests/fuzz/test_routes.py": 60,
    "tests/browser/test_deciding.py": 50,
    "tests/reports/test_printed.py": 45,
    "tests/browser/board/test_shaping.py": 45,
    "tests/browser/board/test_regroup.py": 45,
    "tests/browser/test_comments.py": 40,
    "tests/bench/test_small_room.py": 40,
    "tests/browser/test_journey.py": 35,
    "tests/browser/phone/test_together.py": 35,
    "tests/browser/phone/test_page.py": 35,
    "tests/browser/board/test_console.py": 35,
    "tests/domain/test_any_opinions.py": 30,
    "tests/privacy/test_guessing_writers.py": 30,
    "tests/browser/phone/": 25,
    "tests/browser/board/": 25,
    "tests/browser/test_room.py": 25,
    "tests/bench/test_similarity.py": 25,
    "tests/web/test_doors.py": 25,
    "tests/web/test_person_doors.py": 25,
    "tests/model/": 25,
    "tests/demo/test_demo_command.py": 25,
    "tests/scale/test_release.py": 20,
    "tests/domain/test_any_order.py": 20,
    "tests/domain/test_prepared.py": 20,
    "tests/web/test_comment_calls.py": 20,
    "tests/browser/": 15,
    "tests/reports/": 10,
    "tests/web/test_opinion_calls.py": 15,
    "tests/tables/test_delimited_tables.py": 15,
    "tests/packaging/test_wheel.py": 15,
    "tests/cli/test_backup.py": 15,
    "tests/cli/test_cluster.py": 15,
    "tests/cli/test_learn.py": 10,
    "tests/web/test_odd_input.py": 12,
    "tests/web/test_limits.py": 12,
    "tests/web/test_slips.py": 10,
    "tests/web/test_participant_calls.py": 10,
    "tests/web/test_facilitator_calls.py": 10,
    "tests/domain/test_pulses.py": 10,
    "tests/domain/test_votings.py": 10,
    "tests/analysis/test_arrivals.py": 10,
    "tests/analysis/test_elongation.py": 10,
    "tests/analysis/test_local_model.py": 10,
    "tests/store/": 10,
    "tests/privacy/": 10,
    "tests/live/": 10,
}
# They share one department, which takes ten seconds to start.
DEPARTMENT = {beginning for beginning, seconds in SECONDS.items() if seconds == 70}


def seconds(nodeid: str) -> int:
    """About how long the file of this test takes."""
    return next((taken for beginning, taken in SECONDS.items() if nodeid.startswith(beginning)), 0)


class LongestFirst(LoadFileScheduling):
    """Files as they were collected; those of the department all to one process."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "the department's" if file in DEPARTMENT else file
