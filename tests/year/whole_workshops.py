"""A workshop in which any steps of any activity are taken, to be sent as one file."""

from __future__ import annotations

import contextlib
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from analysis.folding import comparable
from tests.domain.opinion_table import Opinions
from tests.room import new_id
from workshop.domain import (
    actions,
    activities,
    chapters,
    checking,
    comments,
    endings,
    erasing,
    evidence,
    focus_counts,
    focus_issues,
    minutes,
    minutes_files,
    phases,
    points,
    programmes,
    pulse_words,
    pulses,
    report_texts,
    resolutions,
    themes,
)
from workshop.errors import Refusal
from workshop.feed import Feed
from workshop.messages.actions import SaveAction, SetStatus
from workshop.messages.focus import SetFocusCount
from workshop.messages.incoming import (
    EraseNote,
    MergeThemes,
    MoveNote,
    ProgrammeItem,
    RenameTheme,
    SetChapters,
    SetConclusion,
    SubmitComment,
)
from workshop.messages.minutes import MinutesAction, MinutesItem
from workshop.messages.points import SavePoint
from workshop.messages.pulse import HideWord
from workshop.views.read_record import read_record
from workshop.year import workshop_in, workshop_out
from workshop.year.contents import Workshop

SPACE = 200_000_000
KINDS = ("dots", "rating", "ranking", "effort_impact", "urgency_importance")
VERBS = (
    *(
        "send",
        "withdraw",
        "hide",
        "erase",
        "agree",
        "comment",
        "uncomment",
        "rename",
        "merge",
        "move",
        "lock",
        "pin",
        "check",
    ),
    *(
        "voting",
        "mood",
        "cards",
        "action",
        "progress",
        "point",
        "conclude",
        "arrange",
        "matter",
        "document",
        "resolve",
        "households",
        "item",
        "group",
        "end",
    ),
)


class Whole:
    """The table of `Opinions` with five phones in two groups; `step` takes a step as far as it is allowed."""

    def __init__(self, feed: Feed) -> None:
        self.feed, self.table = feed, Opinions(feed)
        self.code = self.table.code
        self.keys = [self.table.writer, *(self.table.join(place % 2) for place in range(6))]
        self.table.share()
        self.table.change(phases.let, self.table.phases[0].id, comments.NAME, True)

    def all_steps(self) -> Whole:
        for which, verb in enumerate(VERBS * 2):
            if verb != "end":
                self.step(verb, which)
        return self

    def step(self, verb: str, which: int) -> None:
        with contextlib.suppress(Refusal):
            getattr(self, f"_{verb}")(which)

    def content(self) -> Workshop:
        """Close what is open, and return what the file has."""
        for stage in activities.STAGES:
            self.table.step(stage.close)
        for phase in self.feed.read(phases.of, self.table.workshop_id):
            if phase.state == phases.OPEN:
                self.table.change(phases.close_phase, phase.id)
        return self.feed.read(workshop_out.content_of, self.code)

    def key(self, which: int) -> str:
        return self.keys[which % len(self.keys)]

    def _note(self, which: int) -> str:
        found = sorted(note["id"] for note in self.table.board()["notes"])
        return str(found[which % len(found)]) if found else "none"

    def _theme(self, which: int) -> str:
        found = sorted(theme["id"] for theme in self.table.board()["themes"])
        return str(found[which % len(found)]) if found else "none"

    def _send(self, which: int) -> None:
        self.table.send(self.key(which), ("งบ เพิ่ม", "คน ลา", "- ไม่มี", "รถ ใหม่")[which % 4] + f" {which}")

    def _withdraw(self, which: int) -> None:
        self.table.withdraw(self.table.writer, self._note(which))

    def _hide(self, which: int) -> None:
        self.table.hide(self._note(which), which % 3 > 0)

    def _erase(self, which: int) -> None:
        self.table.step(erasing.erase, self._note(which), EraseNote(reason="มีชื่อคน"))

    def _agree(self, which: int) -> None:
        for key in self.keys[1 : 1 + which % 6]:
            self.table.react(key, self._note(which))

    def _comment(self, which: int) -> None:
        on = {"theme_id": self._theme(which)} if which % 2 else {"note_id": self._note(which)}
        message = {"id": new_id(), "phase_id": self.table.phases[0].id, "text": f"เห็นว่า {which}", **on}
        self.table.change(comments.submit, self.key(which), SubmitComment.model_validate(message))

    def _uncomment(self, which: int) -> None:
        self._comment(which + 1)
        with self.feed.database.engine.connect() as connection:
            found = sorted(row.id for row in connection.execute(SQLModel.metadata.tables["comment"].select()))
        self.table.step(comments.hide, found[which % len(found)], True)

    def _check(self, which: int) -> None:
        self.table.step(phases.let, self.table.phases[0].id, checking.NAME, which % 2 > 0)
        self._send(which)

    def _rename(self, which: int) -> None:
        self.table.step(themes.rename, self._theme(which), RenameTheme(label=f"ชื่อ {which}"))

    def _merge(self, which: int) -> None:
        self.table.step(themes.merge, self._theme(which), MergeThemes(other=self._theme(which + 1)))

    def _move(self, which: int) -> None:
        to = self._theme(which) if which % 2 else "new"
        self.table.step(themes.move, self._note(which), MoveNote(theme_id=to, label=f"กลุ่มใหม่ {which}"))

    def _lock(self, which: int) -> None:
        self.table.step(themes.lock, self._theme(which), which % 3 > 0)

    def _pin(self, which: int) -> None:
        self.table.step(themes.pin, self._note(which), which % 3 > 0)

    def _voting(self, which: int) -> None:
        kind = KINDS[which % len(KINDS)]
        self.table.open_voting(dots=2, kind=kind, title=f"ลงคะแนน {kind}")
        options = [option["theme_id"] for option in self.table.board()["voting"]["options"]]
        for at, key in enumerate(self.keys[: which % 8]):
            option = options[(at * which) % len(options)]
            if kind == "dots":
                self.table.vote(key, option, 1 + at % 2)
            elif kind == "ranking":
                self.table.rank(key, *dict.fromkeys([option, options[at % len(options)]]))
            else:
                self.table.rate(key, option, *[1 + (at + which) % 5, 1 + at % 5][: 1 if kind == "rating" else 2])

    def _mood(self, which: int) -> None:
        pulse = self.table.ask(f"ถาม {which}", ("", "morning", "evening")[which % 3], asks_word=True)
        for at, key in enumerate(self.keys[: which % 8]):
            self.table.answer(key, 1 + (at * which) % 5, pulse=pulse)
            self.table.say_word(key, ("สนุก", "เหนื่อย", "ดี")[at % 3], pulse)
        if which % 2:
            self.table.step(pulses.STAGE.close)
            self.table.step(pulse_words.hide, pulse, HideWord(word="เหนื่อย", reason="rude"))

    def _cards(self, which: int) -> None:
        lookback = self.table.look_back()
        for at, key in enumerate(self.keys[: which % 8]):
            self.table.answer_card(key, str(1 + at % 2), ("done", "doing")[at % 2], lookback=lookback)
        self.table.send(self.key(which), f"งบ บทเรียน {which}", card=f"{lookback}.1")

    def _action(self, which: int) -> None:
        day = {"day": "31", "month": "3", "year": "2564"} if which % 2 else {}
        draft = SaveAction(what=f"ขุดลอกคลอง {which}", unit="อำเภอพล", themes=[self._theme(which)], **day)
        self.table.step(actions.save, draft)

    def _progress(self, which: int) -> None:
        rows = self.feed.read(actions.of, self.table.workshop_id)
        row = rows[which % len(rows)] if rows else None
        if row:
            said = SetStatus(status="doing", was=row.status, note=f"คืบหน้า {which}", link="https://example.org/a")
            sent = evidence.named(f"หลักฐาน {which}.pdf", evidence.PDF, b"%PDF-1.4 " + str(which).encode(), SPACE)
            self.table.step(actions.set_status, row.id, said, sent if which % 2 else None)

    def _point(self, which: int) -> None:
        tie = {"themes": [self._theme(which)]}
        self.table.step(points.save, self.table.groups[which % 2].id, SavePoint(text=f"สรุป {which}", **tie))

    def _conclude(self, which: int) -> None:
        now = self.feed.read(report_texts.of, self.table.workshop_id).conclusion
        self.table.step(report_texts.conclude, SetConclusion(text=f"สรุปว่า {which}", was=report_texts.version(now)))

    def _arrange(self, which: int) -> None:
        was = self.feed.read(chapters.of, self.table.workshop_id).version
        order = [*reversed(chapters.KEYS)] if which % 2 else [*chapters.KEYS]
        self.table.step(chapters.arrange, SetChapters(order=order, shown=order[which % 5 :], was=was))

    def _matter(self, which: int) -> None:
        self.table.step(minutes.save_item, MinutesItem(agenda="4", title=f"เรื่อง {which}", text="แจ้งเพื่อทราบ"))

    def _some_matter(self, which: int) -> Any:
        found = self.feed.read(minutes.of, self.table.workshop_id).items
        return found[which % len(found)] if found else None

    def _document(self, which: int) -> None:
        self._matter(which)
        if matter := self._some_matter(which):
            sent = evidence.named(f"เอกสาร {which}.pdf", evidence.PDF, b"%PDF-1.7 " + str(which).encode(), SPACE)
            link = "" if which % 2 else f"https://example.org/{which}"
            self.table.step(minutes_files.add, matter.id, sent if which % 2 else None, link, "")

    def _resolve(self, which: int) -> None:
        self._matter(which)
        if matter := self._some_matter(which):
            self.table.step(resolutions.act, MinutesAction(item=matter.id, what=f"ตามมติ {which}"))
            now = self._some_matter(which)
            again = {"id": now.id, "agenda": "4", "title": now.title, "settled": "1", "was": now.version}
            self.table.step(minutes.save_item, MinutesItem(**again))

    def _households(self, which: int) -> None:
        key = self.feed.read(focus_issues.of, self.table.workshop_id)[which % 2].key
        unit = self.table.groups[which % 2].name
        rows = self.feed.read(focus_counts.of, self.table.workshop_id)
        row = rows.get((key, comparable(unit)))
        was = f"{row.target}/{row.reached}" if row else "0/0"
        typed = SetFocusCount(key=key, unit=unit, target=str(20 + which), reached=str(which), was=was)
        self.table.step(focus_counts.save, typed)
        self.table.step(actions.save, SaveAction(what=f"เยี่ยมครัวเรือน {which}", unit=unit, focus=key))

    def _item(self, which: int) -> None:
        item = {"day": 1, "at": f"{which % 24}:00", "minutes": 60, "kind": "input", "title": f"รายการ {which}"}
        self.table.step(programmes.save, ProgrammeItem(**item, phase_id=self.table.phases[which % 2].id))

    def _group(self, which: int) -> None:
        self.table.group()

    def _end(self, which: int) -> None:
        self.table.step(endings.end)


def elsewhere(content: Workshop) -> tuple[Workshop, Any]:
    """Take it in on a fresh installation; return what a file made there has, and the record of its report."""
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    workshop_in.check(content)
    with Session(engine) as session:
        code = workshop_in.take_in(session, content, "0" * 64)
        return workshop_out.content_of(session, code), read_record(session, code)


def alike(content: Workshop) -> dict[str, Any]:
    """What has to be the same on both sides: all but the name of the workshop itself."""
    return content.model_dump(exclude={"uid", "installation"})
