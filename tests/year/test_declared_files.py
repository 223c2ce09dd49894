"""Every column of every table of a workshop stands in the file of a whole one, or is said to stay behind, and why."""

from __future__ import annotations

from pydantic import BaseModel
from sqlmodel import SQLModel

from workshop.store import models
from workshop.year import minutes_parts
from workshop.year import workshop_parts as parts

# Every table has these: whose row it is, and its last change here.
HERE = frozenset({"workshop_id", "id", "seq", "position", "removed"})
# By which a phone finds its own rows again; the file has counts in their place.
MARKS = frozenset({"sent", "own", "voice", "token", "last_write", "last_edit", "device"})
WHOLE: dict[str, tuple[type[BaseModel], set[str]]] = {
    "workshop": (
        parts.Workshop,
        {
            *("code", "salt", "address", "timer", "shown", "projector_dark", "door_shut", "by_slip", "created_at"),
            *(
                "facts_seq",
                "timer_seq",
                "themes_seq",
                "whole_seq",
                "shown_seq",
                "sharing_seq",
                "words_seq",
                "linked_at",
            ),
            *(
                "voting_id",
                "voting_seq",
                "pulse_id",
                "pulse_seq",
                "lookback_id",
                "lookback_seq",
                "notes_made",
                "brought",
            ),
            *("archived_at", "delete_at", "ended_at", "unit_id"),
        },
    ),
    "breakout_group": (parts.GroupPart, set()),
    # `comments` is in `lets`; nothing is accepted late of what was written elsewhere.
    "phase": (parts.PhasePart, {"comments", "late_until", "others"}),
    "note": (
        parts.NotePart,
        {
            # Places stand for the first two. Of an open anonymous phase, which no file is made of; of a phone.
            *("group_id", "phase_id", "sealed_group", "muted"),
            *("agreed_seq", "settled_seq", "shown_seq", "comments", "comments_hidden"),
        },
    ),
    # Names of former workshops are found anew among those of the installation.
    "theme": (parts.ThemePart, {"like_workshop", "like_theme", "comments", "comments_hidden"}),
    "comment": (parts.CommentPart, {"phase_id", "made"}),
    "focus_issue": (parts.FocusPart, set()),
    "theme_link": (parts.LinkPart, set()),
    "voting": (parts.VotingPart, {"state", "seen"}),
    "pulse": (parts.PulsePart, {"state", "hidden_words"}),
    "lookback": (parts.LookbackPart, {"state", "source", "given"}),
    "workshop_action": (parts.ActionPart, set()),
    "workshop_action_file": (parts.FilePart, {"step_id"}),
    "focus_count": (parts.FocusCountPart, {"folded"}),
    "minutes_file": (minutes_parts.DocumentPart, {"item", "digest"}),
    "workshop_action_step": (parts.StepPart, {"action_id"}),
    "group_point": (parts.PointPart, {"group_id"}),
    "report_picture": (parts.PicturePart, {"digest"}),
    "report_text": (parts.Workshop, set()),
    "minutes": (minutes_parts.MinutesPart, {"consents"}),  # by which phones find their lines again
}
# Counted in the parts of what they are of.
COUNTED = {"participant", "reaction", "vote", "pulse_answer", "pulse_word", "card_answer"}
STAYS = {
    "change",  # the history begins anew
    "console", "helper_link", "unit_page",  # links and devices
    "slip", "slip_batch", "slip_use",  # paper that was handed out
    "report_approval",  # of the report of one installation
    "directive_workshop",  # the tie to a directive
    "minutes_link", "acknowledgement",  # of the minutes of one installation, with devices
    "ready_cards",  # last year's cards that wait for a phase: they are opened anew
    "proposal",  # previews of regroupings
}  # fmt: skip


def test_each_table_of_a_workshop_is_sent_counted_or_stays() -> None:
    """A new table needs a part in workshop/year/workshop_parts.py, or a reason here."""
    tables = {table.name for table in models.OF_A_WORKSHOP} | {"workshop"}
    assert tables == {*WHOLE} | COUNTED | STAYS | ({"facilitator_session"} & tables)


def test_each_column_is_sent_or_named_as_left_behind() -> None:
    """A new column goes into its part of workshop/year/workshop_parts.py, or into the table above."""
    for name, (part, left) in WHOLE.items():
        columns = {*SQLModel.metadata.tables[name].columns.keys()} - MARKS
        assert not left & {*part.model_fields}, name
        assert left <= columns, name
        assert columns - left - {*part.model_fields} <= HERE, name
