"""The activities of facilitators alone: consoles, helpers, programme, words, undo, and what they read or reveal before
it is shown. A part of activities.py."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from workshop.changes import Kind
from workshop.domain import checking, flagged, points, programmes, showing, veil
from workshop.domain.activity import Activity, Switch
from workshop.store import models
from workshop.store.statements.veil import NEWEST_WRITTEN

CONSOLE = Activity(
    "console",
    kinds=(Kind.CONSOLE,),
    tables=(models.Console,),
    calls=("board.name_console",),
)
HELPER = Activity(
    "helper",
    kinds=(Kind.MAKE_LINK, Kind.VOID_LINK, Kind.ENTER, Kind.REMOVE_HELPER, Kind.HAND_OVER),
    tables=(models.HelperLink, models.SignedIn),
    calls=(
        "facilitator.helpers",
        "facilitator.make_link",
        "facilitator.void_link",
        "facilitator.remove_helper",
        "facilitator.hand_over",
        "facilitator.remotes",
        "facilitator.make_remote",
    ),
)
MUTE = Activity(
    "mute",
    kinds=(Kind.MUTE, Kind.UNMUTE, Kind.MUTE_PHONE),
    calls=("board.mute", "board.unmute", "facilitator.mute_phone", "facilitator.unmute_behind"),
)
FOCUS_ISSUE = Activity(
    "focus_issue",
    kinds=(Kind.FOCUS_ISSUES, Kind.TAG_NOTE, Kind.FOCUS, Kind.FOCUS_COUNT),
    tables=(models.FocusIssue, models.FocusCount),
    calls=(
        "board.tag",
        "board.focus",
        "board.set_focus",
        "facilitator.focus_board",
        "facilitator.save_focus",
        "facilitator.focus_table",
    ),
    record=("focus",),
)
HEADING = Activity(
    "heading",
    kinds=(Kind.HEADINGS, Kind.NAMES_FIT),
    calls=("board.headings", "board.set_headings"),
    facts={"headings_shown": ()},
)
GLOSSARY = Activity("glossary", kinds=(Kind.GLOSSARY,), calls=("board.glossary", "board.set_glossary"))
SUMMARY = Activity(
    "point",
    kinds=(Kind.POINT, Kind.MOVE_POINT, Kind.REMOVE_POINT, Kind.PRESENTING),
    tables=(models.Point,),
    calls=(
        "board.group_state",
        "board.save_point",
        "board.step_point",
        "board.remove_point",
        "board.bring_point_back",
        "facilitator.group_board",
        "facilitator.presenting",
        "facilitator.arrange_groups",
        "facilitator.make_board_link",
        "facilitator.make_board_links",
    ),
    board=points.news,
    record=("summaries",),
)
SHOWING = Activity(
    "showing",
    kinds=(Kind.SHOW,),
    calls=("board.show", "board.darken", "board.frequent_words", "icebreakers.show"),
    board=showing.news,
)
PROGRAMME = Activity(
    "programme",
    kinds=(Kind.PROGRAMME, Kind.PROGRAMME_NOW),
    calls=(
        "facilitator.programme",
        "facilitator.save_item",
        "facilitator.programme_act",
        "board.begin_next",
        "board.script",
    ),
    alike=lambda _session, workshop: {"programme": programmes.view(workshop.programme, workshop.starts_on)},
    board=lambda _session, workshop, since, _console: programmes.news(workshop, since),
    facts={"programme": ("facts_seq",)},
    record=("programme",),
)
UNDO = Activity("undo", kinds=(Kind.UNDO, Kind.REDO), calls=("board.undo_last", "board.redo_next"))
# The invented workshop that a visitor watches; it is nobody's.
DEMO = Activity("demo", calls=("board.playing", "board.set_pace", "board.again"))
CHECKING = Activity(
    "checking",
    kinds=(Kind.PHASE_CHECK_FIRST, Kind.CHECK_NOTES),
    calls=("board.let_check_first", "board.check_notes"),
    switch=Switch(
        checking.NAME,
        _("ตรวจก่อนขึ้นจอ"),
        _("ตรวจก่อนขึ้นจอ: ความเห็นใหม่ยังไม่ส่งไปจอและเครื่องของผู้อื่น จนกว่าวิทยากรอนุมัติ"),
        off=_("ไม่ต้องตรวจ ขึ้นจอทันที"),
        on=_("วิทยากรอนุมัติก่อน จึงขึ้นจอ"),
    ),
)
FLAGGING = Activity(
    "flagging",
    kinds=(Kind.PHASE_CHECK_FLAGGED,),
    calls=("board.let_check_flagged",),
    switch=Switch(
        flagged.NAME,
        _("ข้อความที่ระบบเตือน (เลขบัตร เบอร์โทรศัพท์ คำหยาบ)"),
        _("ข้อความที่ระบบเตือนรอวิทยากรดูก่อน: เลขบัตร เบอร์โทรศัพท์ คำหยาบ ข้ออื่นขึ้นจอทันที"),
        off=_("ขึ้นจอทันที"),
        on=_("รอวิทยากรดูก่อน จึงขึ้นจอ"),
        usual=True,
    ),
)
REVEALING = Activity(
    "revealing",
    kinds=(Kind.PHASE_ALONE, Kind.REVEAL, Kind.HIDE_AGAIN),
    calls=("board.let_alone", "board.reveal", "board.hide_again"),
    switch=Switch(
        veil.NAME,
        _("เขียนก่อนแล้วจึงเปิดเผย"),
        _("เขียนก่อนแล้วจึงเปิดเผย: จอและเครื่องของผู้อื่นเห็นเพียงจำนวน จนกว่าวิทยากรกดเปิดเผย"),
        off=_("ขึ้นจอทันทีที่เขียน"),
        on=_("ขึ้นจอพร้อมกันเมื่อวิทยากรเปิดเผย"),
    ),
    board=lambda session, workshop, _since, _console: veil.written(session, workshop.id),
    alike=lambda session, workshop: veil.written(session, workshop.id),
    counted=NEWEST_WRITTEN,
)
