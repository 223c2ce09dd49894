"""The tables of the open data: columns with their description in Thai, and their rows.

Names that writers signed with, and what is attached to notes, are left out: what is published stays published.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workshop.domain.voting_kinds import FULL, KINDS
from workshop.reports.answers import answered, focus_by_group, votes
from workshop.reports.facts import keys_of_notes
from workshop.reports.words import Words
from workshop.views.asked.voting import Voting
from workshop.views.record import Record

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in English, what it is in Thai, and its type (text, integer, number, boolean, date)."""

    name: str
    title: str
    about: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Record, Words], Iterator[Row]]


def _notes(record: Record, words: Words) -> Iterator[Row]:
    keys = keys_of_notes(record)
    for note in record.notes:
        category_key, theme_id = keys[note.number]
        where = (note.number, category_key, note.category, words.of_group(note))
        theme = (note.status.value, theme_id, note.theme)
        day = note.submitted_at.date().isoformat()
        yield (*where, note.text, *theme, note.phase, day, note.agreed, ";".join(note.focus))


def _themes(record: Record, _words: Words) -> Iterator[Row]:
    dots = votes(record)
    for category in record.categories:
        for theme in category.themes:
            counts = (len(theme.notes), len(theme.groups), dots[theme.id])
            given = "true" if theme.given else "false"
            yield (theme.id, category.key, category.name, theme.label, given, *counts, ";".join(theme.keywords))


def _answers(record: Record, _words: Words) -> Iterator[Row]:
    for each in answered(record):
        problem = (each.problem.theme, each.problem.label, ";".join(map(str, each.problem.notes)))
        for link in each.answers:
            answer = (link.answer.theme, link.answer.label, ";".join(map(str, link.answer.notes)))
            yield (*problem, *answer, f"{link.strength:.4f}", link.decided or "found")
        if not each.answers:
            yield (*problem, "", "", "", "", "")


def _focus(record: Record, words: Words) -> Iterator[Row]:
    names = {issue.key: issue.name for issue in record.focus}
    for key, group, numbers in focus_by_group(record, words):
        yield (key, names[key], group, len(numbers))


def _actions(record: Record, _words: Words) -> Iterator[Row]:
    for number, each in enumerate(record.actions, start=1):
        due = each.due.isoformat() if each.due else ""
        changed = each.steps[-1].at.date().isoformat() if each.steps else ""
        yield (number, each.what, each.unit, due, each.measure, ";".join(each.themes), each.status, changed)


def _votes(record: Record, words: Words) -> Iterator[Row]:
    """Yield a row for each option; of a matrix one for each of its scales."""
    found = (each for each in record.asked if isinstance(each, Voting))
    for number, voting in enumerate(found, start=1):
        state, counted = ("closed" if voting.closed else "open"), ("slips" if voting.slips else "devices")
        about = (
            number,
            voting.title or voting.heading("th"),
            voting.kind,
            state,
            counted,
            voting.voters,
            voting.category,
        )
        for option, place in voting.placed():
            said = (*about, voting.called(option, "th"), option.theme, option.votes, place or "")
            firsts = option.firsts if voting.kind == "ranking" else ""
            if not option.spread:
                yield (*said, firsts, *("",) * (3 + FULL))
            for at, spread in enumerate(option.spread):
                mean = f"{option.means[at] / 100:.2f}" if option.means else ""
                yield (*said, firsts, KINDS[voting.kind].scales[at], mean, option.corner, *spread)


_NUMBERS = "ลำดับที่ของความเห็น คั่นด้วย ;"
TABLES = (
    Table(
        "notes",
        "ความเห็นทุกข้อที่ไม่ได้ซ่อน",
        (
            Column("note_number", "ลำดับที่", "ลำดับที่ของความเห็นในการประชุม ไม่ซ้ำกัน", "integer"),
            Column(
                "category_key", "รหัสประเภท", "result ผลงาน problem ปัญหา cause สาเหตุ solution แนวทาง proposal ข้อเสนอ"
            ),
            Column("category_name", "ประเภท", "ชื่อประเภทที่ใช้ในการประชุม"),
            Column("group_name", "กลุ่ม", "กลุ่มระดมความคิดที่ขึ้นคู่กับความเห็น กลุ่มที่มีผู้เขียนน้อยในช่วงไม่ระบุตัวรวมกัน"),
            Column("note_text", "ข้อความ", "ความเห็นตามที่เขียน ไม่แก้ถ้อยคำ"),
            Column("status", "สถานะ", "theme อยู่ในกลุ่มความเห็น ungrouped ยังไม่จัดกลุ่ม set_aside ไม่นำมาจัดกลุ่ม"),
            Column("theme_id", "รหัสกลุ่มความเห็น", "ตรงกับ theme_id ในตาราง themes ว่างถ้าไม่อยู่ในกลุ่มความเห็น"),
            Column("theme_label", "ชื่อกลุ่มความเห็น", "ว่างถ้าไม่อยู่ในกลุ่มความเห็น"),
            Column("phase_title", "ช่วง", "ช่วงของการประชุมที่รับความเห็น ว่างถ้านำเข้าจากไฟล์"),
            Column("submitted_date", "วันที่ส่ง", "ค.ศ. ปปปป-ดด-วว เวลาประเทศไทย", "date"),
            Column("agree_count", "เห็นด้วย", "จำนวนผู้อื่นที่เห็นด้วย", "integer"),
            Column("focus_issue_keys", "รหัสประเด็นเน้นหนัก", "ตรงกับ focus_issue_key ในตาราง focus_issues คั่นด้วย ;"),
        ),
        _notes,
    ),
    Table(
        "themes",
        "กลุ่มความเห็น",
        (
            Column("theme_id", "รหัสกลุ่มความเห็น", "ไม่ซ้ำกันในการประชุม"),
            Column("category_key", "รหัสประเภท", "ดูตาราง notes"),
            Column("category_name", "ประเภท", "ชื่อประเภทที่ใช้ในการประชุม"),
            Column("theme_label", "ชื่อกลุ่มความเห็น", "ถ้อยคำจากความเห็น หรือชื่อที่ผู้จัดประชุมตั้ง"),
            Column("label_given", "ตั้งชื่อเอง", "true ถ้าผู้จัดประชุมตั้งชื่อ", "boolean"),
            Column("note_count", "จำนวนความเห็น", "จำนวนความเห็นในกลุ่มความเห็นนี้", "integer"),
            Column("group_count", "จำนวนกลุ่ม", "จำนวนกลุ่มที่ขึ้นชื่อคู่กับความเห็น", "integer"),
            Column("vote_count", "คะแนน", "จำนวนจุดที่ได้จากการลงคะแนนทุกครั้ง", "integer"),
            Column("keywords", "คำสำคัญ", "คั่นด้วย ;"),
        ),
        _themes,
    ),
    Table(
        "problem_answers",
        "ปัญหาและแนวทาง แถวที่ไม่มีแนวทางคือปัญหาที่ยังไม่มีแนวทาง",
        (
            Column("problem_theme_id", "รหัสกลุ่มความเห็นของปัญหา", "ว่างถ้าเป็นความเห็นเดี่ยว"),
            Column("problem_label", "ปัญหา", "ชื่อกลุ่มความเห็น หรือความเห็นเดี่ยวตามที่เขียน"),
            Column("problem_note_numbers", "ลำดับที่ในปัญหา", _NUMBERS),
            Column("answer_theme_id", "รหัสกลุ่มความเห็นของแนวทาง", "ว่างถ้าเป็นความเห็นเดี่ยวหรือยังไม่มีแนวทาง"),
            Column("answer_label", "แนวทาง", "ว่างถ้ายังไม่มีแนวทาง"),
            Column("answer_note_numbers", "ลำดับที่ในแนวทาง", _NUMBERS),
            Column("strength", "ความใกล้เคียง", "0 ถึง 1 จากถ้อยคำ", "number"),
            Column("origin", "ที่มาของการเชื่อมโยง", "found พบจากถ้อยคำ confirmed ผู้จัดประชุมยืนยัน added ผู้จัดประชุมเพิ่ม"),
        ),
        _answers,
    ),
    Table(
        "focus_issues",
        "ประเด็นเน้นหนักแยกตามกลุ่ม",
        (
            Column("focus_issue_key", "รหัสประเด็นเน้นหนัก", "ไม่ซ้ำกันในการประชุม"),
            Column("focus_issue_name", "ประเด็นเน้นหนัก", "ชื่อที่ผู้จัดประชุมตั้ง"),
            Column("group_name", "กลุ่ม", "กลุ่มที่ขึ้นคู่กับความเห็น ว่างถ้าไม่มีความเห็น"),
            Column("note_count", "จำนวนความเห็น", "จำนวนความเห็นของกลุ่มในประเด็นนี้", "integer"),
        ),
        _focus,
    ),
    Table(
        "actions",
        "สิ่งที่จะทำ",
        (
            Column("action_number", "ลำดับที่", "ลำดับที่ในรายการสิ่งที่จะทำ", "integer"),
            Column("action_text", "สิ่งที่จะทำ", "ตามที่ผู้จัดประชุมพิมพ์"),
            Column("unit_name", "หน่วยงาน", "หน่วยงานหรือกลุ่มที่ทำ ว่างถ้ายังไม่ระบุ"),
            Column("due_date", "ภายในวันที่", "ค.ศ. ปปปป-ดด-วว ว่างถ้าไม่กำหนด", "date"),
            Column("measure", "ตัวชี้วัด", "ว่างถ้าไม่มี"),
            Column("theme_labels", "กลุ่มความเห็นที่มา", "คั่นด้วย ; ว่างถ้าไม่ได้มาจากกลุ่มความเห็น"),
            Column("status", "สถานะ", "waiting ยังไม่เริ่ม doing กำลังทำ done เสร็จ dropped ไม่ทำแล้ว"),
            Column("status_date", "วันที่บันทึกล่าสุด", "ค.ศ. ปปปป-ดด-วว เวลาประเทศไทย ว่างถ้ายังไม่เคยบันทึก", "date"),
        ),
        _actions,
    ),
    Table(
        "votes",
        "ผลการลงคะแนน แบบตารางสองแกนมีข้อละสองแถว แกนละแถว",
        (
            Column("voting_number", "ครั้งที่", "ลำดับที่ของการลงคะแนน", "integer"),
            Column("voting_title", "หัวข้อ", "ตามที่ผู้จัดประชุมพิมพ์ หรือประเภทที่ลงคะแนน"),
            Column(
                "voting_kind",
                "แบบ",
                "dots ให้จุด agree ตอบต่อสิ่งที่จะทำ rating ให้คะแนน 1–5 ranking เรียงลำดับ "
                "effort_impact แรงที่ใช้–ผลที่ได้ urgency_importance เร่งด่วน–สำคัญ",
            ),
            Column("voting_state", "สถานะ", "closed ปิดแล้ว open ยังเปิดอยู่ จำนวนอาจเปลี่ยน"),
            Column("counted_in", "นับเป็น", "devices เครื่อง slips บัตรลงคะแนน"),
            Column("voter_count", "จำนวนที่ลงคะแนน", "จำนวนเครื่องหรือบัตรที่ลงคะแนน", "integer"),
            Column("category_name", "ประเภท", "ประเภทที่ลงคะแนน ว่างถ้าไม่จำกัดประเภท"),
            Column("option_label", "ข้อ", "ชื่อกลุ่มความเห็น ข้อความ หรือคำตอบ"),
            Column("theme_id", "รหัสกลุ่มความเห็น", "รหัสของข้อ ตรงกับตาราง themes ถ้าลงคะแนนให้กลุ่มความเห็นที่ยังมีอยู่"),
            Column("vote_count", "จุด คะแนน หรือผู้ให้", "จุดที่ได้ คะแนนรวมของการเรียงลำดับ หรือจำนวนผู้ให้คะแนน", "integer"),
            Column("place", "อันดับ", "อันดับเท่ากันได้เลขเดียวกัน ว่างถ้าไม่มีอันดับ", "integer"),
            Column("first_count", "ได้อันดับ 1", "จำนวนที่ให้เป็นอันดับ 1 เฉพาะการเรียงลำดับ", "integer"),
            Column(
                "scale_key",
                "แกน",
                "score คะแนน effort แรงที่ใช้ impact ผลที่ได้ urgency ความเร่งด่วน importance ความสำคัญ",
            ),
            Column("mean", "ค่าเฉลี่ย", "1 ถึง 5 ว่างถ้าไม่มีผู้ให้", "number"),
            Column(
                "corner_key",
                "ช่อง",
                "now ทำทันที plan วางแผนทำ spare ทำเมื่อมีเวลา doubt ทบทวนก่อนทำ hand_over มอบหมายผู้อื่น rest พักไว้ก่อน",
            ),
            *(
                Column(f"count_{name}", f"ให้ {at}", f"จำนวนผู้ให้ {at}", "integer")
                for at, name in enumerate(("one", "two", "three", "four", "five"), start=1)
            ),
        ),
        _votes,
    ),
)
