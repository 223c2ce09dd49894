"""Which file of tests begins first where several processes share them.

Within a file, and among the files, pytest-randomly decides. But what takes longest begins first: begun last, it would
leave the other processes without work at the end.
"""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

# They share one department, which takes ten seconds to start.
DEPARTMENT = {f"tests/scale/test_{name}.py" for name in ("two_machines", "one_address", "parts_away", "workers")}
# Beginnings of node ids and about how many seconds a file takes; the first that fits counts. Others take under five.
SECONDS = {
    **dict.fromkeys(DEPARTMENT, 120),
    "tests/privacy/test_guessing_writers.py": 160,
    "tests/web/test_person_doors.py": 150,
    "tests/year/test_workshop_files.py": 135,
    "tests/faults/test_schedules.py": 130,
    "tests/bench/test_small_room.py": 115,
    "tests/year/test_whole_workshops.py": 95,
    "tests/browser/test_looks.py": 95,
    "tests/web/test_people.py": 90,
    "tests/year/test_network_story.py": 90,
    "tests/year/test_board_goes_on.py": 80,
    "tests/fuzz/test_routes.py": 80,
    "tests/web/test_unit_pages.py": 80,
    "tests/scale/test_release.py": 80,
    "tests/web/test_comment_calls.py": 80,
    "tests/year/test_board.py": 80,
    "tests/domain/test_deciding.py": 75,
    "tests/browser/phone/test_storage.py": 75,
    "tests/browser/test_deciding.py": 75,
    "tests/browser/test_controls_of_roles.py": 70,
    "tests/web/test_offices.py": 70,
    "tests/domain/test_redo.py": 55,
    "tests/privacy/test_names_of_themes.py": 55,
    "tests/browser/test_comments.py": 50,
    "tests/web/test_odd_input.py": 50,
    "tests/year/test_directive_journey.py": 50,
    "tests/web/test_evidence.py": 50,
    "tests/year/test_letters_back.py": 50,
    "tests/year/test_answer_links.py": 50,
    "tests/domain/test_differences.py": 50,
    "tests/model/test_feed_model.py": 50,
    "tests/intake/test_told_plainly.py": 50,
    "tests/bench/test_similarity.py": 50,
    "tests/browser/test_journey.py": 50,
    "tests/demo/test_demo_command.py": 45,
    "tests/cli/test_backup.py": 45,
    "tests/privacy/test_every_column.py": 45,
    "tests/store/test_no_writers.py": 45,
    "tests/web/test_doors.py": 45,
    "tests/browser/board/test_shaping.py": 45,
    "tests/domain/test_themes.py": 45,
    "tests/year/test_board_exports.py": 45,
    "tests/tables/test_delimited_tables.py": 45,
    "tests/domain/test_headings.py": 45,
    "tests/store/test_migrations.py": 45,
    "tests/reports/test_printed.py": 40,
    "tests/packaging/test_wheel.py": 40,
    "tests/browser/phone/test_together.py": 40,
    "tests/browser/test_checking.py": 40,
    "tests/year/test_any_order_of_files.py": 40,
    "tests/reports/test_pdf_report.py": 40,
    "tests/web/test_acknowledgements.py": 40,
    "tests/browser/test_every_dialog.py": 40,
    "tests/web/test_ready_cards.py": 35,
    "tests/domain/test_checking.py": 35,
    "tests/cli/test_learn.py": 35,
    "tests/web/test_arising.py": 35,
    "tests/browser/phone/test_not_starting.py": 35,
    "tests/browser/board/test_projector.py": 35,
    "tests/domain/test_proposals.py": 35,
    "tests/domain/test_pulse_words.py": 35,
    "tests/browser/test_two_days.py": 35,
    "tests/browser/test_room.py": 35,
    "tests/web/test_opinion_calls.py": 35,
    "tests/domain/test_comments.py": 35,
    "tests/browser/board/test_console.py": 30,
    "tests/web/test_lookback_calls.py": 30,
    "tests/domain/test_votings.py": 30,
    "tests/domain/test_hiding.py": 30,
    "tests/web/test_import_calls.py": 30,
    "tests/analysis/test_local_model.py": 30,
    "tests/browser/phone/test_page.py": 30,
    "tests/web/test_office_templates.py": 30,
    "tests/process/test_graceful_stop.py": 30,
    "tests/browser/board/test_regroup.py": 30,
    "tests/domain/test_reactions.py": 30,
    "tests/browser/test_helpers.py": 25,
    "tests/fuzz/test_connections.py": 25,
    "tests/web/test_office_accounts.py": 25,
    "tests/browser/phone/test_outbox.py": 25,
    "tests/year/test_reshaped_units.py": 25,
    "tests/reports/test_comments_in_reports.py": 25,
    "tests/reports/test_parcel.py": 25,
    "tests/browser/phone/": 25,
    "tests/browser/board/": 25,
    "tests/model/": 25,
    "tests/browser/": 15,
    "tests/reports/": 10,
    "tests/store/": 10,
    "tests/privacy/": 10,
    "tests/live/": 10,
}


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
