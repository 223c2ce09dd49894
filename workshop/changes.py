"""The kinds of change that a workshop's feed records, each declared once with all that others ask of it.

The values are stored: a database of any release reads on, so none may be renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from flask_babel import lazy_gettext as _


@dataclass(frozen=True)
class _Is:
    """A kind: the value that is stored, what it means, and

    passing   it moves nothing but notes, counts and votes, as what phones send all the time, or nothing on a board
    rewords   of a passing one: it brings words that are linked and tagged; a kind that is not passing always may
    undo      what the undo button calls it; None for what cannot be taken back
    name      what people call one that cannot be taken back; None for what nobody is shown
    again     whether redo can do it again; not where its words leave the database with the undo
    """

    value: str
    doc: str
    passing: bool = False
    rewords: bool = True
    undo: Any = None
    name: Any = None
    again: bool = True


class Kind(StrEnum):
    """What a change was."""

    passing: bool
    rewords: bool
    undo: Any
    called: Any
    again: bool

    def __new__(cls, kind: _Is) -> Self:
        self = str.__new__(cls, kind.value)
        self._value_, self.__doc__ = kind.value, kind.doc
        self.passing, self.rewords, self.undo = kind.passing, kind.rewords, kind.undo
        self.called, self.again = kind.undo or kind.name, kind.again
        return self

    # The workshop itself
    CREATED = _Is("created", "The workshop was made.", name=_("สร้างการประชุม"))
    BROUGHT = _Is("brought", "The workshop came from a file of a whole workshop.", name=_("รับการประชุมจากไฟล์"))
    EDITED = _Is("edited", "Its facts, groups or phases were changed in the form.", name=_("แก้การประชุมในแบบฟอร์ม"))
    ADDRESS = _Is("address", "The facilitator chose the address that the QR code shows.", name=_("เลือกที่อยู่ใน QR"))
    SHARING = _Is("sharing", "What phones see of others' notes was chosen.", undo=_("เปลี่ยนว่าใครเห็นความเห็น"))
    CLOSING = _Is("closing", "What is said at the end was written.", undo=_("เขียนคำปิดการประชุม"))
    END = _Is("end", "The facilitator ended the workshop.", undo=_("สิ้นสุดการประชุม"))
    REOPEN = _Is("reopen", "The facilitator let phones in again.", name=_("เปิดการประชุมอีกครั้ง"))
    DOOR = _Is("door", "New phones were shut out or let in.", undo=_("ปิดหรือเปิดรับผู้เข้าร่วม"))
    ARCHIVE = _Is("archive", "It was put into the archive or taken out.", name=_("เก็บเข้าหรือนำออกจากคลัง"))
    DELETE = _Is("delete", "A day was set on which it is deleted.", name=_("ตั้งวันลบการประชุม"))
    SPARE = _Is("spare", "It will not be deleted.", name=_("ยกเลิกการลบการประชุม"))
    REMOVE_PHONE = _Is("remove_phone", "A phone was shut out or let in again.", name=_("นำอุปกรณ์ออกหรือให้กลับมา"))
    MUTE_PHONE = _Is("mute_phone", "A phone was muted or let go on.", name=_("พักการส่งของเครื่องหรือให้ส่งต่อ"))
    UNDO = _Is("undo", "The facilitator took a step back; the subject is that step's seq.", name=_("เลิกทำ"))
    REDO = _Is("redo", "The facilitator did a step again; the subject is that step's seq.", name=_("ทำซ้ำ"))
    CONSOLE = _Is("console", "A console was opened or named; the subject is its number.")
    # Helpers; nothing of them is on a board
    MAKE_LINK = _Is(
        "make_link",
        "A link for a helper was made; the subject is its role.",
        passing=True,
        rewords=False,
        name=_("ทำลิงก์เชิญ"),
    )
    VOID_LINK = _Is(
        "void_link",
        "A helper's link was taken back unused; the subject is its role.",
        passing=True,
        rewords=False,
        name=_("ยกเลิกลิงก์เชิญ"),
    )
    ENTER = _Is(
        "enter",
        "A helper came in by a link; the subject is the role.",
        passing=True,
        rewords=False,
        name=_("เข้ามาด้วยลิงก์เชิญ"),
    )
    REMOVE_HELPER = _Is(
        "remove_helper",
        "A helper was removed; the subject is the number of the helper's console.",
        passing=True,
        rewords=False,
        name=_("นำออกจากแผงควบคุม"),
    )
    HAND_OVER = _Is(
        "hand_over",
        "A helper was made the lead; the subject is the number of the helper's console.",
        passing=True,
        rewords=False,
        name=_("มอบหน้าที่ผู้นำ"),
    )
    # Summaries of groups; their scribes' board has a way back of its own
    POINT = _Is(
        "point",
        "A point of a group's summary was written, changed or brought back; the subject is the group.",
        passing=True,
        rewords=False,
        name=_("เขียนข้อสรุปของกลุ่ม"),
    )
    MOVE_POINT = _Is(
        "move_point",
        "A point changed its place in a group's summary.",
        passing=True,
        rewords=False,
        name=_("จัดลำดับข้อสรุปของกลุ่ม"),
    )
    REMOVE_POINT = _Is(
        "remove_point", "A point was taken off a group's summary.", passing=True, rewords=False, name=_("ลบข้อสรุปของกลุ่ม")
    )
    PRESENTING = _Is(
        "presenting",
        "The order in which groups present was chosen or drawn.",
        passing=True,
        rewords=False,
        name=_("จัดลำดับกลุ่มนำเสนอ"),
    )
    # Agenda
    PHASE = _Is("phase", "A phase was written anew by the form.")
    PHASE_ADDED = _Is("phase_added", "A phase was added while the workshop runs.", undo=_("เพิ่มช่วง"))
    OPEN_PHASE = _Is("open_phase", "A phase opened; others may have closed with it.", undo=_("เปิดช่วง"))
    CLOSE_PHASE = _Is("close_phase", "A phase closed.", undo=_("ปิดช่วง"))
    PHASE_IDENTITY = _Is(
        "phase_identity", "What a phase's notes say of their writers was chosen.", undo=_("เปลี่ยนการระบุตัวของช่วง")
    )
    PHASE_GRACE = _Is(
        "phase_grace", "How long a phase accepts late notes was chosen.", undo=_("เปลี่ยนเวลารับความเห็นที่มาช้า")
    )
    NAME_GROUPS = _Is(
        "name_groups", "Groups of an anonymous phase were named beside notes.", name=_("ขึ้นชื่อกลุ่มของช่วงที่ไม่ระบุตัว")
    )
    PHASE_MOST = _Is(
        "phase_most", "How many notes a device may have in a phase was chosen.", undo=_("จำกัดจำนวนความเห็นต่อเครื่อง")
    )
    PHASE_SHARING = _Is(
        "phase_sharing", "What phones see of others' notes of a phase was chosen.", undo=_("เปลี่ยนสิ่งที่โทรศัพท์เห็นในช่วง")
    )
    PROGRAMME = _Is("programme", "The timed items of the days were changed.", undo=_("แก้กำหนดการ"))
    PROGRAMME_NOW = _Is("programme_now", "Another item is now, or none.", undo=_("เริ่มหรือจบรายการในกำหนดการ"))
    TIMER = _Is("timer", "The timer was set.", name=_("ตั้งเวลา"))
    SHOW = _Is("show", "The facilitator chose what the projector shows.", name=_("เลือกสิ่งที่แสดงบนจอ"))
    # People
    JOINED = _Is("joined", "A phone joined or chose another group.", passing=True, rewords=False)
    SHUFFLE = _Is("shuffle", "The facilitator shuffled people into groups.", name=_("สับคนเข้ากลุ่ม"))
    UNSHUFFLE = _Is("unshuffle", "People went back to their groups before the shuffle.", name=_("กลับไปกลุ่มก่อนสับ"))
    SEAT_LATE = _Is("seat_late", "Who joined after the shuffle went to the smallest groups.", name=_("จัดคนที่มาหลังลงกลุ่ม"))
    SEAT = _Is("seat", "The facilitator moved a person to another group.", name=_("ย้ายผู้เข้าร่วมไปอีกกลุ่ม"))
    # Notes
    NOTE = _Is("note", "A participant sent a note.", passing=True)
    EDIT_NOTE = _Is("edit_note", "Its writer changed a note.", name=_("ผู้เขียนแก้ความเห็น"))
    DELETE_NOTE = _Is("delete_note", "Its writer withdrew a note.", name=_("ผู้เขียนถอนความเห็น"))
    IMPORT = _Is(
        "import", "The notes of a file came; the subject says how many.", undo=_("นำเข้าความเห็นจากไฟล์"), again=False
    )
    HIDE_NOTE = _Is("hide_note", "The facilitator took a note off every screen.", undo=_("ซ่อนความเห็น"))
    UNHIDE_NOTE = _Is("unhide_note", "The facilitator brought a note back.", undo=_("แสดงความเห็นที่ซ่อน"))
    MUTE = _Is("mute", "The phone behind a note was muted in its phase.", undo=_("พักเครื่องที่ส่งความเห็น"))
    UNMUTE = _Is("unmute", "The phone behind a note may write again.", undo=_("ให้เครื่องที่ส่งความเห็นส่งต่อ"))
    CATEGORISE = _Is("categorise", "The facilitator put notes into another category.", undo=_("เปลี่ยนประเภทของความเห็น"))
    REGROUP_NOTES = _Is("regroup_notes", "Notes of a group stand with another.", undo=_("ย้ายความเห็นไปอีกกลุ่ม"))
    ERASE_NOTE = _Is("erase_note", "The facilitator erased a note's words for good.", name=_("ลบถ้อยคำของความเห็น"))
    REACT = _Is("react", "A participant agrees with a note, or no longer.", passing=True, rewords=False)
    # Themes, by people
    MOVE_NOTE = _Is("move_note", "A person put a note where it belongs.", undo=_("ย้ายความเห็น"))
    PIN_NOTE = _Is("pin_note", "A note stays where it is.", undo=_("ปักความเห็นไว้ที่เดิม"))
    UNPIN_NOTE = _Is("unpin_note", "A note may be moved again.", undo=_("เลิกปักความเห็น"))
    RENAME_THEME = _Is("rename_theme", "A person named a theme.", undo=_("ตั้งชื่อกลุ่มความเห็น"))
    MERGE_THEMES = _Is("merge_themes", "Two themes became one.", undo=_("รวมกลุ่มความเห็น"))
    SPLIT_THEME = _Is("split_theme", "Notes left a theme for one of their own.", undo=_("แยกกลุ่มความเห็น"))
    LOCK_THEME = _Is("lock_theme", "A theme was closed to the machine.", undo=_("ล็อกกลุ่มความเห็น"))
    UNLOCK_THEME = _Is("unlock_theme", "A theme was opened to the machine.", undo=_("เลิกล็อกกลุ่มความเห็น"))
    HEADINGS = _Is("headings", "The own headings of a category were set.", undo=_("แก้หัวข้อที่ตั้งไว้"))
    # Themes, by the worker and its previews
    GROUPING = _Is(
        "grouping",
        "The worker put notes into themes; the subject is the category.",
        name=_("ระบบจัดกลุ่มความเห็นใหม่ที่เข้ามา"),
    )
    ASK_REGROUPING = _Is(
        "ask_regrouping",
        "A preview of a regrouping was asked for; the subject is the category.",
        name=_("ขอตัวอย่างการจัดกลุ่มใหม่"),
    )
    PROPOSAL_READY = _Is("proposal_ready", "The worker has the preview.")
    DROP_PROPOSAL = _Is("drop_proposal", "The facilitator dropped the preview.", name=_("ไม่ใช้ตัวอย่างการจัดกลุ่มใหม่"))
    NOTICE = _Is("notice_regrouping", "The worker found that a regrouping would move many notes of the category.")
    IGNORE_NOTICE = _Is(
        "ignore_notice", "The facilitator wants the category to stay as it is.", name=_("คงกลุ่มความเห็นไว้ตามเดิม")
    )
    REGROUP = _Is("regroup", "The facilitator applied the preview.", undo=_("จัดกลุ่มใหม่"))
    NAMES_FIT = _Is("names_fit", "The worker found names of former workshops that fit themes, or no longer do.")
    # Links, focus issues, words
    SAY_LINK = _Is(
        "say_link",
        "A person confirmed, removed or added a link between two themes.",
        name=_("แก้ความเชื่อมโยงของกลุ่มความเห็น"),
    )
    LINKS = _Is("links", "The worker found links between themes.")
    FOCUS_ISSUES = _Is("focus_issues", "The list of focus issues was changed.", name=_("แก้รายการประเด็นเน้นหนัก"))
    TAG_NOTE = _Is(
        "tag_note", "A person said whether a note is about a focus issue.", name=_("ระบุประเด็นเน้นหนักของความเห็น")
    )
    FOCUS = _Is("focus", "The worker found focus issues in notes.")
    FOCUS_COUNT = _Is(
        "focus_count",
        "Households of a focus issue were counted for a unit.",
        passing=True,
        rewords=False,
        name=_("บันทึกครัวเรือนของประเด็นเน้นหนัก"),
    )
    GLOSSARY = _Is("glossary", "The workshop's own words were changed.", name=_("แก้คลังคำ"))
    # The report
    REPORT_TEXT = _Is(
        "report_text",
        "The facilitator wrote a text of the report; the subject is its name.",
        passing=True,
        rewords=False,
        name=_("เขียนข้อความในรายงาน"),
    )
    REPORT_CHAPTERS = _Is(
        "report_chapters",
        "Chapters of the report were ordered or left out.",
        passing=True,
        rewords=False,
        name=_("จัดหัวข้อของรายงาน"),
    )
    REPORT_PICTURES = _Is(
        "report_pictures",
        "A picture of the report was added, described, moved, removed or brought back; the subject says which.",
        passing=True,
        rewords=False,
        name=_("แก้ภาพกิจกรรมในรายงาน"),
    )
    MINUTES = _Is(
        "minutes",
        "The minutes of the meeting were changed; the subject is a matter's id, or which part.",
        passing=True,
        rewords=False,
        name=_("แก้รายงานการประชุม"),
    )
    ACKNOWLEDGING = _Is(
        "acknowledging",
        "The link by which units acknowledge the minutes was made or closed.",
        passing=True,
        rewords=False,
        name=_("เปิดหรือปิดการรับทราบรายงานการประชุม"),
    )
    ACKNOWLEDGE = _Is("acknowledge", "A unit acknowledged the minutes, or took it back.", passing=True, rewords=False)
    APPROVE = _Is("approve", "Somebody approved the report.", passing=True, rewords=False, name=_("รับรองรายงาน"))
    WITHDRAW = _Is(
        "withdraw_approval",
        "The approval of the report was withdrawn.",
        passing=True,
        rewords=False,
        name=_("ถอนการรับรองรายงาน"),
    )
    # Notes that are approved before they are shown
    PHASE_CHECK_FIRST = _Is(
        "phase_check_first", "Notes of a phase are approved before they are shown, or no more.", undo=_("ตรวจก่อนขึ้นจอ")
    )
    CHECK_NOTES = _Is("check_notes", "The facilitator approved notes.", undo=_("อนุมัติความเห็น"))
    PHASE_CHECK_FLAGGED = _Is(
        "phase_check_flagged",
        "Texts that the hints warn of are approved before they are shown, or no more.",
        undo=_("ข้อความที่ระบบเตือนรอวิทยากรดูก่อน"),
    )
    # Writing alone first
    PHASE_ALONE = _Is("phase_alone", "People write alone first in a phase, or no more.", undo=_("เขียนก่อนแล้วจึงเปิดเผย"))
    REVEAL = _Is("reveal", "What people wrote alone was revealed.", name=_("เปิดเผยความเห็น"))
    HIDE_AGAIN = _Is("hide_again", "What was revealed left the screens again.", name=_("ซ่อนความเห็นที่เปิดเผยแล้ว"))
    # Comments
    PHASE_COMMENTS = _Is("phase_comments", "Comments were let in or shut out.", undo=_("เปิดหรือปิดข้อคิดเห็น"))
    COMMENT = _Is("comment", "Somebody commented on a note or theme.", passing=True, rewords=False)
    SAY_COMMENT = _Is("say_comment", "The facilitator commented.", undo=_("ส่งข้อคิดเห็นของวิทยากร"), again=False)
    EDIT_COMMENT = _Is("edit_comment", "Its writer changed a comment.", passing=True, rewords=False)
    DELETE_COMMENT = _Is("delete_comment", "Its writer withdrew a comment.", passing=True, rewords=False)
    HIDE_COMMENT = _Is("hide_comment", "The facilitator took a comment off every screen.", undo=_("ซ่อนข้อคิดเห็น"))
    UNHIDE_COMMENT = _Is("unhide_comment", "The facilitator brought a comment back.", undo=_("แสดงข้อคิดเห็นที่ซ่อน"))
    CHECK_COMMENTS = _Is("check_comments", "The facilitator approved comments.", undo=_("อนุมัติข้อคิดเห็น"))
    FOLLOW = _Is("follow_comments", "What was attached to a theme that went followed its notes.")
    # Actions
    ACTION = _Is("action", "The facilitator wrote or changed an action.", undo=_("เพิ่มหรือแก้สิ่งที่จะทำ"))
    MOVE_ACTION = _Is("move_action", "An action changed its position in the list.", undo=_("จัดลำดับสิ่งที่จะทำ"))
    REMOVE_ACTION = _Is("remove_action", "An action was taken off the list.", undo=_("ลบสิ่งที่จะทำ"))
    ACTION_STATUS = _Is("action_status", "An action got a status or a note on it.", undo=_("บันทึกความคืบหน้า"))
    UNIT_PAGE = _Is(
        "unit_page",
        "The link to a unit's own page of its actions was made or revoked.",
        passing=True,
        rewords=False,
        name=_("ทำหรือยกเลิกลิงก์ของหน่วยงาน"),
    )
    # Votings and moods; each has the three steps of a stage (domain/stage.py)
    OPEN_VOTING = _Is("open_voting", "A voting opened.", name=_("เปิดลงคะแนน"))
    CLOSE_VOTING = _Is("close_voting", "A voting ended.", undo=_("ปิดลงคะแนน"))
    CLEAR_VOTING = _Is("clear_voting", "A voting left the screens.", name=_("นำผลลงคะแนนออกจากจอ"))
    VOTE = _Is("vote", "A participant gave dots.", passing=True, rewords=False)
    MAKE_SLIPS = _Is("make_slips", "Slips were printed.", name=_("พิมพ์บัตรลงคะแนน"))
    JOIN_BY_SLIP = _Is("join_by_slip", "New phones need a slip from now on, or none.", undo=_("เข้าร่วมด้วยบัตร"))
    VOID_SLIPS = _Is(
        "void_slips", "Slips that were printed together and not used yet are good no more.", name=_("ยกเลิกบัตรลงคะแนน")
    )
    USE_SLIP = _Is("use_slip", "A phone used a slip in a voting.", passing=True, rewords=False)
    OPEN_PULSE = _Is("open_pulse", "The room was asked for its mood.", name=_("ถามความรู้สึก"))
    CLOSE_PULSE = _Is("close_pulse", "The question about the mood ended.", undo=_("ปิดรับคำตอบ"))
    CLEAR_PULSE = _Is("clear_pulse", "The question about the mood left the screens.", name=_("นำคำถามออกจากจอ"))
    PULSE = _Is("pulse", "A participant's mood.", passing=True, rewords=False)
    PULSE_WORD = _Is("pulse_word", "A participant's word on the mood.", passing=True, rewords=False)
    HIDE_WORD = _Is("hide_word", "A word on the mood was hidden, or brought back.", undo=_("ซ่อนหรือแสดงคำ"))
    SHOW_WORDS = _Is("show_words", "The words on the mood went on the screens, or off.", undo=_("ขึ้นคำบนจอ"))
    OPEN_LOOKBACK = _Is("open_lookback", "Last year's cards came before the room.", name=_("เปิดบัตรของปีที่แล้ว"))
    READY_CARDS = _Is("ready_cards", "Last year's cards wait for a phase, or do no more.", name=_("เตรียมบัตรของปีที่แล้ว"))
    CLOSE_LOOKBACK = _Is("close_lookback", "Answers to last year's cards ended.", undo=_("ปิดรับคำตอบของบัตร"))
    CLEAR_LOOKBACK = _Is("clear_lookback", "Last year's cards left the screens.", name=_("นำบัตรของปีที่แล้วออกจากจอ"))
    CARD_ANSWER = _Is("card_answer", "A participant said how a card stands.", passing=True, rewords=False)
    CARD_STATUS = _Is("card_status", "The facilitator said how a card stands.", undo=_("ตั้งสถานะของบัตร"))
    CARD_WORDS = _Is("card_words", "Words left the cards with the workshop of which they were made.")
    SAY_FORMER = _Is("say_former", "A person said which theme of last year a theme is.", undo=_("เทียบกลุ่มความเห็นกับปีก่อน"))
    YEARS_FIT = _Is("years_fit", "The worker found which themes are those of last year.", passing=True, rewords=False)


BY_VALUE = {kind.value: kind for kind in Kind}
PASSING = tuple(kind.value for kind in Kind if kind.passing)
# What leaves every word where it was.
WITHOUT_WORDS = tuple(kind.value for kind in Kind if not kind.rewords)
# What is typed beside notes, whose former words leave backups as those of notes do.
TYPED = tuple(
    kind.value
    for kind in (
        Kind.EDITED,
        Kind.REPORT_TEXT,
        Kind.REPORT_PICTURES,
        Kind.MINUTES,
        Kind.ACTION,
        Kind.ACTION_STATUS,
        Kind.POINT,
    )
)
# By which a facilitator changes what the phone of who wrote a text shows of it, beside erasing its words.
SHOWN_TO_WRITERS = tuple(
    kind.value
    for kind in (
        Kind.CATEGORISE,
        Kind.CHECK_NOTES,
        Kind.PHASE_CHECK_FIRST,
        Kind.HIDE_NOTE,
        Kind.UNHIDE_NOTE,
        Kind.CHECK_COMMENTS,
        Kind.HIDE_COMMENT,
        Kind.UNHIDE_COMMENT,
        Kind.UNDO,
        Kind.REDO,
    )
)
UNDONE = tuple(kind.value for kind in Kind if kind.undo is not None)
# By which words leave what reports say: what waits since before has them still.
TAKEN_AWAY = tuple(
    kind.value
    for kind in (
        Kind.HIDE_NOTE,
        Kind.ERASE_NOTE,
        Kind.DELETE_NOTE,
        Kind.HIDE_COMMENT,
        Kind.DELETE_COMMENT,
        Kind.HIDE_WORD,
        Kind.UNDO,
        Kind.REDO,
    )
)
