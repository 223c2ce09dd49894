"""Votings: each participant gives the options something, by the voting's kind (voting_kinds.py).

Options have the labels that their themes had when it opened. While it is open, no screen is sent the votes, so that
they influence nobody: a console may be mirrored to the wall. A facilitator may ask for them at one console, where they
are counted anew when five more phones have voted, as counts that grow phone by phone would show what each gave. Nobody
sees who gave which. Dots are given here; values in ratings.py, orders in rankings.py.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import ballots, participants, slips, veil, voting_options
from workshop.domain.identity import FEWEST
from workshop.domain.stage import CLOSED, OPEN, Stage
from workshop.domain.tallies import Given, Tally, best_first, tally
from workshop.domain.veil import Veil
from workshop.domain.voting_kinds import KINDS, VotingKind
from workshop.domain.wording import one_line
from workshop.errors import NoSlips, NothingToVoteOn, TooFewVotes, TooManyDots, VotingClosed
from workshop.feed import Changing
from workshop.messages.voting import CastVote, OpenVoting, UseSlip
from workshop.store.models import Vote, Voting, Workshop

TITLE_LIMIT = 120
STAGE = Stage(
    ballots.VOTING,
    Voting,
    Kind.OPEN_VOTING,
    Kind.CLOSE_VOTING,
    Kind.CLEAR_VOTING,
    named=lambda voting: (voting.title, voting.kind),
    seen=lambda session, voting: {
        **view(session, voting, voting.state == CLOSED),
        "about": voting_options.about(voting),
    },
    answers=("my_votes", "my_slip", "my_ballot"),
    quoted=voting_options.newest,
)


def open_voting(change: Changing, message: OpenVoting) -> int:
    """Open a voting on themes or notes of a category or of all, on points of groups, or on lines; return its id.

    A former one closes.

    Raises NothingToVoteOn, Refusal for lines, and NoSlips where it asks for slips and there is none.
    """
    options = voting_options.of(change.session, change.id, message)
    if not options:
        raise NothingToVoteOn
    kind = KINDS[message.kind]
    if message.slips and not slips.good(change.session, change.id):
        raise NoSlips
    return STAGE.open(
        change,
        Voting(
            workshop_id=change.id,
            state=OPEN,
            kind=kind.name,
            title=one_line(message.title, TITLE_LIMIT, "title"),
            category=message.category if message.source in ("themes", "notes") else None,
            dots={"dots": message.dots, "order": min(message.dots, len(options)), "values": 1}[kind.gives],
            slips=message.slips,
            options=options,
            opened_at=change.at,
        ),
    )


def cast(change: Changing, device: str, message: CastVote) -> dict[str, int]:
    """Set how many of one's dots an option has; return all of one's votes, {theme id: dots}.

    A write that is not newer than the last one changes nothing.
    Raises NotJoined, UnknownOption, OtherKind, VotingClosed, SlipNeeded, TooManyDots.
    """
    own = ballots.ballot(change, device, message, "dots", [message.theme_id])
    voting, session = own.voting, change.session
    if voting.kind == "agree":
        return _answer(change, own, message)
    row = own.row(session, message.theme_id)
    if row and own.write <= row.last_write:
        return ballots.dots_of(session, voting.id, own.voter)
    ballots.check_open(change, own)
    given = ballots.dots_of(session, voting.id, own.voter)
    elsewhere = sum(given.values()) - given.get(message.theme_id, 0)
    if elsewhere + message.dots > voting.dots:
        left = voting.dots - sum(given.values())
        raise TooManyDots(_("ให้ได้ไม่เกิน %(dots)s จุด เหลืออีก %(left)s จุด ลดจุดจากข้ออื่นก่อนได้", dots=voting.dots, left=left))
    row = row or own.new(session, message.theme_id)
    row.last_write = own.write
    if row.dots != message.dots:
        row.dots = message.dots
        ballots.record(change, voting)
    return ballots.dots_of(session, voting.id, own.voter)


def _answer(change: Changing, own: ballots.Ballot, message: CastVote) -> dict[str, int]:
    """Take the phone's one answer in place of its former one; with no dots, take it back."""
    session, rows = change.session, own.rows(change.session)
    before = ballots.dots_of(session, own.voting.id, own.voter)
    if any(own.write <= row.last_write for row in rows.values()):
        return before
    ballots.check_open(change, own)
    rows[message.theme_id] = rows.get(message.theme_id) or own.new(session, message.theme_id)
    for answer, row in rows.items():
        if answer == message.theme_id or message.dots:
            row.dots = min(1, message.dots) if answer == message.theme_id else 0
            row.last_write = own.write
    session.flush()
    after = ballots.dots_of(session, own.voting.id, own.voter)
    if after != before:
        ballots.record(change, own.voting)
    return after


def use_slip(change: Changing, device: str, message: UseSlip) -> None:
    """Use up a slip, so that this phone may vote. Raises NotJoined, PhoneRemoved, and what slips.use raises."""
    slips.use(change, device, message, participants.find(change.session, change, device).scribe)


def mine(session: Session, workshop: Workshop, device: str | None) -> dict[str, Any]:
    """Return what the phone gave in the voting on the screens, on its newest ballot: dots, places or values; that
    voting's id if the phone has used a slip in it; and for how many others with slips a scribe's phone votes."""
    voting = STAGE.now(session, workshop)
    if voting is None or device is None:
        return {"my_votes": {}, "my_slip": None, "my_ballot": 0}
    ballot = slips.ballots_of(session, voting.id, device) if voting.slips else 0
    voter = ballots.voter_of(device, voting.id, ballot)
    values = KINDS[voting.kind].gives == "values"
    by_slip = voting.slips and slips.used_by(session, voting.id, device)
    return {
        "my_votes": ballots.values_of(session, voting, voter) if values else ballots.dots_of(session, voting.id, voter),
        "my_slip": voting.id if by_slip else None,
        "my_ballot": ballot,
    }


def current(session: Session, workshop: Workshop) -> dict[str, Any] | None:
    """Return the voting on the screens, or None. Votes are None while it is open."""
    voting = STAGE.now(session, workshop)
    return view(session, voting, voting.state == CLOSED) if voting else None


def alike(session: Session, workshop: Workshop) -> dict[str, Any]:
    """Return what all phones are sent of it; what it asks about is `large`."""
    return {"voting": current(session, workshop)}


def large(session: Session, workshop: Workshop, since: int) -> dict[str, Any]:
    """Return what the voting asks about, if another one is shown than after `since`; its words stay as they were."""
    if since > 0 and workshop.voting_seq <= since:
        return {}
    return {"voting_about": voting_options.about(STAGE.now(session, workshop))}


def for_strangers(alike: Mapping[str, Any]) -> dict[str, Any]:
    """Return the voting on the screens as strangers are shown it: words of the room are not for them."""
    of_the_room = (alike["voting"] or {}).get("source") in ("notes", voting_options.POINTS)
    about: dict[str, Any] = {"voting_about": []} if "voting_about" in alike else {}
    return {"voting": None, **about} if of_the_room else about


def news(session: Session, workshop: Workshop, since: int, console: bool) -> dict[str, Any]:
    """See Stage.news. A note that is an option may have changed or gone since."""
    voting, asked_since = STAGE.now(session, workshop), since
    if voting and since > 0 and voting_options.newest(session, voting) > since:
        since = 0
    behind = veil.NOTHING if console else None
    found = STAGE.news(
        session, workshop, since, lambda voting: view(session, voting, voting.state == CLOSED, behind=behind)
    )
    return found if console else found | large(session, workshop, asked_since)


def so_far(change: Changing) -> dict[str, Any]:
    """Return the voting on the screens with its votes so far, for the facilitator who asks.

    Of an open one: as they were when the last FEWEST phones had voted. Raises VotingClosed, TooFewVotes.
    """
    session = change.session
    voting = STAGE.now(session, change.workshop)
    if voting is None:
        raise VotingClosed
    if voting.state == CLOSED:
        return view(session, voting, True, behind=veil.NOTHING)
    voters = _voters(session, voting)
    if voters >= voting.seen.get("voters", 0) + FEWEST:
        voting.seen = {"voters": voters, "given": _given(session, voting)}
        session.add(voting)
    if not voting.seen:
        raise TooFewVotes
    given = [Given(*each) for each in voting.seen["given"]]
    return {**view(session, voting, True, given, behind=veil.NOTHING), "voters": voting.seen["voters"]}


def view(
    session: Session,
    voting: Voting,
    counted: bool,
    given: Sequence[Given] | None = None,
    *,
    behind: Veil | None = None,
) -> dict[str, Any]:
    """Return what screens and reports show; where it is counted, what leads stands first. `given`: None for all.

    `behind`: veil.NOTHING for the facilitator, who sees all; None for others.
    """
    kind = KINDS[voting.kind]
    options = voting_options.shown(session, voting, behind or veil.of(session, voting.workshop_id))
    if given is None:  # of an open one nothing is counted, which every phone's page and every board asks for
        given = _given(session, voting) if counted else []
    tallies = tally(kind, voting.dots, [option["theme_id"] for option in options], given)
    order = best_first(kind, tallies) if counted else range(len(options))
    voters = _voters(session, voting)
    return {
        "id": voting.id,
        "state": voting.state,
        "kind": kind.name,
        "title": voting.title,
        "source": voting_options.source(voting),
        "category": voting.category,
        "dots": voting.dots,
        # Slips that were voided after their use count among those that were good.
        "slips": max(voters, slips.good(session, voting.workshop_id)) if voting.slips else None,
        "voters": voters,
        "scales": list(kind.scales),
        "corners": list(kind.corners),
        "options": [{**options[at], **(_counted(kind, tallies[at]) if counted else _HIDDEN)} for at in order],
    }


_HIDDEN = {"votes": None, "place": None, "tied": False}


def _counted(kind: VotingKind, its: Tally) -> dict[str, Any]:
    place, tied = its.standing if kind.name != "agree" else (None, False)
    found: dict[str, Any] = {"votes": its.votes, "place": place, "tied": tied}
    if kind.gives == "order":
        found["firsts"] = its.firsts
    if kind.scales:
        found["means"] = [mean / 100 for mean in its.means] or None
        found["spread"] = [list(spread) for spread in its.spread]
    if kind.corners:
        found["corner"] = its.corner
    return found


def counted(session: Session, voting: Voting) -> tuple[int, list[Given]]:
    """Return how many gave anything, and how many gave each option just what."""
    return _voters(session, voting), _given(session, voting)


def _given(session: Session, voting: Voting) -> list[Given]:
    alike = (col(Vote.theme_id), col(Vote.dots), col(Vote.second))
    query = select(*alike, func.count()).where(Vote.voting_id == voting.id, col(Vote.dots) > 0).group_by(*alike)
    return [Given(str(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in session.execute(query)]


def _voters(session: Session, voting: Voting) -> int:
    """Return how many phones, or slips, gave at least one option something that counts."""
    whole = [col(Vote.second) > 0] if len(KINDS[voting.kind].scales) > 1 else []
    query = select(func.count(func.distinct(Vote.token))).where(Vote.voting_id == voting.id, col(Vote.dots) > 0, *whole)
    return int(session.execute(query).scalar_one())
