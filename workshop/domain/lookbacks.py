"""Last year's cards: each proposal and action of an earlier workshop, and how it stands. Phones answer a card each by
itself; the counts are shown at the end, and of five answers or more."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import cards, former_years, marks, participants
from workshop.domain.former_years import Former
from workshop.domain.identity import FEWEST
from workshop.domain.stage import CLOSED, OPEN, Stage
from workshop.domain.wording import short
from workshop.errors import Conflict, LookbackClosed, Refusal
from workshop.feed import Changing
from workshop.messages.lookback import AnswerCard, CardShown, LookbackShown, SetCardStatus
from workshop.store.models import CardAnswer, Lookback, Note, Workshop

DONE, DOING, DROPPED = "done", "doing", "dropped"
STATUSES = (DONE, DOING, DROPPED)
PROPOSAL, ACTION = "proposal", "action"
# So many cards: all of them go to every phone, which shows some at a time. Half of them at least are the actions',
# where there are so many.
MOST, MOST_THEMES = 300, 400
_TEXT, _NAME, _TITLE = 300, 120, 200
LOOKBACK = "lookback"
STAGE = Stage(
    LOOKBACK,
    Lookback,
    Kind.OPEN_LOOKBACK,
    Kind.CLOSE_LOOKBACK,
    Kind.CLEAR_LOOKBACK,
    named=lambda row: (row.title, LOOKBACK),
    seen=lambda session, row: view(session, row),
    answers=("my_cards",),
    quiet=True,
)


def open_former(change: Changing, former: Former, named: bool = True) -> int:
    """Open its cards for the room and close former ones; return their id. Raises as `cards_of`.

    `named`: see Changing.record.
    """
    made = cards_of(change, former)
    return STAGE.open(
        change,
        Lookback(
            workshop_id=change.id,
            state=OPEN,
            title=short(former.title, _TITLE),
            fiscal_year=former.fiscal_year,
            source=former.source,
            cards=made,
            more=len(former.proposals()) + len(former.actions) > len(made),
            themes=[
                {
                    "id": str(at),
                    "category": short(theme.category, _NAME),
                    "name": short(theme.name, _TEXT),
                    "words": short(theme.words, _TEXT),
                    "notes": theme.notes,
                }
                for at, theme in enumerate(former.themes[:MOST_THEMES], start=1)
            ],
            opened_at=change.at,
        ),
        named,
    )


def take_back(change: Changing, lookback_id: int, former: int | None, was_open: bool) -> None:
    """Undo the opening of cards; they stay, closed, if anybody did anything with them.

    `former`: what stood on the screens before; `was_open`: whether it took answers.
    """
    STAGE.take_back(change, lookback_id, former, was_open, lambda row: _used(change.session, row))


def open_again(change: Changing, lookback_id: int, named: bool = True) -> int | None:
    """Open cards again whose opening was undone, and return their id; None where they are no more."""
    row = change.session.get(Lookback, lookback_id)
    if row is None or row.workshop_id != change.id:
        return None
    row.state, row.closed_at = OPEN, 0
    return STAGE.open(change, row, named)


def _used(session: Session, row: Lookback) -> bool:
    """Return whether a phone answered, the facilitator said anything, or there is a note about a card, shown or not."""
    if row.statuses or row.said or any(map(any, (each.values() for each in row.given.values()))):
        return True
    about = select(Note.id).where(
        Note.workshop_id == row.workshop_id, col(Note.card).startswith(f"{row.id}.", autoescape=True)
    )
    return session.execute(about.limit(1)).first() is not None


def cards_of(change: Changing, former: Former) -> list[dict[str, Any]]:
    """Return the cards that it has for the room.

    Raises Refusal where it is this workshop, or has neither proposals nor actions; Conflict in a workshop that ended.
    """
    if former.source == change.id:
        raise Refusal(_("เลือกการประชุมอื่น การประชุมนี้ทบทวนตนเองไม่ได้"))
    if change.ended:
        raise Conflict(_("การประชุมสิ้นสุดแล้ว โทรศัพท์ตอบไม่ได้ เปิดการประชุมอีกครั้งก่อน"))
    made = _cards(former)
    if not made:
        raise Refusal(_("ไม่พบข้อเสนอหรือสิ่งที่จะทำในการประชุมนั้น จึงทำเป็นบัตรไม่ได้"))
    return made


def answer(change: Changing, device: str, message: AnswerCard) -> str:
    """Say how a card stands, while they are open; return what counts.

    A write that is not newer than the last one changes nothing. Raises NotJoined, UnknownCard, LookbackClosed.
    """
    participants.find(change.session, change, device)
    change.round_time()
    row = cards.lookback(change, message.lookback_id)
    cards.find(row, message.card)
    about = f"{row.id}.{message.card}"
    token, write = _token(device, row.id, message.card), marks.order(device, LOOKBACK, about, message.id)
    given = change.session.get(CardAnswer, (row.id, token))
    if given and write <= given.last_write:
        return given.value
    if row.state != OPEN:
        raise LookbackClosed
    if given is None:
        given = CardAnswer(
            lookback_id=row.id, token=token, card=message.card, workshop_id=change.id, value="", last_write=""
        )
        change.session.add(given)
    given.last_write = write
    if given.value != message.value:
        _count(row, message.card, given.value, message.value)
        given.value = message.value
        change.record(Kind.CARD_ANSWER, row, subject=str(row.id))
    return given.value


def set_status(change: Changing, message: SetCardStatus) -> None:
    """Say for the workshop how a card stands; the same again is no change.

    Raises UnknownCard; Conflict where another screen set it since, or opened other cards.
    """
    row = cards.lookback(change, message.lookback_id)
    card = cards.find(row, message.card)
    if row not in (STAGE.now(change.session, change.workshop), STAGE.newest_row(change.session, change.id)):
        raise Conflict(_("บัตรชุดนี้ไม่ได้ใช้แล้ว กรุณาโหลดหน้าใหม่ แล้วเลือกสถานะในบัตรชุดล่าสุด"))
    now = _status(row, card, former_years.statuses(change.session, row.source))
    if message.was != now:
        raise Conflict(_("สถานะของบัตรนี้ถูกเปลี่ยนจากอีกจอหนึ่งแล้ว ดูสถานะล่าสุด แล้วเลือกอีกครั้ง"))
    if message.status == now:
        return
    before = {"rows": [[LOOKBACK, row.id, {"statuses": row.statuses}]]}
    row.statuses = {**row.statuses, message.card: message.status}
    change.record(Kind.CARD_STATUS, row, subject=str(row.id), before=before)


def for_phones(session: Session, workshop: Workshop, since: int) -> dict[str, Any]:
    """Return as `news` what phones show: while cards are open nothing of answers and status, which is no news then."""
    row = STAGE.now(session, workshop)
    if row is not None and row.state == OPEN and since > 0 and workshop.lookback_seq <= since:
        return {}
    return news(session, workshop, since)


def news(session: Session, workshop: Workshop, since: int) -> dict[str, Any]:
    """See Stage.news."""
    return STAGE.news(session, workshop, since, lambda row: view(session, row))


def mine(session: Session, workshop: Workshop, device: str) -> dict[str, str]:
    """Return how the phone answered: {card: answer} of the cards on the screens."""
    row = STAGE.now(session, workshop)
    if row is None:
        return {}
    names = {_token(device, row.id, card["id"]): card["id"] for card in row.cards}
    query = select(CardAnswer.token, CardAnswer.value).where(
        CardAnswer.lookback_id == row.id, col(CardAnswer.token).in_(names)
    )
    return {names[token]: value for token, value in session.execute(query)}


def view(session: Session, row: Lookback) -> LookbackShown:
    """Return the cards with their status, and with their counts where those tell nobody's answer."""
    now = former_years.statuses(session, row.source)
    return {
        "id": row.id,
        "state": row.state,
        "title": row.title,
        "fiscal_year": row.fiscal_year,
        "more": row.more,
        "answers": max((sum(counts.values()) for counts in row.given.values()), default=0),
        "cards": [_shown(row, card, now, row.given.get(card["id"], {})) for card in row.cards],
    }


def notes_on(session: Session, row: Lookback) -> dict[str, list[tuple[int, str]]]:
    """Return {card: (number, text) of the shown notes about it}; an erased note is a hidden one."""
    query = select(Note.card, Note.number, Note.text).where(
        Note.workshop_id == row.workshop_id,
        col(Note.card).startswith(f"{row.id}.", autoescape=True),
        col(Note.deleted).is_(False),
        col(Note.hidden).is_(False),
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for card, number, text in session.execute(query.order_by(col(Note.number))):
        found.setdefault(card.partition(".")[2], []).append((number, text))
    return found


def _shown(row: Lookback, card: dict[str, Any], now: dict[int, str], given: dict[str, int]) -> CardShown:
    answers = sum(given.values())
    counted = row.state == CLOSED and answers >= FEWEST
    return {
        "id": card["id"],
        "kind": card["kind"],
        "what": card["what"],
        "unit": card["unit"],
        "due": card["due"],
        "notes": card["notes"],
        "status": _status(row, card, now),
        "answers": answers,
        "counts": [given.get(value, 0) for value in STATUSES] if counted else None,
    }


def _status(row: Lookback, card: dict[str, Any], now: dict[int, str]) -> str:
    """Return what the facilitator said, else how the action stands where it is, else how it stood in the file."""
    stands = row.statuses.get(card["id"], now.get(card["action"], card["status"]))
    return stands if stands in STATUSES else ""


def _count(row: Lookback, card: str, former: str, value: str) -> None:
    """Count the answer to a card in place of the phone's former one, "" without."""
    counts = dict(row.given.get(card, {}))
    counts[value] = counts.get(value, 0) + 1
    if former:
        counts[former] -= 1
    row.given = {**row.given, card: counts}


def _token(device: str, lookback_id: int, card: str) -> str:
    """Return the phone's token for this card alone, so that no two answers of a phone can be put together."""
    return marks.mark(device, "token", LOOKBACK, lookback_id, card)


def _cards(former: Former) -> list[dict[str, Any]]:
    proposals, actions = former.proposals(), list(former.actions)
    room = max(MOST // 2, MOST - len(actions))
    taken = proposals[:room]
    made = [
        {
            "kind": PROPOSAL,
            "what": short(theme.name, _TEXT),
            "unit": "",
            "due": "",
            "notes": theme.notes,
            "status": "",
            "action": 0,
        }
        for theme in taken
    ]
    made += [
        {
            "kind": ACTION,
            "what": short(action.what, _TEXT),
            "unit": short(action.unit, _NAME),
            "due": action.due,
            "notes": 0,
            "status": action.status,
            "action": action.id,
        }
        for action in actions[: MOST - len(taken)]
    ]
    return [{"id": str(at), **card} for at, card in enumerate((card for card in made if card["what"]), start=1)]
