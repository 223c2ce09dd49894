"""Every activity of a workshop, declared once for limits, metrics, undo, screens and feed; see docs/adding.md.

A test compares the declarations with the routes, kinds of change, tables and the phone's outbox.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from workshop.changes import Kind
from workshop.domain import (
    attached,
    comments,
    links,
    notes,
    pulse_words,
    pulses,
    reactions,
    timers,
    votings,
)
from workshop.domain.activity import Activity, Switch, Write
from workshop.domain.staff_activities import (
    CHECKING,
    CONSOLE,
    DEMO,
    FLAGGING,
    FOCUS_ISSUE,
    GLOSSARY,
    HEADING,
    HELPER,
    MUTE,
    PROGRAMME,
    REVEALING,
    SHOWING,
    SUMMARY,
    UNDO,
)
from workshop.domain.year_activities import ACTION, LOOKBACK
from workshop.store import models, report_tables
from workshop.store.statements.attachments import NEWEST_OF_THEMES

WORKSHOP = Activity(
    "workshop",
    kinds=(Kind.CREATED, Kind.BROUGHT, Kind.EDITED, Kind.ADDRESS),
    tables=(models.Workshop, models.Change, models.Group),
    calls=("workshop_form.edit", "board.address"),
    record=("groups",),
)
ENDING = Activity(
    "ending",
    kinds=(Kind.CLOSING, Kind.END, Kind.REOPEN, Kind.DOOR, Kind.ARCHIVE, Kind.DELETE, Kind.SPARE, Kind.REMOVE_PHONE),
    calls=(
        "board.close_words",
        "facilitator.endings",
        *("facilitator.phones", "facilitator.bring_about"),
        "facilitator.remove_phone",
        "facilitator.processing",
    ),
    facts=dict.fromkeys(("ended_at", "door_shut", "closing_words", "next_steps"), ("facts_seq",)),
)
SCREEN = Activity(
    "screen",
    calls=(
        "participant.phone",
        "participant.plain",
        "participant.state",
        "facilitator.console",
        "facilitator.projector",
        "facilitator.qr",
        "attendance.page",
        "attendance.table",
        "facilitator.history",
        "facilitator.remote",
        "board.board",
    ),
)
PARTICIPANT = Activity(
    "participant",
    kinds=(Kind.JOINED, Kind.SEAT, Kind.SHUFFLE, Kind.UNSHUFFLE, Kind.SEAT_LATE),
    calls=("facilitator.seat", "facilitator.regroup_all", "shuffles.page", "shuffles.act"),
    tables=(models.Participant,),
    writes=(Write("participant.join", "join", limit="join"), Write("participant.moved", "moved", limit="join")),
    record=("units",),
)
PHASE = Activity(
    "phase",
    kinds=(
        Kind.PHASE, Kind.PHASE_ADDED, Kind.OPEN_PHASE, Kind.CLOSE_PHASE, Kind.PHASE_IDENTITY,
        Kind.PHASE_GRACE, Kind.NAME_GROUPS, Kind.PHASE_MOST, Kind.PHASE_SHARING,
    ),
    tables=(models.Phase,),
    calls=(
        "board.add_phase",
        "board.open_phase",
        "board.close_phase",
        "board.identify",
        "board.grace",
        "board.limit",
        "board.share_phase",
    ),
    rows={"phase": lambda change, key: change.session.get(models.Phase, key)},
    record=("phases",),
)  # fmt: skip
TIMER = Activity(
    "timer",
    kinds=(Kind.TIMER,),
    calls=("board.timer",),
    alike=lambda _session, workshop: {"timer": timers.view(workshop.timer)},
    board=lambda _session, workshop, since, _console: (
        {"timer": timers.view(workshop.timer)} if since <= 0 or workshop.timer_seq > since else {}
    ),
    facts={"timer": ("timer_seq",)},
)
NOTE = Activity(
    "note",
    kinds=(
        Kind.NOTE,
        Kind.EDIT_NOTE,
        Kind.DELETE_NOTE,
        Kind.IMPORT,
        Kind.HIDE_NOTE,
        Kind.UNHIDE_NOTE,
        Kind.ERASE_NOTE,
        Kind.CATEGORISE,
        Kind.REGROUP_NOTES,
    ),
    tables=(models.Note,),
    writes=(
        Write("participant.submit", "note", "note"),
        Write("participant.plain_note", "plain_note"),
        Write("participant.edit", "edit", "edit"),
        Write("participant.delete", "delete", "delete"),
        Write("participant.rescued", "rescued"),
    ),
    calls=(
        "participant.outcomes",
        "participant.rescue",
        "participant.rescue_page",
        "board.hide",
        "board.hide_notes",
        "board.unhide",
        "board.erase",
        "board.import_file",
        "board.categorise",
        "board.regroup_notes",
    ),
    rows={"note": notes.for_undo},
    record=("withdrawn", "erased"),
)
REACTION = Activity(
    "reaction",
    kinds=(Kind.REACT,),
    tables=(models.Reaction,),
    writes=(Write("participant.react", "reaction", "reaction"),),
    mine=lambda session, workshop, phone: {
        "agreed_with": reactions.agreed_with(session, workshop, phone) if phone else []
    },
)
SHARING = Activity(
    "sharing", kinds=(Kind.SHARING,), calls=("board.set_sharing",), facts={"sharing": ("sharing_seq", "facts_seq")}
)
THEME = Activity(
    "theme",
    kinds=(
        Kind.MOVE_NOTE,
        Kind.PIN_NOTE,
        Kind.UNPIN_NOTE,
        Kind.RENAME_THEME,
        Kind.MERGE_THEMES,
        Kind.SPLIT_THEME,
        Kind.LOCK_THEME,
        Kind.UNLOCK_THEME,
        Kind.GROUPING,
        Kind.FOLLOW,
    ),
    tables=(models.Theme,),
    calls=("board.move", "board.pin", "board.rename", "board.merge", "board.split", "board.lock", "board.why"),
    alike=lambda session, workshop: {"themes_shown": attached.themes(session, workshop)},
    strangers=lambda _alike: {"themes_shown": None},
    counted=NEWEST_OF_THEMES,
    rows={"theme": lambda change, key: change.session.get(models.Theme, (change.id, key))},
    record=("categories",),
)
PROPOSAL = Activity(
    "proposal",
    kinds=(
        Kind.ASK_REGROUPING,
        Kind.PROPOSAL_READY,
        Kind.DROP_PROPOSAL,
        Kind.NOTICE,
        Kind.IGNORE_NOTICE,
        Kind.REGROUP,
    ),
    tables=(models.Proposal,),
    calls=(
        "board.ask_regrouping",
        "board.previewed_moves",
        "board.apply_regrouping",
        "board.drop_regrouping",
        "board.differences",
        "board.apply_differences",
        "board.ignore_differences",
    ),
)
LINK = Activity(
    "link",
    kinds=(Kind.SAY_LINK, Kind.LINKS),
    tables=(models.ThemeLink,),
    calls=("board.say_link",),
    rows={"link": links.for_undo},
    record=("linked",),
)
COMMENT = Activity(
    "comment",
    kinds=(
        Kind.PHASE_COMMENTS,
        Kind.COMMENT,
        Kind.SAY_COMMENT,
        Kind.EDIT_COMMENT,
        Kind.DELETE_COMMENT,
        Kind.HIDE_COMMENT,
        Kind.UNHIDE_COMMENT,
        Kind.CHECK_COMMENTS,
    ),
    tables=(models.Comment,),
    writes=(
        Write("participant.comment", "comment", "comment"),
        Write("participant.edit_comment", "edit_comment", "edit_comment"),
        Write("participant.delete_comment", "delete_comment", "delete_comment"),
    ),
    calls=(
        "board.let_comment",
        "board.say_comment",
        "board.all_comments",
        "board.comments_on",
        "board.hide_comment",
        "board.hide_comments",
        "board.check_comments",
        "board.unhide_comment",
    ),
    switch=Switch(
        comments.NAME,
        _("ข้อคิดเห็นต่อความเห็นและกลุ่มความเห็น"),
        _("ให้ผู้เข้าร่วมเขียนข้อคิดเห็นต่อความเห็นและกลุ่มความเห็นในช่วงนี้"),
        off=_("ไม่เปิด"),
        on=_("เปิดให้เขียน"),
    ),
    limits={"comment": comments.LIMIT},
    board=comments.news,
    mine=lambda session, workshop, phone: {"my_comments": comments.mine(session, workshop, phone) if phone else []},
    rows={"comment": comments.for_undo},
    record=("attached", "former_themes"),
)
VOTING = Activity(
    "voting",
    kinds=(Kind.OPEN_VOTING, Kind.CLOSE_VOTING, Kind.CLEAR_VOTING, Kind.VOTE),
    tables=(models.Voting, models.Vote),
    writes=(
        Write("participant.vote", "vote", "vote"),
        Write("participant.rate", "rating", "rating"),
        Write("participant.rank", "ranking", "ranking"),
    ),
    calls=("board.open_voting", "board.votes_so_far", "board.close_voting", "board.clear_voting"),
    stage=votings.STAGE,
    board=votings.news,
    alike=votings.alike,
    large=votings.large,
    strangers=votings.for_strangers,
    mine=votings.mine,
    record=("asked",),
)
SLIP = Activity(
    "slip",
    kinds=(Kind.MAKE_SLIPS, Kind.VOID_SLIPS, Kind.USE_SLIP, Kind.JOIN_BY_SLIP),
    tables=(models.SlipBatch, models.Slip, models.SlipUse),
    writes=(Write("participant.use_slip", "slip"),),
    calls=("slips.page", "slips.make", "slips.void", "slips.joins"),
    facts={"by_slip": ("facts_seq",)},
)
PULSE = Activity(
    "pulse",
    kinds=(
        Kind.OPEN_PULSE,
        Kind.CLOSE_PULSE,
        Kind.CLEAR_PULSE,
        Kind.PULSE,
        Kind.PULSE_WORD,
        Kind.HIDE_WORD,
        Kind.SHOW_WORDS,
    ),
    tables=(models.Pulse, models.PulseAnswer, models.PulseWord),
    writes=(
        Write("participant.answer_pulse", "pulse", "pulse"),
        Write("participant.say_word", "pulse_word", "pulse_word"),
    ),
    calls=("board.open_pulse", "board.close_pulse", "board.clear_pulse", "board.hide_word", "board.show_words"),
    stage=pulses.STAGE,
    board=pulses.news,
    alike=lambda session, workshop: {"pulse": pulses.current(session, workshop)},
    mine=lambda session, workshop, phone: {
        "my_pulse": pulses.answer_of(session, workshop, phone) if phone else None,
        "my_word": pulse_words.word_of(session, workshop.pulse_id, phone) if phone else "",
    },
    rows={"pulse": lambda change, key: change.session.get(models.Pulse, key)},
    record=("asked",),
)
REPORT = Activity(
    "report",
    kinds=(Kind.REPORT_TEXT, Kind.REPORT_CHAPTERS, Kind.REPORT_PICTURES, Kind.APPROVE, Kind.WITHDRAW),
    tables=(models.ReportText, report_tables.ReportPicture, models.Approval),
    calls=(
        "exports.export",
        "exports.exports",
        "report_page.page",
        "report_page.conclude",
        "report_page.arrange",
        "report_pictures.add",
        "report_pictures.change",
        "report_pictures.shown",
        "report_page.approve",
        "report_page.withdraw",
        "report_page.state",
        "report_page.drawn",
    ),
    record=("pictures",),
)
MINUTES = Activity(
    "minutes",
    kinds=(Kind.MINUTES, Kind.ACKNOWLEDGING, Kind.ACKNOWLEDGE),
    tables=(models.Minutes, models.MinutesFile, models.MinutesLink, models.Acknowledgement),
    calls=(
        *("minutes.page", "minutes.save", "minutes.save_item", "minutes.act", "minutes.fill"),
        *("minutes.add_file", "minutes.shown_file", "minutes.make_action", "minutes.file", "minutes.open_link"),
        *("minutes.close_link", "minutes.acknowledged"),
    ),
)
# In workshop/year/: it changes no workshop.
DIRECTIVE = Activity(
    "directive",
    tables=(models.year_tables.DirectiveWorkshop,),
    calls=("directives.answer", "directives.hand_in", "directives.send_answer"),
)
# What was planned for a workshop, for another one.
OUTLINE = Activity("outline", calls=("outlines.reuse", "outlines.save_template", "workshop_files.file"))

ALL = (
    WORKSHOP, ENDING, SCREEN, PARTICIPANT, PHASE, TIMER, SHOWING, PROGRAMME, NOTE, CHECKING, FLAGGING, REVEALING,
    REACTION, SHARING, THEME, PROPOSAL, LINK, FOCUS_ISSUE, HEADING, GLOSSARY, COMMENT, ACTION, VOTING, SLIP, PULSE,
    LOOKBACK, REPORT, MINUTES, DIRECTIVE, OUTLINE, DEMO,
    CONSOLE, HELPER, MUTE, SUMMARY, UNDO,
)  # fmt: skip

WRITES = tuple(write for activity in ALL for write in activity.writes)
SWITCHES = tuple(activity.switch for activity in ALL if activity.switch is not None)
SWITCH_NAMES = tuple(switch.name for switch in SWITCHES)
LIMITS = {name: most for activity in ALL for name, most in activity.limits.items()}
STAGES = tuple(activity.stage for activity in ALL if activity.stage is not None)
BOARD = tuple(activity.board for activity in ALL if activity.board is not None)
ALIKE = tuple(activity.alike for activity in ALL if activity.alike is not None)
LARGE = tuple(activity.large for activity in ALL if activity.large is not None)
STRANGERS = tuple(activity.strangers for activity in ALL if activity.strangers is not None)
MINE = tuple(activity.mine for activity in ALL if activity.mine is not None)
COUNTED = {activity.name: activity.counted for activity in ALL if activity.counted is not None}
FACTS = {name: stamps for activity in ALL for name, stamps in activity.facts.items()}
ROWS = {name: find for activity in ALL for name, find in activity.rows.items()}


def calls_counted_by(limit: str) -> frozenset[str]:
    """Return the endpoints that this limit counts."""
    return frozenset(write.call for write in WRITES if write.limit == limit)
