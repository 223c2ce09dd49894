"""Problems with their answers, and focus issues by group, in the order that every format shows them."""

from collections import Counter
from dataclasses import dataclass

from workshop.reports.words import Words
from workshop.views.asked.voting import Voting
from workshop.views.linked import End, Link
from workshop.views.record import Record


@dataclass(frozen=True, slots=True)
class Answered:
    """A problem with what answers it, the strongest first; none for a gap."""

    problem: End
    answers: tuple[Link, ...]


def answered(record: Record) -> list[Answered]:
    """Return every problem that is linked or a gap: those with answers first, then by their notes."""
    found: dict[End, list[Link]] = {}
    for link in record.linked.links:
        found.setdefault(link.problem, []).append(link)
    made = [Answered(problem, tuple(links)) for problem, links in found.items()]
    made += [Answered(problem, ()) for problem in record.linked.gaps]
    return sorted(made, key=lambda each: (not each.answers, -len(each.problem.notes), each.problem.notes[:1]))


def of_link(link: Link, words: Words) -> str:
    """Return how the link came about: found, confirmed or added by the organiser."""
    return {"confirmed": words.link_confirmed, "added": words.link_added}.get(link.decided, words.link_found)


def numbers(end: End) -> str:
    return ", ".join(map(str, end.notes))


def focus_by_group(record: Record, words: Words) -> list[tuple[str, str, list[int]]]:
    """Return (key of the issue, group, numbers of its notes), the groups in order; issues without notes have one row.

    Counted from the groups that are shown beside the notes, so it tells no more than they do.
    """
    rows: list[tuple[str, str, list[int]]] = []
    order = record.group_order
    for issue in record.focus:
        notes = record.in_focus(issue)
        names = {words.of_group(note): order.get(note.group, len(order) + note.merged) for note in notes}
        rows += [
            (issue.key, name, [note.number for note in notes if words.of_group(note) == name])
            for name in sorted(names, key=lambda name: names[name])
        ] or [(issue.key, "", [])]
    return rows


def votes(record: Record) -> Counter[str]:
    """Return the dots of each theme in all votings by dots, by its id."""
    found: Counter[str] = Counter()
    for voting in record.asked:
        if isinstance(voting, Voting) and voting.kind == "dots":
            for option in voting.options:
                found[option.theme] += option.votes
    del found[""]  # options of records that name no theme
    return found
