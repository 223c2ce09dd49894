"""The kinds of voting, declared once: what a phone gives the options, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FULL = 5  # values go from 1 to 5
MIDDLE = 300  # between low and high, in hundredths


@dataclass(frozen=True, slots=True)
class VotingKind:
    """
    gives    dots to share out, an order of some options, or values for each option
    scales   of the values: the second one goes upwards in a matrix
    corners  of a matrix: upper left, upper right, lower left, lower right
    first    the order in which results list the corners
    """

    name: str
    gives: Literal["dots", "order", "values"]
    scales: tuple[str, ...] = ()
    corners: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


_ALL = (
    VotingKind("dots", "dots"),
    # What the room says to the list of actions (action_agreement.py), which alone opens it.
    VotingKind("agree", "dots"),
    VotingKind("rating", "values", ("score",)),
    VotingKind("ranking", "order"),
    VotingKind(
        "effort_impact",
        "values",
        ("effort", "impact"),
        ("now", "plan", "spare", "doubt"),
        ("now", "plan", "spare", "doubt"),
    ),
    VotingKind(
        "urgency_importance",
        "values",
        ("urgency", "importance"),
        ("plan", "now", "rest", "hand_over"),
        ("now", "plan", "hand_over", "rest"),
    ),
)
KINDS = {kind.name: kind for kind in _ALL}


def corner(kind: VotingKind, means: tuple[int, ...]) -> str:
    """Return the corner of a matrix in which the means (in hundredths) are; "" on a line between corners."""
    if not kind.corners or MIDDLE in means:
        return ""
    across, up = means
    return kind.corners[2 * (up < MIDDLE) + (across > MIDDLE)]
