"""The voices of a theme: counts of people and breakout groups, never names."""

from collections.abc import Collection, Mapping

from workshop.messages.outgoing import Voices as Voices


def of_counts(
    notes: Mapping[int | None, int], people: int, writing: Collection[int | None], anonymous: bool = False
) -> Voices:
    """Return a theme's voices: `notes` counted by group, None for imported ones; `writing`: groups of its category.

    Where anonymous notes are in it no phones are counted: of any number, however coarse, whoever moves notes in and
    out would learn which of them come from one phone.
    """
    by_group = {str(group_id): count for group_id, count in notes.items() if group_id is not None and count}
    alone = len(by_group) == 1 and sum(by_group.values()) == sum(notes.values()) >= 2
    return {
        "people": 0 if anonymous else people,
        "anonymous": anonymous,
        "groups": len(by_group),
        "by_group": by_group,
        "only_group": int(next(iter(by_group))) if alone else None,
        "agreement": round(len(by_group) / len(writing), 3) if writing else 0.0,
    }
