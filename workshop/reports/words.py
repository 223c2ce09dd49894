"""The report's own words in Thai and English. What people typed is never taken from here."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.reports.content import Language, Status


@dataclass(frozen=True, slots=True)
class Words:
    """One language. Braces are filled by str.format with the names that stand in them."""

    file_prefix: str
    report_title: str
    # facts
    facts: str
    host_unit: str
    venue: str
    dates: str
    starts_on: str
    ends_on: str
    fiscal_year: str
    template: str
    code: str
    participants: str
    people: str
    group_count: str
    generated_at: str
    opening_words: str
    agenda: str
    phase: str
    question: str
    groups: str
    # figures
    contents: str
    figures: str
    received: str
    in_themes: str
    ungrouped: str
    set_aside: str
    hidden: str
    total: str
    equation: str
    hidden_remark: str
    number_remark: str
    # notes
    number: str
    group: str
    category: str
    note: str
    notes: str
    note_count: str
    status: str
    theme: str
    themes: str
    label_origin: str
    label_given: str
    label_found: str
    note_numbers: str
    label_given_remark: str
    no_group: str
    no_notes: str
    appendix: str
    all_notes: str
    sent_at: str
    page_of: str
    summary: str
    # what people think of it
    agreed: str
    agreed_count: str
    agreed_remark: str
    votings: str
    of_category: str
    voting_facts: str
    voting_open: str
    all_categories: str
    round: str
    subject: str
    dots_each: str
    voters: str
    votes: str
    pulses: str
    pulse_untitled: str
    pulse_facts: str
    pulse_few: str
    answers: str
    level: str
    lowest: str
    highest: str
    mean: str
    statuses: dict[Status, str]


WORDS: dict[Language, Words] = {
    "th": Words(
        file_prefix="รายงาน",
        report_title="รายงานสรุปผลการประชุมเชิงปฏิบัติการ",
        facts="ข้อมูลการประชุม",
        host_unit="หน่วยงาน",
        venue="สถานที่",
        dates="วันที่",
        starts_on="วันที่เริ่ม",
        ends_on="วันที่สิ้นสุด",
        fiscal_year="ปีงบประมาณ",
        template="รูปแบบ",
        code="รหัสการประชุม",
        participants="ผู้เข้าร่วม",
        people="{count} คน",
        group_count="จำนวนกลุ่ม",
        generated_at="จัดทำเมื่อ",
        opening_words="คำกล่าวเปิดการประชุม",
        agenda="ช่วงของการประชุม",
        phase="ช่วง",
        question="คำถาม",
        groups="กลุ่มระดมความคิด",
        contents="สารบัญ",
        figures="จำนวนความเห็น",
        received="ได้รับทั้งหมด",
        in_themes="อยู่ในกลุ่มความเห็น",
        ungrouped="ยังไม่จัดกลุ่ม",
        set_aside="ไม่นำมาจัดกลุ่ม",
        hidden="ซ่อนไว้",
        total="รวม",
        equation=(
            "ได้รับ {received} ความเห็น = อยู่ในกลุ่มความเห็น {in_themes}"
            " + ยังไม่จัดกลุ่ม {ungrouped} + ไม่นำมาจัดกลุ่ม {set_aside} + ซ่อนไว้ {hidden}"
        ),
        hidden_remark="ความเห็นที่ซ่อนไว้ {count} ความเห็น นับรวมอยู่ในจำนวนทั้งหมด แต่ไม่แสดงข้อความ",
        number_remark="ตัวเลขในวงเล็บเหลี่ยมหน้าความเห็น คือลำดับที่ของความเห็นในภาคผนวก",
        number="ที่",
        group="กลุ่ม",
        category="ประเภท",
        note="ความเห็น",
        notes="จำนวนความเห็น",
        note_count="{count} ความเห็น",
        status="สถานะ",
        theme="กลุ่มความเห็น",
        themes="กลุ่มความเห็น",
        label_origin="ที่มาของชื่อ",
        label_given="ผู้จัดประชุมตั้งชื่อ",
        label_found="ถ้อยคำจากความเห็น",
        note_numbers="ลำดับที่ของความเห็น",
        label_given_remark="ผู้จัดประชุมตั้งชื่อกลุ่มความเห็นนี้",
        no_group="ไม่ระบุกลุ่ม",
        no_notes="ไม่มีความเห็น",
        appendix="ภาคผนวก ความเห็นทั้งหมด",
        all_notes="ความเห็นทั้งหมด",
        sent_at="เวลาที่ส่ง",
        page_of="หน้า {page} จาก {pages}",
        summary="สรุป",
        agreed="เห็นด้วย",
        agreed_count="เห็นด้วย {count}",
        agreed_remark="ตัวเลขหลังคำว่า เห็นด้วย คือจำนวนผู้เข้าร่วมคนอื่นที่เห็นด้วยกับความเห็นนั้น",
        votings="ผลการลงคะแนน",
        of_category="ประเภท {category}",
        voting_facts="{of} · ให้ได้คนละ {dots} จุด · ผู้ลงคะแนน {voters} คน",
        voting_open="ขณะจัดทำรายงานยังไม่ปิดลงคะแนน จำนวนจุดอาจเปลี่ยนแปลง",
        all_categories="ทุกประเภท",
        round="ครั้งที่",
        subject="หัวข้อ",
        dots_each="จุดต่อคน",
        voters="ผู้ลงคะแนน",
        votes="จุดที่ได้",
        pulses="ความสุขมวลรวม",
        pulse_untitled="ความสุขของผู้เข้าร่วม",
        pulse_facts="ผู้ตอบ {answers} คน · ค่าเฉลี่ย {mean} จาก 5",
        pulse_few="ผู้ตอบ {answers} คน ไม่แสดงคำตอบเพราะผู้ตอบไม่ถึง 5 คน",
        answers="ผู้ตอบ",
        level="ระดับ",
        lowest="น้อยที่สุด",
        highest="มากที่สุด",
        mean="ค่าเฉลี่ย",
        statuses={
            Status.IN_THEME: "อยู่ในกลุ่มความเห็น",
            Status.UNGROUPED: "ยังไม่จัดกลุ่ม",
            Status.SET_ASIDE: "ไม่นำมาจัดกลุ่ม",
        },
    ),
    "en": Words(
        file_prefix="Report",
        report_title="Consolidated report of the workshop",
        facts="About the workshop",
        host_unit="Host unit",
        venue="Venue",
        dates="Dates",
        starts_on="First day",
        ends_on="Last day",
        fiscal_year="Fiscal year",
        template="Template",
        code="Workshop code",
        participants="Participants",
        people="{count}",
        group_count="Groups",
        generated_at="Written on",
        opening_words="Opening words",
        agenda="Phases",
        phase="Phase",
        question="Question",
        groups="Breakout groups",
        contents="Contents",
        figures="Notes in figures",
        received="Received",
        in_themes="In themes",
        ungrouped="Ungrouped",
        set_aside="Set aside",
        hidden="Hidden",
        total="Total",
        equation=(
            "{received} notes received = {in_themes} in themes"
            " + {ungrouped} ungrouped + {set_aside} set aside + {hidden} hidden"
        ),
        hidden_remark="Hidden notes ({count}) are counted in the total; their text is not printed.",
        number_remark="The number in square brackets before a note is its number in the appendix.",
        number="No.",
        group="Group",
        category="Category",
        note="Note",
        notes="Notes",
        note_count="Notes: {count}",
        status="Status",
        theme="Theme",
        themes="Themes",
        label_origin="Label",
        label_given="Given by the organiser",
        label_found="Words of the notes",
        note_numbers="Numbers of the notes",
        label_given_remark="Label given by the organiser",
        no_group="No group",
        no_notes="No notes",
        appendix="Appendix: all notes",
        all_notes="All notes",
        sent_at="Sent at",
        page_of="Page {page} of {pages}",
        summary="Summary",
        agreed="Agree",
        agreed_count="{count} agree",
        agreed_remark="The number beside “agree” is how many other participants agree with that note.",
        votings="Votes",
        of_category="Category: {category}",
        voting_facts="{of} · Dots for each person: {dots} · Voters: {voters}",
        voting_open="The vote was still open when this report was written; the numbers may change.",
        all_categories="All categories",
        round="Round",
        subject="Subject",
        dots_each="Dots each",
        voters="Voters",
        votes="Votes",
        pulses="Mood",
        pulse_untitled="Mood of the participants",
        pulse_facts="Answers: {answers} · Mean: {mean} of 5",
        pulse_few="Answers: {answers}. They are not shown, as there are fewer than 5.",
        answers="Answers",
        level="Level",
        lowest="lowest",
        highest="highest",
        mean="Mean",
        statuses={
            Status.IN_THEME: "In a theme",
            Status.UNGROUPED: "Ungrouped",
            Status.SET_ASIDE: "Set aside",
        },
    ),
}
