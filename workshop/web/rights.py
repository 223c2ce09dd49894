"""What helpers may call, by role. Whatever no line here names is refused: a new page or call is the password's alone.

`tests/web/doors.txt` is the same as a table of answers, each of which a test asks for.
"""

from workshop.domain.roles import Role

# Pages and calls that belong to no workshop.
_ANYWHERE = {"icebreakers.page", "icebreakers.shown", "icebreakers.any_one"}
_STEERING = {
    "board.close_phase",
    "board.open_phase",
    "board.show",
    "board.timer",
    "board.begin_next",
    "facilitator.remote",
}
# The call itself looks that it is the scribe's own group.
_SCRIBE = {
    "board.bring_point_back",
    "board.group_state",
    "board.remove_point",
    "board.save_point",
    "board.step_point",
    "facilitator.group_board",
}
_REMOTE = _STEERING | {"board.board"}  # of which the call itself gives a remote the projector's alone
_VIEWER = _ANYWHERE | {
    "board.board",
    "board.comments_on",
    "board.differences",
    "board.focus",
    "board.frequent_words",
    "board.glossary",
    "board.headings",
    "board.previewed_moves",
    "board.why",
    "facilitator.console",
    "facilitator.history",
    "facilitator.projector",
    "facilitator.qr",
}
_HELPER = (
    _VIEWER
    | _STEERING
    | _SCRIBE
    | {
        "board.apply_differences",
        "board.apply_regrouping",
        "board.ask_actions",
        "board.ask_regrouping",
        "board.categorise",
        "board.clear_lookback",
        "board.clear_pulse",
        "board.clear_voting",
        "board.close_lookback",
        "board.close_pulse",
        "board.darken",
        "board.close_voting",
        "board.drop_regrouping",
        "board.grace",
        "board.hide",
        "board.hide_comment",
        "board.hide_word",
        "board.ignore_differences",
        "board.import_file",
        "board.let_comment",
        "board.lock",
        "board.lookback_sources",
        "board.merge",
        "board.move",
        "board.open_lookback_file",
        "board.open_pulse",
        "board.open_voting",
        "board.pin",
        "board.redo_next",
        "board.regroup_notes",
        "board.remove_action",
        "board.rename",
        "board.save_action",
        "board.say_comment",
        "board.say_link",
        "board.set_action_status",
        "board.set_card_status",
        "board.set_focus",
        "board.set_glossary",
        "board.set_headings",
        "board.show_words",
        "board.split",
        "board.step_action",
        "board.tag",
        "board.undo_last",
        "board.unhide",
        "board.unhide_comment",
        "board.votes_so_far",
        "facilitator.action_act",
        "facilitator.action_file",
        "facilitator.action_status",
        "facilitator.arrange_groups",
        "facilitator.actions",
        "facilitator.endings",
        "facilitator.lookback",
        "facilitator.lookback_act",
        "facilitator.make_board_link",
        "facilitator.presenting",
        "facilitator.programme",
        "facilitator.programme_act",
        "facilitator.regroup_all",
        "facilitator.save_action",
        "facilitator.save_item",
        "facilitator.seat",
        "shuffles.act",
        "shuffles.page",
    }
)
_LEAD = _HELPER | {
    "attendance.page",
    "board.address",
    "board.erase",
    "board.identify",
    "board.name_console",
    "board.set_sharing",
    "exports.export",
    "exports.exports",
    "facilitator.bring_about",
    "facilitator.hand_over",
    "facilitator.helpers",
    "facilitator.make_link",
    "facilitator.processing",
    "facilitator.remove_helper",
    "facilitator.remove_phone",
    "facilitator.void_link",
    "minutes.act",
    "minutes.file",
    "minutes.fill",
    "minutes.page",
    "minutes.save",
    "minutes.save_item",
    "offices.emblem",
    "report_page.approve",
    "report_page.arrange",
    "report_page.conclude",
    "report_page.drawn",
    "report_page.page",
    "report_page.state",
    "report_page.withdraw",
    "report_pictures.add",
    "report_pictures.change",
    "report_pictures.shown",
    "slips.joins",
    "slips.make",
    "slips.page",
    "slips.void",
    "workshop_form.districts",
    "workshop_form.edit",
}
ALLOWED: dict[str, frozenset[str]] = {
    Role.LEAD: frozenset(_LEAD),
    Role.HELPER: frozenset(_HELPER),
    Role.VIEWER: frozenset(_VIEWER),
    Role.REMOTE: frozenset(_REMOTE),
    Role.SCRIBE: frozenset(_SCRIBE),
}


def may(role: str, endpoint: str) -> bool:
    """Return whether this role may call the endpoint; "" is the password's, which may call all."""
    return not role or endpoint in ALLOWED.get(role, frozenset())
