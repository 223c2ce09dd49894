"""The record of a workshop refuses figures that do not add up, and has no field for a name."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.report_samples import category, note, plain, record, theme
from tests.room import Room
from workshop.domain import office_fonts
from workshop.domain.pulses import FEWEST
from workshop.views import actions, linked, programme, summaries
from workshop.views import record as module
from workshop.views.asked import lookback, pulse, voting
from workshop.views.asked.entry import Part, Text
from workshop.views.asked.pulse import Pulse
from workshop.views.asked.voting import Option, Voting
from workshop.views.figures import Figures, Status, of_counts
from workshop.views.read_record import read_record
from workshop.views.record import Theme

counts = st.integers(0, 10_000)


@given(counts, counts, counts, counts)
def test_figures_that_add_up_are_accepted(in_themes: int, ungrouped: int, set_aside: int, hidden: int) -> None:
    received = in_themes + ungrouped + set_aside + hidden
    assert Figures(received, in_themes, ungrouped, set_aside, hidden).received == received


@given(counts, counts, counts, counts, st.integers(-5, 5).filter(bool))
def test_figures_that_do_not_add_up_are_refused(a: int, b: int, c: int, d: int, off: int) -> None:
    with pytest.raises(ValueError, match="notes received"):
        Figures(a + b + c + d + off, a, b, c, d)


def test_a_count_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        Figures(1, 2, -1, 0, 0)


def test_waiting_notes_are_counted_within_the_ungrouped() -> None:
    assert of_counts({Status.UNGROUPED: 3, Status.THEME: 2}, waiting=3) == Figures(5, 2, 3, 0, 0, waiting=3)
    with pytest.raises(ValueError, match="4 notes wait, but only 3"):
        of_counts({Status.UNGROUPED: 3}, waiting=4)


@given(st.dictionaries(st.sampled_from(list(Status)), counts))
def test_each_status_counts_in_one_part_of_the_sum(found: dict[Status, int]) -> None:
    figures = of_counts(found)
    assert figures.account == {
        "received": sum(found.values()),
        "in_themes": found.get(Status.THEME, 0),
        "ungrouped": found.get(Status.UNGROUPED, 0),
        "set_aside": found.get(Status.SET_ASIDE, 0),
        "hidden": found.get(Status.HIDDEN, 0),
    }


@given(st.lists(st.tuples(st.lists(st.integers(1, 5), max_size=4), st.integers(0, 5), st.integers(0, 5)), max_size=4))
def test_every_printed_note_is_in_the_record_once(shapes: list[tuple[list[int], int, int]]) -> None:
    number, categories = 0, []
    for at, (sizes, ungrouped, hidden) in enumerate(shapes):
        made = [[note(number := number + 1, "ก") for _ in range(size)] for size in (*sizes, ungrouped)]
        themes = tuple(theme(f"เรื่องที่ {place}", *notes) for place, notes in enumerate(made[:-1]))
        categories.append(category(str(at), themes=themes, ungrouped=tuple(made[-1]), hidden=hidden))
    found = record(*categories)
    assert [each.number for each in found.notes] == list(range(1, number + 1))
    assert found.figures.received == number + sum(hidden for _, _, hidden in shapes)


def test_figures_that_differ_from_the_categories_are_refused() -> None:
    with pytest.raises(ValueError, match="'received': 9"):
        dataclasses.replace(plain(), figures=Figures(9, 4, 3, 1, 1))


def test_a_record_with_a_note_in_the_wrong_theme_is_refused() -> None:
    for lost in (note(1, "งบน้อย"), note(1, "งบน้อย", status=Status.THEME, theme="คน")):
        with pytest.raises(ValueError, match=r"notes \[1\] do not belong here: theme 'งบ'"):
            Theme("งบ", False, (lost,))
    for place in ("ungrouped", "set_aside"):
        with pytest.raises(ValueError, match="do not belong here"):
            category(**{place: (note(1, "งบน้อย", status=Status.THEME, theme="งบ"),)})


def test_a_record_with_two_notes_of_one_number_is_refused() -> None:
    with pytest.raises(ValueError, match=r"more than once: \[1\]"):
        record(category(ungrouped=(note(1, "ก"), note(1, "ข"))))


def test_the_record_has_no_field_for_a_writer_but_the_name_of_a_signed_note() -> None:
    fields = {
        field.name
        for part in (module, linked, voting, pulse, lookback, actions, programme, summaries, office_fonts)
        for kind in vars(part).values()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind not in (Figures, Part, Text)
        for field in dataclasses.fields(kind)
    }
    assert fields == {
        *("title", "host_unit", "venue", "starts_on", "ends_on", "fiscal_year", "template", "code"),
        *("opening_words", "groups", "phases", "participants", "figures", "categories", "read_at"),
        *("name", "notes", "question", "ungrouped", "set_aside", "hidden", "key", "themes", "label", "given"),
        *("number", "text", "group", "category", "status", "theme", "submitted_at", "agreed"),
        # A word on the mood: of how many devices, never of which.
        *("moment", "words", "words_given", "words_hidden", "morning"),
        *("asked", "dots", "voters", "votes", "closed", "options", "answers", "spread", "slips"),
        # Of kinds of votes: what was voted on, and what came of it.
        *("source", "firsts", "means", "corner", "about"),
        *("attached", "staff", "former_themes", "unanswered"),
        # What a phase says of its writers: a name is there only where it was given to be shown.
        *("identity", "merged", "signed", "without_group", "late"),
        # What the notes lead to, and what is not there.
        *("id", "keywords", "phase", "state", "focus", "waiting", "seq", "withdrawn", "linked"),
        # Why words were erased, as the facilitator typed it; how many wait for approval.
        *("erased", "reason", "unchecked"),
        # What the facilitator writes for the report, and who approved it.
        *("background", "objectives", "conclusion", "approval", "post", "at", "digest", "with_words"),
        *("chapters", "order", "left_out"),
        *("pictures", "caption", "data", "width", "height"),
        *("links", "gaps", "chain", "problem", "answer", "strength", "decided", "theme"),
        # What the office types to stand on its letters.
        *("office", "place", "address", "section", "telephone", "email", "signer", "post", "acting", "acting_for"),
        *("addressee", "superior", "directive", "sends", "emblem", "fonts", "face", "family", "templates"),
        # What the facilitator types of actions; a unit is none of the writers of notes.
        *("actions", "what", "unit", "due", "measure", "overdue", "steps", "note", "link"),
        # Last year's cards and themes.
        *("cards", "more", "counts", "lessons", "former", "former_name", "before"),
        # What was planned for which time.
        *("programme", "day", "starts", "ends", "kind"),
        *("summaries", "points"),
        # How many devices came of each unit: never beside a note.
        "units",
        # By which words are counted.
        "glossary",
    }


def test_a_spread_of_too_few_or_uncounted_answers_is_refused() -> None:
    few = FEWEST - 1
    for answers, spread in ((few, (0, 0, 0, 0, few)), (FEWEST + 1, (1, 1, 1, 1, 1)), (FEWEST, (FEWEST,))):
        with pytest.raises(ValueError, match=r"would tell|but a spread"):
            Pulse("", answers, spread)
    for words, said, hidden in (((("ดี", 4),), 4, 0), ((("ดี", 5),), 6, 0), ((), 5, 6)):
        with pytest.raises(ValueError, match="words"):
            Pulse("", 5, (1, 0, 0, 0, 4), "", words, said, hidden)
    assert Pulse("", few, None).mean is None
    assert Pulse("", 5, (1, 0, 0, 0, 4)).mean == 4.2


def test_more_votes_than_the_voters_have_dots_are_refused() -> None:
    options = (Option("งบ", 3), Option("คน", 1))
    assert Voting("", "", 2, 2, True, options).options == options
    with pytest.raises(ValueError, match="but 4 votes"):
        Voting("", "", 3, 1, True, options)
    with pytest.raises(ValueError, match="not in the order"):
        Voting("", "", 2, 2, True, options[::-1])


def test_a_record_cannot_be_changed_after_it_was_checked() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        plain().title = ""  # type: ignore[misc]


def test_the_record_has_each_note_verbatim_in_the_theme_that_boards_show(room: Room) -> None:
    texts = ["งบมาช้า", "งบน้อย", "-", "=1+1\n<b>", "จะซ่อน"]
    for text in texts:
        room.phone.note(text)
    room.other.note("งบมาช้า")
    room.another().phone.note("ของคนอื่น")
    hidden = next(each["id"] for each in room.desk.board()["notes"] if each["text"] == "จะซ่อน")
    room.desk.call(f"/notes/{hidden}/hide")
    first = room.desk.board()["notes"][0]["id"]
    room.desk.call(f"/notes/{first}/move", {"theme_id": None, "new": True, "label": "เงิน"})
    room.group_notes()
    board, found = room.desk.board(), room.feed.read(read_record, room.code)
    shown = [each for each in board["notes"] if each["status"] != "hidden"]
    assert [(each.number, each.text, each.status) for each in found.notes] == sorted(
        (each["number"], each["text"], each["status"]) for each in shown
    )
    assert found.figures.account == {name: board["figures"][name] for name in found.figures.account}
    assert found.figures.hidden == 1
