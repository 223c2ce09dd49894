"""The reports' own words in Thai and English. What people typed is never taken from here."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from typing import Literal, overload

from workshop import paths
from workshop.views.asked.entry import Text
from workshop.views.dates import THAI_DIGITS
from workshop.views.figures import Status
from workshop.views.record import Note, Phase

Language = Literal["th", "en"]

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")  # of dates, which are written in Thai digits


class Word(Text):
    """One word or sentence of `Words`."""

    @overload
    def __get__(self, words: None, owner: type[Words]) -> Word: ...

    @overload
    def __get__(self, words: Words, owner: type[Words]) -> str: ...

    def __get__(self, words: Words | None, owner: type[Words]) -> Word | str:
        return self if words is None else self.in_(words.language)


@dataclass(frozen=True, slots=True)
class Words:
    """All words in one language."""

    language: Language
    thai_digits: bool = True

    file_prefix = Word("รายงาน", "Report")
    report_title = Word("รายงานสรุปผลการประชุมเชิงปฏิบัติการ", "Consolidated report of the workshop")
    # places of an office's template
    chapter = Word("หัวข้อ", "Chapter")
    template_unfit = Word(
        "แม่แบบ Word ของหน่วยงานใช้ไม่ได้แล้ว ({names}) DOCX จึงออกตามแบบที่มากับโปรแกรม ตรวจและเพิ่มใหม่ที่หน้าหน่วยงาน",
        "The office's Word template can no longer be used ({names}), so the DOCX has the built-in form."
        " Check it, and add it again on the page of the office.",
    )
    not_typed = Word("ยังไม่ได้กรอก", "not filled in")
    # facts
    facts = Word("ข้อมูลการประชุม", "About the workshop")
    host_unit = Word("หน่วยงาน", "Host unit")
    venue = Word("สถานที่", "Venue")
    dates = Word("วันที่", "Dates")
    starts_on = Word("วันที่เริ่ม", "First day")
    ends_on = Word("วันที่สิ้นสุด", "Last day")
    fiscal_year = Word("ปีงบประมาณ", "Fiscal year")
    template = Word("รูปแบบ", "Template")
    code = Word("รหัสการประชุม", "Workshop code")
    participants = Word("อุปกรณ์ที่เข้าร่วม", "Devices that joined")
    people = Word("{count} เครื่อง", "{count}")
    units = Word("อุปกรณ์ตามหน่วยงาน", "Devices by unit")
    other_units = Word("หน่วยงานอื่นและไม่ระบุ", "other units, and none given")
    group_count = Word("จำนวนกลุ่ม", "Groups")
    generated_at = Word("จัดทำเมื่อ", "Written on")
    opening_words = Word("คำกล่าวเปิดการประชุม", "Opening words")
    agenda = Word("ช่วงของการประชุม", "Phases")
    phase = Word("ช่วง", "Phase")
    question = Word("คำถาม", "Question")
    groups = Word("กลุ่มระดมความคิด", "Breakout groups")
    # figures
    contents = Word("สารบัญ", "Contents")
    figures = Word("จำนวนความเห็น", "Notes in figures")
    received = Word("ได้รับทั้งหมด", "Received")
    in_themes = Word("อยู่ในกลุ่มความเห็น", "In themes")
    ungrouped = Word("ยังไม่จัดกลุ่ม", "Ungrouped")
    set_aside = Word("ไม่นำมาจัดกลุ่ม", "Set aside")
    hidden = Word("ซ่อนไว้", "Hidden")
    total = Word("รวม", "Total")
    equation = Word(
        "ได้รับ {received} ความเห็น = อยู่ในกลุ่มความเห็น {in_themes}"
        " + ยังไม่จัดกลุ่ม {ungrouped} + ไม่นำมาจัดกลุ่ม {set_aside} + ซ่อนไว้ {hidden}",
        "{received} notes received = {in_themes} in themes"
        " + {ungrouped} ungrouped + {set_aside} set aside + {hidden} hidden",
    )
    hidden_remark = Word(
        "ความเห็นที่ซ่อนไว้ {count} ความเห็น นับรวมอยู่ในจำนวนทั้งหมด แต่ไม่แสดงข้อความ",
        "Hidden notes ({count}) are counted in the total; their text is not printed.",
    )
    number_remark = Word(
        "ตัวเลขในวงเล็บเหลี่ยมหน้าความเห็น คือลำดับที่ของความเห็นในภาคผนวก",
        "The number in square brackets before a note is its number in the appendix.",
    )
    number_remark_alone = Word(
        "ตัวเลขในวงเล็บเหลี่ยมหน้าความเห็น คือลำดับที่ของความเห็น", "The number in square brackets before a note is its number."
    )
    in_a_theme = Word("อยู่ในกลุ่มความเห็น", "In a theme")
    # notes
    number = Word("ที่", "No.")
    group = Word("กลุ่ม", "Group")
    category = Word("ประเภท", "Category")
    note = Word("ความเห็น", "Note")
    notes = Word("จำนวนความเห็น", "Notes")
    note_count = Word("{count} ความเห็น", "Notes: {count}")
    status = Word("สถานะ", "Status")
    theme = Word("กลุ่มความเห็น", "Theme")
    themes = Word("กลุ่มความเห็น", "Themes")
    label_origin = Word("ที่มาของชื่อ", "Label")
    label_given = Word("ผู้จัดประชุมตั้งชื่อ", "Given by the organiser")
    label_found = Word("ถ้อยคำจากความเห็น", "Words of the notes")
    note_numbers = Word("ลำดับที่ของความเห็น", "Numbers of the notes")
    no_group = Word("ไม่ระบุกลุ่ม", "No group")
    other_groups = Word("กลุ่มอื่น ๆ", "Other groups")
    group_notes = Word("ความเห็นที่ขึ้นชื่อกลุ่ม", "Notes shown with the group")
    other_groups_remark = Word(
        "ในช่วงที่ไม่ระบุตัว กลุ่มที่มีผู้เขียนน้อยกว่า 5 เครื่องรวมกันเป็น “กลุ่มอื่น ๆ” เพื่อไม่ให้รู้ว่าใครเขียน",
        "In anonymous phases, groups in which fewer than five devices wrote stand together as “Other groups”,"
        " so that nobody can be named.",
    )
    identity = Word("ผู้อื่นรู้อะไรเกี่ยวกับผู้เขียน", "What others learn of the writer")
    identity_unit = Word("ระบุหน่วยงาน", "The group")
    identity_anonymous = Word("ไม่ระบุตัว", "Nothing (anonymous)")
    identity_signed = Word("ระบุชื่อ", "The name")
    no_notes = Word("ไม่มีความเห็น", "No notes")
    nobody_wrote = Word("ไม่มีผู้เขียนถึง: {names}", "Nobody wrote on: {names}")
    nobody_wrote_on = Word("หัวข้อที่ตั้งไว้ ไม่มีผู้เขียนถึง", "Given heading, nobody wrote on it")
    appendix = Word("ภาคผนวก ความเห็นทั้งหมด", "Appendix: all notes")
    late = Word("มาช้า", "Late")
    all_notes = Word("ความเห็นทั้งหมด", "All notes")
    sent_at = Word("เวลาที่ส่ง", "Sent at")
    page_of = Word("หน้า {page} จาก {pages}", "Page {page} of {pages}")
    summary = Word("สรุป", "Summary")
    summary_title = Word("สรุปผลการประชุม", "What the room said")
    # what people think of it
    agreed = Word("เห็นด้วย", "Agree")
    agreed_count = Word("เห็นด้วย {count}", "{count} agree")
    agreed_remark = Word(
        "ตัวเลขหลังคำว่า เห็นด้วย คือจำนวนเครื่องอื่นที่เห็นด้วยกับความเห็นนั้น",
        "The number beside “agree” is how many other devices agree with that note.",
    )
    attached_to = Word("ต่อ", "On")
    attached_to_note = Word("ความเห็นที่ {number}", "Note {number}")
    former_theme = Word("กลุ่มความเห็นเดิม", "Former theme")
    round = Word("ครั้งที่", "Round")
    # charts
    rest_of_groups = Word("อีก {count} กลุ่ม", "{count} more groups")
    charts = Word("แผนภูมิ", "Charts")
    by_size_and_group = Word("{category}: กลุ่มความเห็นตามจำนวนและกลุ่ม", "{category}: themes by size and group")
    word_picture = Word("คำที่พบบ่อยในความเห็น", "Words that stand in many notes")
    word_remark = Word(
        "ตัวเลขคือจำนวนความเห็นที่มีคำนั้น แสดงเฉพาะคำที่อยู่ในความเห็นต่างกันอย่างน้อย {fewest} ข้อ",
        "Figures count the notes with the word; shown are words of at least {fewest} different notes.",
    )
    tiles = Word("จำนวนความเห็นแต่ละกลุ่ม", "Notes of each group")
    tiles_remark = Word(
        "เรียงตามลำดับกลุ่ม ยิ่งเข้มยิ่งมีความเห็นมาก ขีด (–) คือไม่แสดงจำนวน",
        "In the order of the groups; the darker, the more notes. A dash: no figure is shown.",
    )
    other_themes = Word("กลุ่มความเห็นอื่น", "Other themes")
    to_the_content = Word("ข้ามไปที่เนื้อหา", "Skip to the content")
    # the summary
    finding_most = Word(
        "เรื่องที่มีความเห็นมากที่สุดคือ “{theme}” ({category}) {notes} ความเห็น{from_groups}",
        "Most notes are on “{theme}” ({category}): {notes}{from_groups}.",
    )
    finding_category = Word(
        "ใน {category} เรื่องที่มีความเห็นมากที่สุดคือ “{theme}” {notes} ความเห็น{from_groups}",
        "In {category}, most notes are on “{theme}”: {notes}{from_groups}.",
    )
    finding_groups = Word(" จาก {groups} กลุ่ม", ", from groups: {groups}")
    finding_votes = Word(
        "เรื่องที่ได้คะแนนมากที่สุดคือ “{theme}” ({category}) {votes} จุด",
        "Most votes went to “{theme}” ({category}): {votes}.",
    )
    finding_spread = Word(
        "เรื่องที่มาจากหลายกลุ่มที่สุดคือ “{theme}” ({category}) {groups} กลุ่ม",
        "Most groups wrote on “{theme}” ({category}): {groups}.",
    )
    finding_agreed = Word(
        "ความเห็นที่มีผู้เห็นด้วยมากที่สุดคือ “{text}” [{number}] เห็นด้วย {count}",
        "Most agree with “{text}” [{number}]: {count}.",
    )
    finding_tied = Word(" และมีเท่ากันอีก {count} เรื่อง", " As many: {count} more.")
    findings = Word("สิ่งที่พบ", "Findings")
    next_steps = Word("ก้าวต่อไปที่เสนอ", "What is proposed next")
    theme_facts = Word("{notes} ความเห็น", "notes: {notes}")
    theme_groups = Word("{groups} กลุ่ม", "groups: {groups}")
    theme_votes = Word("{votes} จุด", "votes: {votes}")
    without_answer = Word("ปัญหาที่ยังไม่มีแนวทาง", "Problems without an answer")
    more = Word("และอีก {count} เรื่อง", "and {count} more")
    single_gaps = Word(
        "ความเห็นเดี่ยวที่ยังไม่มีแนวทาง {count} ความเห็น: {numbers}",
        "Single notes without an answer ({count}): {numbers}",
    )
    listed_ungrouped = Word("ยังไม่จัดกลุ่ม {count} ความเห็น: {numbers}", "Ungrouped ({count}): {numbers}")
    listed_set_aside = Word("ไม่นำมาจัดกลุ่ม {count} ความเห็น: {numbers}", "Set aside ({count}): {numbers}")
    # what the notes lead to
    answers = Word("ปัญหาและแนวทาง", "Problems and answers")
    problem = Word("ปัญหา", "Problem")
    problem_notes = Word("ลำดับที่ของความเห็นในปัญหา", "Notes of the problem")
    answer = Word("แนวทาง", "Answer")
    answer_notes = Word("ลำดับที่ของความเห็นในแนวทาง", "Notes of the answer")
    no_answer = Word("ยังไม่มีแนวทาง", "No answer yet")
    link = Word("ที่มาของการเชื่อมโยง", "Link")
    link_found = Word("พบจากถ้อยคำ", "Found by the words")
    link_confirmed = Word("ผู้จัดประชุมยืนยัน", "Confirmed by the organiser")
    link_added = Word("ผู้จัดประชุมเพิ่ม", "Added by the organiser")
    strength = Word("ความใกล้เคียง (0–1)", "Nearness (0–1)")
    focus = Word("ประเด็นเน้นหนัก", "Focus issues")
    focus_issue = Word("ประเด็นเน้นหนัก", "Focus issue")
    keywords = Word("คำสำคัญ", "Keywords")
    votes = Word("จุดที่ได้", "Votes")
    waiting = Word("รอการจัดกลุ่ม", "Waiting for the grouping")
    waiting_remark = Word(
        "ในจำนวนที่ยังไม่จัดกลุ่ม มี {count} ความเห็นที่ระบบยังไม่ได้พิจารณา",
        "Of the ungrouped notes, {count} have not been looked at by the grouping yet.",
    )
    withdrawn_remark = Word(
        "ลำดับที่ที่ไม่ปรากฏ เพราะผู้เขียนถอนความเห็น หรือวิทยากรเลิกทำการนำเข้า {count} ความเห็น: {numbers}",
        "Numbers that are missing because writers withdrew their notes or an import was undone ({count}): {numbers}",
    )
    erased = Word("ลบข้อความ", "Words erased")
    erased_count = Word("ความเห็นที่ลบข้อความ ({count} ความเห็น)", "Notes whose words were erased ({count})")
    erased_reason = Word("ลบข้อความ: {reason}", "Words erased: {reason}")
    erased_remark = Word(
        "ในจำนวนที่ซ่อนไว้ มี {count} ความเห็นที่ผู้จัดประชุมลบข้อความ: {numbers} เหตุผลอยู่ในภาคผนวก",
        "Of the hidden notes, the organiser erased the words of {count}: {numbers}; the reasons stand in the appendix.",
    )
    erased_remark_alone = Word(
        "ในจำนวนที่ซ่อนไว้ มี {count} ความเห็นที่ผู้จัดประชุมลบข้อความ: {numbers}",
        "Of the hidden notes, the organiser erased the words of {count}: {numbers}.",
    )
    unchecked = Word("รอวิทยากรตรวจ", "Waiting for approval")
    unchecked_remark = Word(
        "ในจำนวนที่ซ่อนไว้ มี {count} ความเห็นที่รอวิทยากรตรวจ ยังไม่ได้อนุมัติ",
        "Of the hidden notes, {count} wait for the organiser's approval.",
    )
    outside_phases = Word("ไม่อยู่ในช่วงใด เช่น นำเข้าจากไฟล์", "In no phase, as from a file")
    seq = Word("ข้อมูลถึงการเปลี่ยนแปลงลำดับที่", "Contains changes up to")

    # texts of the facilitator
    background = Word("ความเป็นมา", "Background")
    objectives = Word("วัตถุประสงค์", "Objectives")
    programme = Word("กำหนดการ", "Programme")
    programme_day = Word("วันที่ {day}", "Day {day}")
    programme_time = Word("เวลา", "Time")
    summaries = Word("ข้อสรุปของกลุ่ม", "Summaries of groups")
    summary_point = Word("ข้อสรุป", "Point")
    actions = Word("สิ่งที่จะทำ", "Actions")
    action_unit = Word("หน่วยงาน", "Unit")
    action_due = Word("ภายในวันที่", "By")
    action_measure = Word("ตัวชี้วัด", "Measure")
    action_progress = Word("ความคืบหน้า", "Progress")
    action_overdue = Word("เลยกำหนด", "overdue")
    action_waiting = Word("ยังไม่เริ่ม", "Not started")
    action_doing = Word("กำลังทำ", "Under way")
    action_done = Word("เสร็จ", "Done")
    action_dropped = Word("ไม่ทำแล้ว", "Dropped")
    conclusion = Word("ข้อสรุปของวิทยากร", "The facilitator's conclusion")
    chapters = Word("หัวข้อของรายงานและลำดับ", "chapters of the report and their order")
    pictures = Word("ภาพกิจกรรม", "Pictures of the event")
    picture_number = Word("ภาพที่ {number}", "Picture {number}")
    # the approval
    report_state = Word("สถานะของรายงาน", "State of the report")
    draft = Word("ฉบับร่าง", "Draft")
    changed_draft = Word("ฉบับร่าง — เปลี่ยนหลังรับรอง", "Draft — changed after its approval")
    approved = Word("รับรองแล้ว", "Approved")
    approved_by = Word(
        "รับรองโดย {who} เมื่อ {moment} (รหัสเนื้อหา {digest})", "Approved by {who} on {moment} (content {digest})"
    )
    missing_text = Word("ยังไม่ได้เขียน", "Not written")
    still_waiting = Word(
        "ยังมี {count} ความเห็นรอการจัดกลุ่ม ถ้ารับรองตอนนี้ รายงานจะกลับเป็นฉบับร่างเมื่อจัดเสร็จ",
        "{count} notes wait for the grouping: approved now, the report will be a draft again when they are grouped.",
    )
    still_open = Word(
        "ยังเปิดรับความเห็นในช่วง: {names} ถ้ามีความเห็นเพิ่ม รายงานจะกลับเป็นฉบับร่าง",
        "Still open: {names}. With another note the report will be a draft again.",
    )
    few_devices = Word(
        "มีอุปกรณ์เข้าร่วม {count} เครื่อง ไม่ถึง {fewest} เครื่อง ผู้ได้รับรายงานหรือคำตอบอาจเดาได้ว่าใครเขียนในช่วงที่ไม่ระบุตัว: {names}",
        "{count} devices took part, fewer than {fewest}: whoever gets the report or the answer may guess who wrote in"
        " {names}, where nobody is named.",
    )
    content_digest = Word("รหัสเนื้อหา", "Content digest")
    # what changed since
    changed_asked = Word("สิ่งที่ถามในห้อง", "what the room was asked")
    changed_attached = Word("สิ่งที่เขียนต่อความเห็น", "what is written on notes and themes")
    changed_words = Word("คำเฉพาะ และคำของประเด็นเน้นหนัก", "the workshop's own words and those of focus issues")
    changed_notes_new = Word("ความเห็นที่เพิ่มมา {count}: {numbers}", "New notes ({count}): {numbers}")
    changed_notes_gone = Word(
        "ความเห็นที่ไม่แสดงแล้ว {count}: {numbers}", "Notes that are no longer shown ({count}): {numbers}"
    )
    changed_notes = Word("ความเห็นที่แก้หรือย้าย {count}: {numbers}", "Notes edited or moved ({count}): {numbers}")
    changed_themes_new = Word("กลุ่มความเห็นใหม่: {names}", "New themes: {names}")
    changed_themes_gone = Word("กลุ่มความเห็นที่หายไป: {count}", "Themes that are gone: {count}")
    changed_themes_size = Word("จำนวนในกลุ่มความเห็นเปลี่ยน: {names}", "Themes of another size: {names}")
    changed_themes = Word("กลุ่มความเห็นที่แก้: {names}", "Themes edited: {names}")
    changed_parts = Word("ส่วนที่เปลี่ยน: {names}", "Parts that changed: {names}")
    # how to read it
    reading = Word("วิธีอ่านรายงานนี้", "How to read this report")
    reading_notes = Word(
        "ตัวเลขในรายงานนี้นับความเห็นที่ส่งเข้ามา {received} ความเห็น จากอุปกรณ์ {devices} เครื่อง ไม่ได้นับว่ามีกี่คนที่คิดเหมือนกัน"
        " คนหนึ่งเขียนได้หลายความเห็น หลายคนอาจใช้เครื่องเดียวกัน และผู้ที่ไม่ได้เขียนก็มีความเห็นได้",
        "The figures count notes: {received}, from {devices} devices. They do not count how many people agree: one"
        " person may write several notes, several may share a device, and who wrote nothing may have opinions too.",
    )
    reading_loud = Word(
        "กลุ่มความเห็นที่ใหญ่แปลว่ามีผู้เขียนถึงบ่อย ไม่ได้แปลว่าสำคัญที่สุด คนไม่กี่คนที่เขียนหลายข้อทำให้เรื่องหนึ่งดูใหญ่ได้"
        " จึงควรดูประกอบว่ามาจากกี่กลุ่ม และความเห็นเดียวก็อาจสำคัญ",
        "A large theme was often written about; it is not therefore the most important. A few people who write much"
        " make a subject look large: see from how many groups it comes. A single note may matter too.",
    )
    reading_loose = Word(
        "ความเห็นที่ไม่อยู่ในกลุ่มความเห็นใดมี {loose} ความเห็น อ่านได้ในภาคผนวก",
        "Notes in no theme: {loose}; they stand in the appendix.",
    )
    reading_loose_alone = Word("ความเห็นที่ไม่อยู่ในกลุ่มความเห็นใดมี {loose} ความเห็น", "Notes in no theme: {loose}.")
    reading_themes = Word(
        "ระบบรวมความเห็นที่ใช้ถ้อยคำใกล้กันเป็น {themes} กลุ่มความเห็น ผู้จัดประชุมตั้งชื่อ {given} กลุ่ม"
        " ชื่ออื่นเป็นถ้อยคำจากความเห็นเอง การจัดกลุ่มช่วยให้อ่านง่าย ไม่ใช่มติของผู้เข้าร่วม",
        "Laena gathered notes with similar words in themes: {themes}. The organiser named {given} of them; the other"
        " names are words of the notes. Themes make reading easier; they are no decision of the participants.",
    )
    reading_votes = Word(
        "จุดลงคะแนนและจำนวนเห็นด้วยนับเฉพาะเครื่องที่กด เครื่องที่ไม่ได้กดอาจเห็นด้วยหรือไม่เห็นด้วยก็ได้",
        "Votes and agreement count the devices that gave any; the others may agree or disagree.",
    )
    chain = Word("จากปัญหาถึงข้อเสนอ", "From problems to proposals")
    letters_by_number = Word(
        "ตัวอักษรที่ไฟล์ PDF นี้ไม่มีแบบอักษร เช่น อักษรจีน พิมพ์เป็นรหัสยูนิโคด ⟨U+…⟩ ตัวละหนึ่งรหัส อ่านตัวจริงได้ในไฟล์ Word และ Excel",
        "Letters that this PDF has no font for, such as Chinese ones, stand as their Unicode numbers ⟨U+…⟩; "
        "the Word and Excel files have the letters themselves.",
    )
    chain_remark = Word(
        "เชื่อมต่อกันเป็นลำดับ ช่องว่างหมายถึงข้อเดียวกับแถวบน คู่ที่ไม่มีหมายเหตุ ผู้จัดประชุมเชื่อมหรือยืนยัน",
        "What leads to what; an empty cell is that of the row above. What has no remark, the organiser linked"
        " or confirmed.",
    )
    chain_table_remark = Word(
        "เชื่อมต่อกันเป็นลำดับ แต่ละช่องบอกว่าพบจากถ้อยคำ หรือผู้จัดประชุมยืนยันหรือเพิ่ม",
        "What leads to what; each cell says whether it was found by the words, or confirmed or added by the organiser.",
    )
    chain_gap = Word("– ยังไม่เชื่อม –", "– nothing linked –")
    reading_links = Word(
        "ปัญหากับแนวทางจับคู่กันด้วยถ้อยคำที่ใกล้กัน หรือผู้จัดประชุมยืนยัน คำว่า “ยังไม่มีแนวทาง” แปลว่าไม่พบความเห็นที่ตอบ ไม่ได้แปลว่าไม่มีทางแก้",
        "Problems and answers are matched by similar words, or confirmed by the organiser. “No answer yet” means that"
        " no note answers, not that there is no solution.",
    )
    reading_out = Word("ที่ไม่ได้แสดงข้อความหรือยังไม่ครบ: {parts}", "Not printed, or not complete: {parts}.")
    reading_nothing_out = Word(
        "ไม่มีความเห็นที่ถูกถอน ซ่อน ลบข้อความ หรือรอการจัดกลุ่ม", "No note is withdrawn, hidden, erased or waiting to be grouped."
    )
    withdrawn_count = Word("ผู้เขียนถอน {count} ความเห็น", "withdrawn by their writers {count}")
    hidden_count = Word("ผู้จัดประชุมซ่อน {count} ความเห็น", "hidden by the organiser {count}")
    hidden_erased_count = Word(
        "ผู้จัดประชุมซ่อน {count} ความเห็น ในจำนวนนี้ลบข้อความ {erased} ความเห็น",
        "hidden by the organiser {count}, of which {erased} erased",
    )
    unchecked_count = Word("รอวิทยากรตรวจ {count} ความเห็น", "waiting for the organiser's approval {count}")
    waiting_count = Word("รอการจัดกลุ่ม {count} ความเห็น", "waiting for the grouping {count}")

    def digits(self, text: object) -> str:
        """Return what Laena writes with its digits as ๐–๙, in Thai unless Arabic ones are chosen."""
        if self.language != "th":
            return str(text)
        return str(text).translate(THAI_DIGITS if self.thai_digits else _ARABIC)

    def of_status(self, status: Status) -> str:
        """Return the word for the status of a note that is not hidden."""
        names = {Status.THEME: self.in_a_theme, Status.UNGROUPED: self.ungrouped, Status.SET_ASIDE: self.set_aside}
        return names[status]

    def of_group(self, note: Note) -> str:
        """A note's group, the other groups together, or that it has none."""
        return note.group or (self.other_groups if note.merged else self.no_group)

    def of_writer(self, note: Note) -> str:
        """What stands beside a note: that it came late, the name that it is signed with, and its group."""
        parts = (self.late if note.late else "", note.signed, self.of_group(note))
        return " · ".join(filter(None, parts))

    def of_identity(self, phase: Phase) -> str:
        """What the notes of a phase say of their writers."""
        names = {"anonymous": self.identity_anonymous, "signed": self.identity_signed}
        return names.get(phase.identity, self.identity_unit)

    def translated(self, text: object) -> str:
        """Return a Thai text of the source in this language, outside of any visitor's request."""
        found = gettext.translation("messages", paths.translations_dir(), [self.language], fallback=True)
        return found.gettext(str(text))
