"""Slips: codes on paper, one a person, each good once in every voting that asks for one.

The code stands on the paper alone; the database has its digest, salted by workshop. Which phone used it is a mark of
that phone (marks.py), and another one than that of its votes: no row leads from a slip to a vote, a note or a person.
"""

from __future__ import annotations

import hmac
import re
import secrets
import unicodedata

from sqlalchemy import func, insert
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import codes, marks
from workshop.domain.stage import OPEN
from workshop.errors import (
    BadSlipCount,
    SlipJoined,
    SlipNeeded,
    SlipSpare,
    SlipToJoin,
    SlipUsed,
    SlipVoided,
    UnknownBatch,
    UnknownOption,
    UnknownSlip,
    VotingClosed,
)
from workshop.feed import Changing
from workshop.messages.voting import UseSlip
from workshop.store.models import Slip, SlipBatch, SlipUse, Voting, as_row_id

# 22 letters to the power of 8: a thousand slips are one in 55 million codes.
LENGTH = 8
MOST = 1000
_BALLOTS_AT_ONCE = 50
_MARK = "slip"
_IN_LINK = re.compile(r"[#?&]slip=([^&#\s]+)", re.IGNORECASE)


def make(change: Changing, count: int) -> list[str]:
    """Make so many slips; return their codes, to be printed now: they are stored nowhere. Raises BadSlipCount."""
    if not 1 <= count <= MOST:
        raise BadSlipCount
    batch = SlipBatch(workshop_id=change.id, slips=count, made_at=change.at)
    change.session.add(batch)
    change.session.flush()
    new: dict[str, str] = {}
    while len(new) < count:
        code = "".join(secrets.choice(codes.ALPHABET) for _ in range(LENGTH))
        new[digest(code, change.salt)] = code
    rows = [{"workshop_id": change.id, "digest": each, "batch_id": batch.id} for each in new]
    change.session.execute(insert(Slip), rows)
    change.record(Kind.MAKE_SLIPS, *_counting(change), subject=str(batch.id))
    return list(new.values())


def void(change: Changing, batch_id: int) -> None:
    """Let no slip of the batch be used any more; votes that were given with one stay counted. Raises UnknownBatch."""
    batch = change.session.get(SlipBatch, as_row_id(batch_id))
    if batch is None or batch.workshop_id != change.id:
        raise UnknownBatch
    if not batch.voided:
        batch.voided = True
        change.session.add(batch)
        change.record(Kind.VOID_SLIPS, *_counting(change), subject=str(batch_id))


def _counting(change: Changing) -> list[Voting]:
    """Return the voting on the screens if it shows how many slips there are."""
    voting = change.session.get(Voting, change.workshop.voting_id or 0)
    return [voting] if voting is not None and voting.slips else []


def use(change: Changing, device: str, message: UseSlip, scribe: bool) -> None:
    """Use up a slip in the open voting, so that this phone may vote; the same slip from the same phone changes nothing.

    A scribe's phone may use one more for each person without a phone: each is a ballot of its own.
    The caller has found that the phone joined (votings.use_slip).
    Raises UnknownOption, VotingClosed, UnknownSlip, SlipUsed, SlipVoided, SlipSpare, SlipNeeded before the own one.
    """
    change.round_time()
    voting = change.session.get(Voting, message.voting_id)
    if voting is None or voting.workshop_id != change.id or not voting.slips:
        raise UnknownOption
    named = digest(typed(message.slip), change.salt)
    slip = change.session.get(Slip, (change.id, named))
    if slip is None:
        raise UnknownSlip
    own = claim(device, voting.id, message.ballot)
    used = change.session.get(SlipUse, (voting.id, named))
    if used is not None and used.claim == own:
        return
    if voting.state != OPEN:
        raise VotingClosed
    if used is not None:
        raise SlipUsed
    if change.session.get_one(SlipBatch, slip.batch_id).voided:
        raise SlipVoided
    if used_by(change.session, voting.id, device, message.ballot) or (message.ballot and not scribe):
        raise SlipSpare
    if message.ballot and not used_by(change.session, voting.id, device, message.ballot - 1):
        raise SlipNeeded
    change.session.add(SlipUse(voting_id=voting.id, slip=named, claim=own, workshop_id=change.id))
    change.record(Kind.USE_SLIP, subject=str(voting.id))


def ask_to_join(change: Changing, on: bool) -> None:
    """Let new devices join with a slip only, or without; those that have joined go on."""
    workshop = change.workshop
    if workshop.by_slip != on:
        workshop.by_slip = on
        workshop.facts_seq = change.record(Kind.JOIN_BY_SLIP, before={"by_slip": not on})


def let_in(change: Changing, code: str) -> None:
    """Use up a slip for joining. Raises SlipToJoin, UnknownSlip, SlipVoided, SlipJoined."""
    if not code.strip():
        raise SlipToJoin
    slip = change.session.get(Slip, (change.id, digest(typed(code), change.salt)))
    if slip is None:
        raise UnknownSlip
    if slip.joined:
        raise SlipJoined
    if change.session.get_one(SlipBatch, slip.batch_id).voided:
        raise SlipVoided
    slip.joined = True
    change.session.add(slip)
    change.session.flush()


def used_by(session: Session, voting_id: int, device: str, ballot: int = 0) -> bool:
    """Return whether this phone has used a slip in the voting, for this ballot."""
    own = claim(device, voting_id, ballot)
    query = select(SlipUse.claim).where(SlipUse.voting_id == voting_id, SlipUse.claim == own)
    return session.execute(query).first() is not None


def ballots_of(session: Session, voting_id: int, device: str) -> int:
    """Return for how many people, one after the other, this phone has used a slip in the voting besides its own."""
    ballots = 0
    while True:
        more = _BALLOTS_AT_ONCE if ballots else 1  # most phones are no scribe's
        page = [claim(device, voting_id, ballot) for ballot in range(ballots + 1, ballots + more + 1)]
        query = select(SlipUse.claim).where(SlipUse.voting_id == voting_id, col(SlipUse.claim).in_(page))
        used = set(session.execute(query).scalars())
        in_row = next((place for place, each in enumerate(page) if each not in used), len(page))
        ballots += in_row
        if in_row < len(page):
            return ballots


def good(session: Session, workshop_id: int) -> int:
    """Return how many slips were printed and not voided."""
    query = select(func.sum(SlipBatch.slips)).where(
        SlipBatch.workshop_id == workshop_id, col(SlipBatch.voided).is_(False)
    )
    return int(session.execute(query).scalar_one() or 0)


def digest(code: str, salt: str) -> str:
    """Return what is stored of a slip's code."""
    return hmac.digest(salt.encode(), f"{_MARK}\0{code}".encode(), "sha256").hex()


def claim(device: str, voting_id: int, ballot: int = 0) -> str:
    """Return the mark of the phone that used a slip in this voting; another for each ballot."""
    return marks.mark(device, _MARK, voting_id, *([ballot] if ballot else []))


def typed(text: str) -> str:
    """Return the code in what was typed, pasted or scanned: in a link, any case, width or digits, dashes."""
    plain = "".join(str(unicodedata.digit(letter, letter)) for letter in unicodedata.normalize("NFKC", text))
    link = _IN_LINK.search(plain)
    return "".join(filter(str.isalnum, link[1] if link else plain)).upper()


def spaced(code: str) -> str:
    """Return the code in two halves, as the paper shows it."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
