"""Votes on themes: each participant gives some dots to the options of a voting.

Options have the labels that their themes had when it opened. While it is open, no screen is sent the votes, so that
they influence nobody: a console may be mirrored to the wall. A facilitator may ask for them at one console. Nobody sees
who gave which.
"""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import marks, participants, slips, workshops
from workshop.domain.stage import CLOSED, OPEN, Stage
from workshop.domain.standings import standings
from workshop.domain.wording import short
from workshop.errors import NoSlips, NothingToVoteOn, SlipNeeded, TooManyDots, UnknownOption, VotingClosed
from workshop.feed import Changing
from workshop.messages.incoming import CastVote, OpenVoting, UseSlip
from workshop.store.models import Note, Theme, Vote, Voting, Workshop

OPTIONS_LIMIT = 30
TITLE_LIMIT = 120
VOTING = "voting"
STAGE = Stage("voting", Voting, Kind.OPEN_VOTING, Kind.CLOSE_VOTING, Kind.CLEAR_VOTING)


def open_voting(change: Changing, message: OpenVoting) -> int:
    """Open a voting on a category's themes, or all, and close a former one; return its id.

    Raises NothingToVoteOn, and NoSlips where it asks for slips and there is none.
    """
    options = _options(change.session, change.id, message.category)
    if not options:
        raise NothingToVoteOn
    if message.slips and not slips.good(change.session, change.id):
        raise NoSlips
    return STAGE.open(
        change,
        Voting(
            workshop_id=change.id,
            state=OPEN,
            title=short(message.title, TITLE_LIMIT),
            category=message.category,
            dots=message.dots,
            slips=message.slips,
            options=options,
            opened_at=change.at,
        ),
    )


def cast(change: Changing, device: str, message: CastVote) -> dict[str, int]:
    """Set how many of one's dots an option has; return all of one's votes, {theme id: dots}.

    A write that is not newer than the last one changes nothing.
    Raises NotJoined, UnknownOption, VotingClosed, SlipNeeded, TooManyDots.
    """
    participants.find(change.session, change, device)
    change.round_time()
    voting = change.session.get(Voting, message.voting_id)
    if voting is None or voting.workshop_id != change.id:
        raise UnknownOption
    if message.theme_id not in {option["theme_id"] for option in voting.options}:
        raise UnknownOption
    voter, write = marks.token(device, VOTING, voting.id), marks.order(device, VOTING, voting.id, message.id)
    row = change.session.get(Vote, (voting.id, voter, message.theme_id))
    if row and write <= row.last_write:
        return votes_of(change.session, voting.id, voter)
    if voting.state != OPEN:
        raise VotingClosed
    if voting.slips and not slips.used_by(change.session, voting.id, device):
        raise SlipNeeded
    given = votes_of(change.session, voting.id, voter)
    elsewhere = sum(given.values()) - given.get(message.theme_id, 0)
    if elsewhere + message.dots > voting.dots:
        left = voting.dots - sum(given.values())
        raise TooManyDots(_("ให้ได้ไม่เกิน %(dots)s จุด เหลืออีก %(left)s จุด ลดจุดจากข้ออื่นก่อนได้", dots=voting.dots, left=left))
    if row is None:
        row = Vote(
            voting_id=message.voting_id,
            token=voter,
            theme_id=message.theme_id,
            workshop_id=change.id,
            dots=0,
            last_write="",
        )
        change.session.add(row)
    row.last_write = write
    if row.dots != message.dots:
        row.dots = message.dots
        change.record(Kind.VOTE, voting, subject=str(voting.id))
        change.session.flush()
    return votes_of(change.session, voting.id, voter)


def use_slip(change: Changing, device: str, message: UseSlip) -> None:
    """Use up a slip, so that this phone may vote. Raises NotJoined, PhoneRemoved, and what slips.use raises."""
    participants.find(change.session, change, device)
    slips.use(change, device, message)


def mine(session: Session, workshop: Workshop, device: str) -> dict[str, int]:
    """Return the phone's dots in the voting on the screens."""
    return votes_of(session, workshop.voting_id, marks.token(device, VOTING, workshop.voting_id))


def with_slip(session: Session, workshop: Workshop, device: str) -> int | None:
    """Return the voting on the screens if the phone has used a slip in it."""
    voting_id = workshop.voting_id
    return voting_id if voting_id is not None and slips.used_by(session, voting_id, device) else None


def votes_of(session: Session, voting_id: int | None, voter: str) -> dict[str, int]:
    """Return the dots of this token in a voting, by theme id, without options that have none."""
    if voting_id is None:
        return {}
    query = select(Vote.theme_id, Vote.dots).where(Vote.voting_id == voting_id, Vote.token == voter, col(Vote.dots) > 0)
    return {str(theme_id): int(dots) for theme_id, dots in session.execute(query)}


def current(session: Session, workshop: Workshop) -> dict[str, Any] | None:
    """Return the voting on the screens, or None. Votes are None while it is open."""
    voting = STAGE.now(session, workshop)
    return view(session, voting, voting.state == CLOSED) if voting else None


def news(session: Session, workshop: Workshop, since: int, _console: bool) -> dict[str, Any]:
    """See Stage.news."""
    return STAGE.news(session, workshop, since, lambda voting: view(session, voting, voting.state == CLOSED))


def so_far(session: Session, code: str) -> dict[str, Any]:
    """Return the voting on the screens with its votes so far, for the facilitator who asks. Raises VotingClosed."""
    voting = STAGE.now(session, workshops.find(session, code))
    if voting is None:
        raise VotingClosed
    return view(session, voting, True)


def view(session: Session, voting: Voting, counted: bool) -> dict[str, Any]:
    given = select(Vote.theme_id, func.sum(Vote.dots)).where(Vote.voting_id == voting.id).group_by(col(Vote.theme_id))
    votes = {str(row[0]): int(row[1]) for row in session.execute(given)} if counted else {}
    voted = select(func.count(func.distinct(Vote.token))).where(Vote.voting_id == voting.id, col(Vote.dots) > 0)
    voters = int(session.execute(voted).scalar_one())
    categories = _categories(session, voting)
    found = [votes.get(option["theme_id"], 0) for option in voting.options]
    return {
        "id": voting.id,
        "state": voting.state,
        "title": voting.title,
        "category": voting.category,
        "dots": voting.dots,
        # Slips that were voided after their use count among those that were good.
        "slips": max(voters, slips.good(session, voting.workshop_id)) if voting.slips else None,
        "voters": voters,
        "options": [
            {
                "theme_id": option["theme_id"],
                "label": option["label"],
                "category": categories.get(option["theme_id"], "") if len(set(categories.values())) > 1 else "",
                "votes": given_to_it if counted else None,
                "place": standing.place if counted and categories else None,
                "tied": bool(counted and categories and standing.tied),
            }
            for option, given_to_it, standing in zip(voting.options, found, standings(found), strict=True)
        ],
    }


def _categories(session: Session, voting: Voting) -> dict[str, str]:
    """Return {theme id: name of its category} of the options; empty where they are answers and no themes."""
    ids = [option["theme_id"] for option in voting.options]
    themes = select(Theme.id, Theme.category).where(Theme.workshop_id == voting.workshop_id, col(Theme.id).in_(ids))
    names = {category["key"]: category["name"] for category in session.get_one(Workshop, voting.workshop_id).categories}
    return {theme_id: names.get(key, key) for theme_id, key in session.execute(themes)}


def _options(session: Session, workshop_id: int, category: str | None) -> list[dict[str, str]]:
    """Return the themes with a shown note or a person's label, largest first."""
    shown = (
        select(Note.theme_id, func.count())
        .where(Note.workshop_id == workshop_id, col(Note.hidden).is_(False), col(Note.deleted).is_(False))
        .group_by(col(Note.theme_id))
    )
    size = {row[0]: int(row[1]) for row in session.execute(shown)}
    query = select(Theme).where(Theme.workshop_id == workshop_id, col(Theme.gone).is_(False))
    if category is not None:
        query = query.where(Theme.category == category)
    wall = [
        theme
        for theme in session.execute(query).scalars()
        if theme.id in size or (theme.given_label and not theme.heading)
    ]
    wall.sort(key=lambda theme: (-size.get(theme.id, 0), theme.id))
    return [{"theme_id": theme.id, "label": theme.given_label or theme.label or "…"} for theme in wall[:OPTIONS_LIMIT]]
