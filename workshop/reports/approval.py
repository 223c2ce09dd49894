"""What a report says of its approval: a draft mark, or who approved which content."""

from workshop.reports.thai_dates import long_moment
from workshop.reports.words import Words
from workshop.views.content import State, state
from workshop.views.record import Record

SHOWN = 12  # letters of the digest on paper


def mark(record: Record, words: Words) -> str:
    """Return the mark of a draft, "" for an approved report."""
    marks = {State.DRAFT: words.draft, State.CHANGED: words.changed_draft, State.APPROVED: ""}
    return marks[state(record)]


def approved_by(record: Record, words: Words) -> str:
    """Return who approved this content, when and which, "" for a draft. The digest has Arabic digits in any report."""
    if record.approval is None or state(record) is not State.APPROVED:
        return ""
    who = " ".join(filter(None, (record.approval.name, record.approval.post)))
    moment = words.digits(long_moment(record.approval.at, words.language))
    return words.approved_by.format(who=who, moment=moment, digest=record.approval.digest[:SHOWN])


def status(record: Record, words: Words) -> str:
    """Return the state of the report in one phrase."""
    return mark(record, words) or approved_by(record, words)
