"""Every column of a workshop and of a phase is part of the outline, or is said to belong to the one workshop."""

from __future__ import annotations

from workshop.domain import activities
from workshop.messages.outline import Outline, PhaseOutline
from workshop.store.models import Phase, Workshop

# Columns that belong to what happened, or to this one workshop.
OF_ONE_PHASE = frozenset(
    {"id", "opened_at", "workshop_id", "position", "state", "seq", "removed", "run", "late_until", "revealed", "others"}
)
OF_ONE_WORKSHOP = frozenset(
    {
        "id", "code", "salt", "starts_on", "ends_on", "fiscal_year", "address", "timer", "seq", "drawn", "last_number",
        "notes_made", "shown", "next_steps", "door_shut", "by_slip", "presenting", "projector_dark", "brought",
    }
)  # fmt: skip
# A change, a moment and a row of another table are of one workshop whatever they are called.
ENDINGS = ("_seq", "_at", "_id")


def test_each_setting_of_a_phase_is_copied_or_named_as_left_behind() -> None:
    """A new column goes into PhaseOutline of workshop/messages/outline.py, or into OF_ONE_PHASE."""
    copied = {*PhaseOutline.model_fields} - {"lets"} | {*activities.SWITCH_NAMES}
    assert set(Phase.__table__.columns.keys()) == copied | OF_ONE_PHASE  # type: ignore[attr-defined]
    assert not copied & OF_ONE_PHASE


def test_each_fact_of_a_workshop_is_copied_or_named_as_left_behind() -> None:
    """A new column goes into Outline and `_SAME` of workshop/domain/outlines.py, or into OF_ONE_WORKSHOP."""
    every = set(Workshop.__table__.columns.keys())  # type: ignore[attr-defined]
    columns = {name for name in every if not name.endswith(ENDINGS)}
    assert columns - OF_ONE_WORKSHOP <= {*Outline.model_fields}
    assert columns >= OF_ONE_WORKSHOP
