"""Rankings: each phone puts some options in order; one write has the whole order, so that no half of it counts."""

from __future__ import annotations

from flask_babel import gettext as _

from workshop.domain import ballots
from workshop.errors import BadOrder
from workshop.feed import Changing
from workshop.messages.voting import RankOptions


def rank(change: Changing, device: str, message: RankOptions) -> dict[str, int]:
    """Set one's order, empty to take it back; return {option: place from 1}.

    A write that is not newer than the last one changes nothing.
    Raises NotJoined, UnknownOption, OtherKind, BadOrder, VotingClosed, SlipNeeded.
    """
    order = message.order
    own = ballots.ballot(change, device, message, "order", order)
    voting, session = own.voting, change.session
    if len(set(order)) < len(order):
        raise BadOrder(_("มีข้อเดียวกันสองอันดับ กรุณาเรียงใหม่"))
    if len(order) > voting.dots:
        raise BadOrder(_("เรียงได้ไม่เกิน %(most)s อันดับ เอาข้ออื่นออกก่อน", most=voting.dots))
    rows = own.rows(session)
    # A mark for each option, as no two rows may have one in common.
    write = {each["theme_id"]: own.write_of(each["theme_id"]) for each in voting.options}
    if any(write[option] <= row.last_write for option, row in rows.items()):
        return ballots.dots_of(session, voting.id, own.voter)
    ballots.check_open(change, own)
    places = {option: place for place, option in enumerate(order, start=1)}
    # An empty order has a row too: it keeps an older write that comes late from counting.
    touched = {*rows, *places} or {voting.options[0]["theme_id"]}
    changed = places != {option: row.dots for option, row in rows.items() if row.dots}
    for option in touched:
        row = rows.get(option) or own.new(session, option)
        row.dots, row.last_write = places.get(option, 0), write[option]
    session.flush()
    if changed:
        ballots.record(change, voting)
    return ballots.dots_of(session, voting.id, own.voter)
