"""What each page and call asks of somebody who signed in by name: which thing, seen or run (domain/policy.py).

Whatever is named in none of these lists is the administrator's alone, so a new route gives nobody a right by being
forgotten here. Where the address names a workshop, directive or unit, the right is that of the unit it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import admission
from workshop.domain.organisation import UnknownOrgUnit
from workshop.domain.policy import Grant, Grants, Thing
from workshop.domain.roles import NotYourRole, Role
from workshop.errors import UnknownWorkshop
from workshop.web import rights
from workshop.year.refusals import UnknownDirective

# Of nobody's in particular: games, the emblem on papers, one's own account and start page.
ANYWHERE = rights.ANYWHERE | {
    "offices.emblem",
    "people.account",
    "people.change_password",
    "people.end_own",
    "people.home",
}
_ACTIONS_SEEN = {
    "facilitator.action_file",
    "facilitator.actions",
    "facilitator.focus_board",
    "facilitator.focus_table",
    "facilitator.unit_calendar",
}
_ACTIONS_RUN = {
    "board.ask_actions",
    "board.remove_action",
    "board.save_action",
    "board.set_action_status",
    "board.step_action",
    "facilitator.action_act",
    "facilitator.action_status",
    "facilitator.save_action",
    "facilitator.save_focus",
    "facilitator.unit_link",
}
_REPORT_SEEN = {
    "exports.export",
    "exports.exports",
    "facilitator.processing",
    "report_page.drawn",
    "report_page.page",
    "report_page.state",
    "report_pictures.shown",
}
_REPORT_RUN = {
    "directives.answer",
    "directives.hand_in",
    "directives.send_answer",
    "report_page.approve",
    "report_page.arrange",
    "report_page.conclude",
    "report_page.withdraw",
    "report_pictures.add",
    "report_pictures.change",
}
_MINUTES_RUN = {
    "minutes.acknowledged",
    "minutes.add_file",
    "minutes.act",
    "minutes.close_link",
    "minutes.fill",
    "minutes.make_action",
    "minutes.open_link",
    "minutes.page",
    "minutes.save",
    "minutes.save_item",
}
_WORKSHOP_RUN = {
    "attendance.page",
    "attendance.table",
    "board.add_phase",
    "board.address",
    "board.close_words",
    "board.erase",
    "board.identify",
    "board.name_console",
    "board.set_sharing",
    "board.share_phase",
    "facilitator.bring_about",
    "facilitator.hand_over",
    "facilitator.helpers",
    "facilitator.make_link",
    "facilitator.make_remote",
    "facilitator.remove_helper",
    "facilitator.remove_phone",
    "facilitator.remotes",
    "facilitator.void_link",
    "organisation.answer",
    "outlines.reuse",
    "slips.joins",
    "slips.make",
    "slips.page",
    "slips.void",
    "workshop_form.districts",
    "workshop_form.edit",
    "workshop_form.new",
}
_FILE_RUN = {"workshop_files.file", "workshop_files.look", "workshop_files.take", "workshop_files.take_in"}
_DIRECTIVE_RUN = {
    "directives.act",
    "directives.attach",
    *("directives.change_units", "directives.reshape"),
    "directives.change_links",
    "directives.edit",
    "directives.links",
    "directives.new",
}
_ANSWERS_SEEN = {
    *("directives.actions", "directives.actions_file", "directives.page", "directives.results"),
    "directives.table",
}
_ANSWERS_RUN = {
    "directive_letters.file",
    "directive_letters.order",
    "directive_letters.page",
    "directives.take_answers",
}
_NEEDS: tuple[tuple[Thing, Grant, frozenset[str] | set[str]], ...] = (
    (Thing.NOTES, Grant.SEE, rights.ALLOWED[Role.VIEWER] - ANYWHERE),
    (Thing.NOTES, Grant.RUN, rights.ALLOWED[Role.HELPER] - rights.ALLOWED[Role.VIEWER] - _ACTIONS_SEEN - _ACTIONS_RUN),
    (Thing.NOTES, Grant.RUN, {"board.open_lookback"}),
    (Thing.ACTIONS, Grant.SEE, _ACTIONS_SEEN),
    (Thing.ACTIONS, Grant.RUN, _ACTIONS_RUN),
    (Thing.REPORT, Grant.SEE, _REPORT_SEEN),
    (Thing.REPORT, Grant.RUN, _REPORT_RUN),
    (Thing.MINUTES, Grant.SEE, {"minutes.file", "minutes.shown_file"}),
    (Thing.MINUTES, Grant.RUN, _MINUTES_RUN),
    (Thing.WORKSHOP, Grant.RUN, _WORKSHOP_RUN),
    (Thing.DIRECTIVE, Grant.SEE, {"directives.attachment", "directives.calendar", "directives.file"}),
    (Thing.DIRECTIVE, Grant.RUN, _DIRECTIVE_RUN),
    (Thing.ANSWERS, Grant.SEE, _ANSWERS_SEEN),
    (Thing.ANSWERS, Grant.RUN, _ANSWERS_RUN),
    (Thing.BOARD, Grant.SEE, {"directive_board.export", "directive_board.notes", "directive_board.page"}),
    (Thing.BOARD, Grant.RUN, {"directive_board.act"}),
    (Thing.FILE, Grant.RUN, _FILE_RUN),
)
NEEDS: dict[str, tuple[Thing, Grant]] = {
    endpoint: (thing, grant) for thing, grant, endpoints in _NEEDS for endpoint in endpoints
}
_START = "organisation.start"
NOTHING = admission.NOTHING


def granted(session: Session, person: int, named: Mapping[str, Any]) -> Grants:
    """Return what the person may do with what the address names, else at any of the own units.

    Raises UnknownWorkshop, UnknownDirective, UnknownOrgUnit for what another unit has: that it exists is not said.
    """
    if "code" in named:
        return _known(admission.of_workshop(session, person, named["code"]), UnknownWorkshop, Thing.WORKSHOP)
    if "uid" in named:
        return _known(admission.of_directive(session, person, named["uid"]), UnknownDirective, Thing.DIRECTIVE)
    if "unit_id" in named:
        found = admission.of_unit(session, person, named["unit_id"])
        return _known(found, UnknownOrgUnit, Thing.WORKSHOP, Thing.DIRECTIVE)
    return admission.anywhere(session, person)


def check(grants: Grants, endpoint: str) -> None:
    """Raises NotYourRole."""
    if not may(grants, endpoint):
        raise NotYourRole


def may(grants: Grants, endpoint: str) -> bool:
    """Return whether somebody with these grants may call the endpoint."""
    if endpoint in ANYWHERE or endpoint == _START:
        return True
    need = NEEDS.get(endpoint)
    return need is not None and grants[need[0]] >= need[1]


def like(grants: Grants) -> Role:
    """Return the role of a helper by which pages show what they offer."""
    if grants[Thing.WORKSHOP] >= Grant.RUN:
        return Role.LEAD
    return Role.HELPER if grants[Thing.NOTES] >= Grant.RUN else Role.VIEWER


def _known(grants: Grants, unknown: type[Exception], *things: Thing) -> Grants:
    if not any(grants[thing] for thing in things):
        raise unknown
    return grants
