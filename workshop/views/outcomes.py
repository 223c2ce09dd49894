"""What became of a phone's own notes, in sentences: their themes, and what was answered, voted and decided of them.

Asked with the phone's key alone: the notes are found by their marks (domain/marks.py), and no row says whose they are.
Nothing of an open phase, and no word of another's note: of what is linked, themes alone are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, or_, select

from workshop.domain import actions, agendas, links, marks, notes, participants, phases, veil, votings, workshops
from workshop.domain.stage import CLOSED
from workshop.store.action_tables import Action
from workshop.store.models import Note, Theme, ThemeLink
from workshop.store.statements.marks import OWN_PLACES
from workshop.store.statements.veil import unveiled
from workshop.views import dates
from workshop.views.asked.entry import Text
from workshop.views.asked.voting_words import CORNERS

MOST_LINKS = 3
_IN_THEME = Text("อยู่ในกลุ่มความเห็น “{label}” ซึ่งมี {count:,} ความเห็น", "In the theme “{label}”, which has {count:,} notes")
_ALONE = Text("อยู่ในกลุ่มความเห็น “{label}” ซึ่งมีข้อนี้ข้อเดียว", "In the theme “{label}”, which has this note alone")
_UNGROUPED = Text("ยังไม่อยู่ในกลุ่มความเห็นใด ข้อความอยู่ในรายงาน", "In no theme; it is in the report")
_SET_ASIDE = Text("ไม่นำมาจัดกลุ่ม ข้อความอยู่ในรายงาน", "Not grouped; it is in the report")
_ANSWERED = Text("มีผู้เสนอทางแก้ ({category}): “{label}”", "An answer was proposed ({category}): “{label}”")
_FURTHER = Text("นำไปสู่{category}: “{label}”", "Leads on to {category}: “{label}”")
_FROM = Text("เกี่ยวกับ{category}: “{label}”", "Is about {category}: “{label}”")
_FOUND = Text("{words} (ระบบหาคู่ให้)", "{words} (matched by machine)")
_VOTED = Text("ลงคะแนน{title}: อันดับ {place} จาก {count:,} ข้อ", "Vote{title}: place {place} of {count:,}")
_TIED = Text("ลงคะแนน{title}: อันดับ {place} ร่วม จาก {count:,} ข้อ", "Vote{title}: tied at place {place} of {count:,}")
_CORNER = Text("ลงคะแนน{title}: อยู่ในช่อง “{corner}”", "Vote{title}: in the quadrant “{corner}”")
_TITLE = Text(" “{title}”", " “{title}”")
_ACTION = Text("กลายเป็นสิ่งที่จะทำ: {what}", "Became an action: {what}")
_BY = Text(" โดย {unit}", ", by {unit}")
_DUE = Text(" ภายใน {day}", ", due {day}")


def of(session: Session, code: str, device: str, language: str = "th") -> dict[str, list[str]]:
    """Return {id of an own note: sentences} of those on the board whose phase is neither open nor behind a veil.

    Raises UnknownWorkshop, NotJoined, PhoneRemoved.
    """
    workshop = workshops.row(session, code)
    participants.find(session, workshop, device)
    behind = veil.of(session, workshop.id).without_notes()
    running = behind.phases | {phase.id for phase in phases.rows(session, workshop.id) if phase.state == phases.OPEN}
    rows, _last = marks.own_rows(session.connection(), OWN_PLACES, workshop.id, device, notes.NOTE)
    own = [note for note in rows if not (note.hidden or note.deleted or note.phase_id in running)]
    themes = {note.theme_id for note in own if note.theme_id} - behind.away
    place = _places(session, workshop.id, themes, behind, language)
    fates: defaultdict[str, list[str]] = defaultdict(list)
    for told in (_linked(session, workshop, themes, behind, running, language), _voted(session, workshop.id, language)):
        for about, words in told:
            fates[about].append(words)
    for action in actions.of(session, workshop.id):
        for theme in themes.intersection(action.themes):
            fates[theme].append(_action(action, language))
    return {
        note.id: [
            place.get(note.theme_id) or (_SET_ASIDE if note.set_aside else _UNGROUPED).in_(language),
            *fates.get(note.theme_id, ()),
            *fates.get(note.id, ()),
        ]
        for note in own
    }


def _places(session: Session, workshop_id: int, themes: set[str], behind: veil.Veil, language: str) -> dict[str, str]:
    """Return {theme: the sentence of where a note in it is}."""
    query = (
        select(Note.theme_id, func.count())
        .where(Note.workshop_id == workshop_id, col(Note.theme_id).in_(themes))
        .where(col(Note.hidden).is_(False), col(Note.deleted).is_(False), unveiled(col(Note.phase_id), workshop_id))
        .group_by(col(Note.theme_id))
    )
    sizes = {str(theme): int(count) for theme, count in session.execute(query)}
    found = {}
    for theme in _themes(session, workshop_id, themes).values():
        count = sizes.get(theme.id, 1)
        words = (_ALONE if count == 1 else _IN_THEME).in_(language)
        found[theme.id] = words.format(label=behind.label(theme), count=count)
    return found


def _linked(
    session: Session, workshop: Any, own: set[str], behind: veil.Veil, running: Collection[int], language: str
) -> Iterable[tuple[str, str]]:
    """Yield (own theme, the sentence of a theme that it is linked with), what people said first, then the strongest."""
    query = select(ThemeLink).where(
        ThemeLink.workshop_id == workshop.id,
        or_(col(ThemeLink.problem_id).in_(own), col(ThemeLink.answer_id).in_(own)),
        col(ThemeLink.said) != "removed",
        or_(col(ThemeLink.strength) > 0, col(ThemeLink.said) != ""),
    )
    rows = sorted(
        session.execute(query).scalars(),
        key=lambda row: (not row.said, -row.strength, row.problem_id, row.answer_id),
    )
    ends = {end for row in rows for end in (row.problem_id, row.answer_id)} - behind.away
    # A name may quote what is being written now.
    being_written = select(Note.theme_id).where(
        col(Note.workshop_id) == workshop.id, col(Note.theme_id).in_(ends), col(Note.phase_id).in_(running)
    )
    ends -= {theme for theme in session.execute(being_written).scalars() if theme not in own}
    themes = _themes(session, workshop.id, ends)
    names = {each["key"]: each["name"] for each in workshop.categories}
    told: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        if row.problem_id not in themes or row.answer_id not in themes:
            continue
        first, second = themes[row.problem_id], themes[row.answer_id]
        answered = first.category == agendas.PROBLEM and second.category in links.FORWARD
        pairs = ((first, second, _ANSWERED if answered else _FURTHER), (second, first, _FROM))
        for theme, other, words in pairs:
            if theme.id not in own or told[theme.id] == MOST_LINKS:
                continue
            told[theme.id] += 1
            said = words.in_(language).format(
                category=names.get(other.category, other.category), label=behind.label(other)
            )
            yield theme.id, said if row.said else _FOUND.in_(language).format(words=said)


def _voted(session: Session, workshop_id: int, language: str) -> Iterable[tuple[str, str]]:
    """Yield (theme or note that was an option, the sentence of what came of it) of votings that are closed."""
    for voting in votings.STAGE.rows(session, workshop_id):
        if voting.state != CLOSED or voting.kind == "agree":
            continue
        shown = votings.view(session, voting, True)
        title = _TITLE.in_(language).format(title=shown["title"]) if shown["title"] else ""
        for option in shown["options"]:
            values = {"title": title, "place": option["place"], "count": len(shown["options"])}
            if option.get("corner"):
                yield (
                    option["theme_id"],
                    _CORNER.in_(language).format(title=title, corner=CORNERS[option["corner"]].in_(language)),
                )
            elif option["place"] is not None:
                yield option["theme_id"], (_TIED if option["tied"] else _VOTED).in_(language).format(**values)


def _action(action: Action, language: str) -> str:
    words = _ACTION.in_(language).format(what=action.what)
    if action.unit:
        words += _BY.in_(language).format(unit=action.unit)
    due = dates.parse(action.due)
    return words + (_DUE.in_(language).format(day=dates.spoken(due, language, both_eras=False)) if due else "")


def _themes(session: Session, workshop_id: int, ids: set[str]) -> dict[str, Theme]:
    query = select(Theme).where(Theme.workshop_id == workshop_id, col(Theme.id).in_(ids), col(Theme.gone).is_(False))
    return {theme.id: theme for theme in session.execute(query).scalars()} if ids else {}
