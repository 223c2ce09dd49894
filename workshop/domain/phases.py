"""Phases: the steps of the agenda. An open one accepts notes of its categories."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, String, cast, delete
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import BY_VALUE, Kind
from workshop.domain import agendas, identity, previews, timers, veil
from workshop.domain.wording import characters, clean, one_line, short, too_long, visible
from workshop.errors import PhaseClosed, Refusal, UnknownPhase
from workshop.feed import STEP_MS, Changing, now_ms
from workshop.messages.incoming import ChooseIdentity, OpenPhase, PhaseDraft
from workshop.messages.phases import AddPhase, ChooseGrace, ChooseMost, ChoosePhaseSharing
from workshop.store.models import Change, Note, Phase, ReadyCards, Theme, as_row_id
from workshop.store.statements.workshops import PHASE_ROWS, PHASES

MOST = 30
TITLE_LIMIT, QUESTION_LIMIT, HELP_LIMIT = 80, 300, 1000
OPEN, CLOSED = "open", "closed"
_MINUTE_MS = 60_000
# Of what undo needs: the name of a category that came with an added phase, by its key
MADE_CATEGORY = "category "


def of(session: Session, workshop_id: int) -> list[Phase]:
    return list(session.execute(PHASES, {"workshop": workshop_id}).scalars())


def rows(session: Session, workshop_id: int) -> Sequence[Any]:
    """Return the phases as plain rows for fast reads."""
    return PHASE_ROWS.all(session.connection(), {"workshop": workshop_id})


def find(session: Session, workshop_id: int, phase_id: int) -> Phase:
    """Raises UnknownPhase, also for a phase of another workshop."""
    row = session.get(Phase, as_row_id(phase_id))
    if row is None or row.workshop_id != workshop_id or row.removed:
        raise UnknownPhase
    return row


def apart(state: str, says: str, late_until: int) -> bool:
    """Return whether an anonymous phase is open or accepts late notes: then no group is shown as it writes."""
    return says == identity.ANONYMOUS and (state == OPEN or late_until > now_ms())


def not_over(session: Session, workshop_id: int) -> list[tuple[Phase, str]]:
    """Return the phases that are open, or wait for late notes before groups are named, each with what to call it."""
    sealed = identity.sealed_in(session, workshop_id)
    found = [each for each in of(session, workshop_id) if each.state == OPEN or each.id in sealed]
    waits = {each.id: _("%(title)s (รอความเห็นที่มาช้า)", title=each.title) for each in found if each.state != OPEN}
    return [(each, waits.get(each.id, each.title)) for each in found]


def late(phase: Any, run: int, now: int) -> bool:
    """Return whether what was written in the phase's opening number `run` comes after its end, within the grace.

    The phone's word that the phase was open is its number, not a time: no phone's clock counts. `now` in ms.
    Raises PhaseClosed where the phase is not open and the number or the time is wrong.
    """
    if phase.state == OPEN:
        return False
    if not 0 < run <= phase.run or now >= phase.late_until:
        raise PhaseClosed
    return True


def problems(drafts: Sequence[PhaseDraft]) -> dict[str, object]:
    if not drafts:
        return {"phases": _("ต้องมีอย่างน้อยหนึ่งช่วง")}
    if len(drafts) > MOST:
        return {"phases": _("ได้ไม่เกิน %(most)s ช่วง", most=MOST)}
    errors: dict[str, object] = {}
    for place, draft in enumerate(drafts):
        if not visible(draft.title):
            errors[f"phase_title_{place}"] = _("กรุณาตั้งชื่อช่วงที่ %(number)s", number=place + 1)
        if not any(visible(name) for name in draft.categories):
            errors[f"phase_categories_{place}"] = _("ช่วงที่ %(number)s ต้องมีอย่างน้อยหนึ่งประเภท", number=place + 1)
        elif any(characters(clean(name)) > TITLE_LIMIT for name in draft.categories):
            errors[f"phase_categories_{place}"] = too_long(TITLE_LIMIT)
    return errors


def replace(change: Changing, drafts: Sequence[PhaseDraft]) -> None:
    """Set the phases and their order. A phase left out stays at the end, closed, while it has notes."""
    present: dict[int | None, Phase] = {phase.id: phase for phase in of(change.session, change.id)}
    known = _known(change)
    names: dict[str, str] = {}
    for position, draft in enumerate(drafts):
        wanted = [short(name, TITLE_LIMIT) for name in draft.categories if short(name, TITLE_LIMIT)]
        keys = [known.get(name) or _key(name) for name in wanted]
        names |= dict(zip(keys, wanted, strict=True))
        phase = present.pop(draft.id, None) or Phase(workshop_id=change.id, position=position, title="")
        phase.position = position
        phase.title = short(draft.title, TITLE_LIMIT)
        phase.question = clean(draft.question)[:QUESTION_LIMIT]
        phase.categories = list(dict.fromkeys(keys))
        if draft.help is not None:
            phase.help = clean(draft.help)[:HELP_LIMIT]
        _refuse_promised(change.session, phase, draft, position)
        for name, on in draft.lets.items():
            setattr(phase, name, on)
        _identify(change.session, phase, draft, position)
        if draft.most is not None:
            phase.most = draft.most
        shared_before = phase.sharing
        phase.sharing = phase.sharing if draft.sharing is None else draft.sharing
        seq = change.record(Kind.PHASE, phase)
        if phase.sharing != shared_before:
            change.workshop.sharing_seq = seq
    old_names = {category["key"]: category["name"] for category in change.workshop.categories}
    for rest, phase in enumerate(present.values()):
        phase.position = len(drafts) + rest
        phase.removed = not identity.written(change.session, phase)
        if phase.removed:
            _forget_cards(change, phase)
        _end(change, phase)
        if not phase.removed:
            names |= {key: old_names[key] for key in phase.categories if key not in names}
        seq = change.record(Kind.PHASE, phase)
        if phase.id and not phase.removed:
            identity.ended(change, phase, seq)
    timers.ended(change, timers.end_with_phases(change), change.seq)
    used = change.session.execute(select(Note.category).where(Note.workshop_id == change.id).distinct()).scalars()
    names |= {key: old_names[key] for key in used if key not in names and key in old_names}
    change.workshop.categories = [{"key": key, "name": name} for key, name in names.items()]


def add(change: Changing, message: AddPhase) -> int:
    """Add a phase behind the others, not open yet, and return its id. Raises Refusal, in a workshop that ended too."""
    if change.ended:
        raise Refusal(_("การประชุมสิ้นสุดแล้ว เปิดการประชุมใหม่ก่อน แล้วจึงเพิ่มช่วง"))
    there = of(change.session, change.id)
    if len(there) >= MOST:
        raise Refusal(_("ได้ไม่เกิน %(most)s ช่วง", most=MOST))
    title = one_line(message.title, TITLE_LIMIT, "title")
    category = one_line(message.category, TITLE_LIMIT, "category")
    question = clean(message.question)
    errors: dict[str, object] = {}
    if not title:
        errors["title"] = _("กรุณาตั้งชื่อช่วง")
    if not category:
        errors["category"] = _("กรุณาเลือกหรือพิมพ์ประเภทความเห็น")
    if characters(question) > QUESTION_LIMIT:
        errors["question"] = too_long(QUESTION_LIMIT)
    if errors:
        raise Refusal(str(next(iter(errors.values()))), **errors)
    key = _known(change).get(category) or _key(category)
    place = max((each.position for each in there), default=-1) + 1
    phase = Phase(workshop_id=change.id, position=place, title=title, question=question, identity=message.identity)
    phase.categories = [key]
    change.session.add(phase)
    change.session.flush()
    is_new = key not in {each["key"] for each in change.workshop.categories}
    made = {f"{MADE_CATEGORY}{key}": category} if is_new else {}
    before = {"rows": [["phase", phase.id, {"removed": True}]], **made}
    seq = change.record(Kind.PHASE_ADDED, phase, subject=str(phase.id), before=before)
    if is_new:
        change.workshop.categories = [*change.workshop.categories, {"key": key, "name": category}]
        change.workshop.facts_seq = seq
    return phase.id


def may_undo(workshop_id: Any) -> ColumnElement[bool]:
    """Return the condition that a step is not the adding of a phase that was opened, or written in, since."""
    written = select(Note.id).where(Note.workshop_id == workshop_id, Note.phase_id == Phase.id).exists()
    fresh = select(cast(Phase.id, String)).where(Phase.workshop_id == workshop_id, Phase.run == 0, ~written)
    return (col(Change.kind) != Kind.PHASE_ADDED) | col(Change.subject).in_(fresh)


def may_take_away(workshop_id: Any) -> ColumnElement[bool]:
    """Return the condition that a step is not the adding of a phase that is not on the agenda any more."""
    there = select(cast(Phase.id, String)).where(Phase.workshop_id == workshop_id, col(Phase.removed).is_(False))
    return (col(Change.kind) != Kind.PHASE_ADDED) | col(Change.subject).in_(there)


def added_or_not(change: Changing, phase: Phase) -> None:
    """Follow an undo that took the added phase away, or a redo that added it again. Raises Refusal for one too many."""
    if phase.removed:
        _forget_cards(change, phase)
    elif len(of(change.session, change.id)) > MOST:
        raise Refusal(_("ได้ไม่เกิน %(most)s ช่วง", most=MOST))


def turn_category(change: Changing, key: str, name: str, again: bool) -> None:
    """Take away the category that came with an added phase, unless anything else is of it; or bring it `again`."""
    others = [each for each in change.workshop.categories if each["key"] != key]
    if again:
        if len(others) == len(change.workshop.categories):
            change.workshop.categories = [*others, {"key": key, "name": name}]
        return
    used = any(key in phase.categories for phase in of(change.session, change.id))
    for table in (Note, Theme):
        query = select(table.id).where(table.workshop_id == change.id, table.category == key).limit(1)
        used = used or change.session.execute(query).first() is not None
    if not used:
        change.workshop.categories = others


def open_phase(change: Changing, phase_id: int, message: OpenPhase, before: Mapping[str, Any] | None = None) -> None:
    """Open the phase and, with `only`, close the others that are open, as `close_phase` does.

    `before`: what else undo needs.
    """
    phase = find(change.session, change.id, phase_id)
    others = [other for other in of(change.session, change.id) if other.state == OPEN and other.id != phase.id]
    _set_states(
        change,
        Kind.OPEN_PHASE,
        [(phase, OPEN)] + ([(other, CLOSED) for other in others] if message.only else []),
        before or {},
    )


def close_phase(change: Changing, phase_id: int) -> None:
    """Close the phase and ask for a preview of a regrouping of what was written in it."""
    _set_states(change, Kind.CLOSE_PHASE, [(find(change.session, change.id, phase_id), CLOSED)])


def let(change: Changing, phase_id: int, name: str, on: bool) -> None:
    """Allow what may be attached to notes and themes while the phase is open, or forbid it; what is there stays."""
    phase = find(change.session, change.id, phase_id)
    if getattr(phase, name) != on:
        before = [["phase", phase.id, {name: getattr(phase, name)}]]
        setattr(phase, name, on)
        change.record(BY_VALUE[f"phase_{name}"], phase, subject=str(phase.id), before={"rows": before})


def identify(change: Changing, phase_id: int, message: ChooseIdentity) -> None:
    """Set what the phase's notes say of their writers. Raises UnknownPhase, Refusal once a note is written."""
    identity.choose(change, find(change.session, change.id, phase_id), message.identity)


def give_grace(change: Changing, phase_id: int, message: ChooseGrace) -> None:
    """Set for how long the phase accepts, after its end, what was written before; also while that time runs."""
    phase = find(change.session, change.id, phase_id)
    if phase.grace == message.minutes:
        return
    old = {"grace": phase.grace, "late_until": phase.late_until}
    if phase.late_until > change.at:
        phase.late_until += (message.minutes - phase.grace) * _MINUTE_MS
    phase.grace = message.minutes
    before = {"rows": [["phase", phase.id, old]]}
    identity.ended(change, phase, change.record(Kind.PHASE_GRACE, phase, subject=str(phase.id), before=before))


def limit(change: Changing, phase_id: int, message: ChooseMost) -> None:
    """Set how many notes each device may have in the phase; those that are there stay, also where they are more."""
    phase = find(change.session, change.id, phase_id)
    if phase.most != message.notes:
        before = [["phase", phase.id, {"most": phase.most}]]
        phase.most = message.notes
        change.record(Kind.PHASE_MOST, phase, subject=str(phase.id), before={"rows": before})


def share(change: Changing, phase_id: int, message: ChoosePhaseSharing) -> None:
    """Set what phones are sent of what others write in the phase, from now on and of what is there."""
    phase = find(change.session, change.id, phase_id)
    if phase.sharing != message.sharing:
        before = [["phase", phase.id, {"sharing": phase.sharing}]]
        phase.sharing = message.sharing
        seq = change.record(Kind.PHASE_SHARING, phase, subject=str(phase.id), before={"rows": before})
        change.workshop.sharing_seq = seq  # phones ask for all that they may see now


def restored(change: Changing, phase: Phase) -> None:
    """Begin or end the grace of a phase whose state an undo has set back. Raises Refusal as opening it does."""
    if phase.state == OPEN and phase.identity == identity.ANONYMOUS:
        identity.refuse_too_few(change, phase)
    phase.late_until = 0 if phase.state == OPEN else change.at + phase.grace * _MINUTE_MS
    if phase.state == CLOSED and phase.identity == identity.ANONYMOUS:
        change.workshop.whole_seq = change.seq


def _forget_cards(change: Changing, phase: Phase) -> None:
    """Let no cards of last year wait for a phase that is no more."""
    change.session.execute(delete(ReadyCards).where(col(ReadyCards.phase_id) == phase.id))


def _begin(change: Changing, phase: Phase) -> None:
    phase.state, phase.late_until, phase.run = OPEN, 0, phase.run + 1
    phase.opened_at = change.at - change.at % STEP_MS


def _end(change: Changing, phase: Phase) -> None:
    if phase.state == OPEN:
        phase.late_until = change.at + phase.grace * _MINUTE_MS
        if phase.identity == identity.ANONYMOUS:
            change.workshop.whole_seq = change.seq
    phase.state = CLOSED


def _refuse_promised(session: Session, phase: Phase, draft: PhaseDraft, position: int) -> None:
    """Raises Refusal where the form would take back what writers were promised of when others see their notes."""
    alone = draft.lets.get(veil.NAME, phase.alone)
    if alone != phase.alone and phase.id and identity.written(session, phase):
        raise Refusal(_("ยังบันทึกไม่ได้ กรุณาแก้ช่องที่มีข้อความเตือน"), **{f"phase_{veil.NAME}_{position}": veil.fixed()})


def _identify(session: Session, phase: Phase, draft: PhaseDraft, position: int) -> None:
    if draft.identity is None or draft.identity == phase.identity:
        return
    if phase.id and identity.written(session, phase):
        raise Refusal(_("ยังบันทึกไม่ได้ กรุณาแก้ช่องที่มีข้อความเตือน"), **{f"phase_identity_{position}": identity.fixed()})
    phase.identity = draft.identity


def _set_states(
    change: Changing, kind: Kind, wanted: list[tuple[Phase, str]], more: Mapping[str, Any] = MappingProxyType({})
) -> None:
    changed = [(phase, state) for phase, state in wanted if phase.state != state]
    if not changed:
        return
    before = [["phase", phase.id, {"state": phase.state}] for phase, _state in changed]
    for phase, state in changed:
        if state == OPEN:
            if phase.identity == identity.ANONYMOUS:
                identity.refuse_too_few(change, phase)
            _begin(change, phase)
        else:
            _end(change, phase)
    subject, stopped = str(wanted[0][0].id), timers.end_with_phases(change)
    former = {"rows": before, **more, **stopped}
    seq = change.record(kind, *(phase for phase, _ in changed), subject=subject, before=former)
    timers.ended(change, stopped, seq)
    for phase, state in changed:
        if state == OPEN and phase.run == 1 and phase.identity == identity.ANONYMOUS:
            identity.one_time(change, phase, seq)
        if state == CLOSED:
            identity.ended(change, phase, seq)
            previews.at_end_of(change, phase)


def _known(change: Changing) -> dict[str, str]:
    """Return {name: key} of the workshop's categories and of those of its agenda."""
    known = {category["name"]: category["key"] for category in change.workshop.categories}
    agenda = agendas.AGENDAS[change.workshop.template]
    return known | {str(name): key for key, name in agenda.categories if str(name) not in known}


def _key(name: str) -> str:
    """Return a key derived from the name."""
    return "c" + hashlib.sha256(name.encode()).hexdigest()[:10]
