"""The same files in any order, and any of them twice, give the same directive and the same table."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tests.year.board_samples import PHUKET
from tests.year.installations import KHON_KAEN, UDON, altered, answer_file, draft, resigned, signer
from tests.year.test_results_in_answers import votes
from workshop.errors import Refusal
from workshop.feed import Feed
from workshop.store.year_tables import Directive, DirectiveAnswer
from workshop.year import answers, contents, directives, signed_files, taking, unit_results

UID = "0123456789abcdef" * 2
DEPARTMENT = signer(9)


def _later_versions(key: str) -> list[bytes]:
    """Return answers of one unit in versions 1, 2 and 3 of the file, and one that takes the votes back."""
    plain = [answer_file(UID, key, PHUKET, version=number, by=3) for number in range(1, 5)]
    action = {"what": "ขุดลอก", "unit": "", "due": None, "measure": "", "status": "doing"}
    said = {"votings": [votes()], "conclusion": "น้ำมาก่อน", "actions": [action]}
    second = resigned(altered(plain[1], schema_version=2), {"actions": [action]}, 3)
    thirds = [resigned(altered(each, schema_version=3), said, 3) for each in plain[2:]]
    return [plain[0], second, *thirds, resigned(altered(plain[3], schema_version=3), {"conclusion": "ข"}, 3)]


@cache
def files() -> tuple[bytes, ...]:
    """Two versions of a directive, the answers of two units in versions, two installations for one, strangers."""
    first = directives._checked(draft(), UID, 1)
    second = first.model_copy(update={"version": 2, "deadline": date(2020, 11, 9)})
    withdrawn = first.model_copy(update={"version": 2, "withdrawn": "ยกเลิก"})
    made = [signed_files.write("directive", each, DEPARTMENT) for each in (first, second, withdrawn)]
    key = DEPARTMENT.public
    return (
        *made,
        answer_file(UID, key),
        answer_file(UID, key, version=2, notes=3),
        answer_file(UID, key, version=2, notes=4),
        answer_file(UID, key, UDON),
        *_later_versions(key),
        answer_file(UID, key, UDON, by=2),
        answer_file(UID, key, "99"),
        answer_file(UID, "0" * 64, KHON_KAEN, notes=5),
        answer_file("f" * 32, key),
        b"{}",
    )


def _empty(session: Session) -> None:
    session.execute(delete(DirectiveAnswer))
    session.execute(delete(Directive))


def _state(feed: Feed, sent: list[bytes]) -> object:
    """Take the files into an empty table, and return all that is shown of them."""
    feed.write(_empty)
    for data in sent:
        try:
            feed.write(taking.take, signed_files.read(data))
        except Refusal:
            continue
    row = feed.read(directives.find, UID)
    table = feed.read(answers.table, UID, date(2020, 11, 5))
    shown = [
        (each.unit.code, each.state, each.answer and each.answer.checksum, each.versions, each.disputed)
        for each in table.rows
    ]
    aside = [sorted(each.checksum for each in group) for group in (table.strangers, table.foreign)]
    return (
        row.checksum,
        shown,
        aside,
        [each.unit for each in feed.read(answers.waiting)],
        feed.read(unit_results.of, UID),
    )


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_order_and_the_repetition_of_files_do_not_matter(feed: Feed, data: st.DataObject) -> None:
    sent = data.draw(st.permutations(files()))
    again = data.draw(st.lists(st.sampled_from(files()), max_size=4))
    assert _state(feed, [*sent, *again]) == _state(feed, list(files()))


@given(st.binary(max_size=60), st.integers(0, 2000))
def test_a_file_that_was_changed_anywhere_is_refused_or_says_the_same(junk: bytes, at: int) -> None:
    whole = files()[3]
    found = whole[:at] + junk + whole[at + len(junk) :]
    try:
        read = signed_files.read(found)
    except Refusal:
        return
    assert read.content == signed_files.read(whole).content
    assert isinstance(read.content, contents.Answer)
