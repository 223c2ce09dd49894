"""What reports say of votings, by kind."""

from workshop.views.asked.entry import Text

ALL_CATEGORIES = Text("ทุกประเภท", "All categories")
OF_CATEGORY = Text("ประเภท {category}", "Category: {category}")
ACTIONS, LINES = Text("สิ่งที่จะทำ", "Actions"), Text("ข้อที่วิทยากรพิมพ์", "Options typed by the facilitator")
OF_GROUPS = Text("ข้อสรุปของกลุ่ม", "Points of the groups")
HOW = {
    "dots": Text("ให้ได้เครื่องละ {dots} จุด", "Dots for each device: {dots}"),
    "rating": Text("ให้คะแนนข้อละ 1 ถึง 5", "Each option rated from 1 to 5"),
    "ranking": Text(
        "เรียง {dots} อันดับแรก อันดับ 1 ได้ {dots} คะแนน อันดับถัดไปลดลงอันดับละ 1 คะแนน",
        "The first {dots} in order: {dots} points for the first place, 1 less for each next place",
    ),
    "effort_impact": Text(
        "ให้แรงที่ใช้และผลที่ได้ข้อละ 1 ถึง 5 ค่าเฉลี่ยเกิน 3 ถือว่าสูง",
        "Effort and impact of each option from 1 to 5; a mean above 3 is high",
    ),
    "urgency_importance": Text(
        "ให้ความเร่งด่วนและความสำคัญข้อละ 1 ถึง 5 ค่าเฉลี่ยเกิน 3 ถือว่าสูง",
        "Urgency and importance of each option from 1 to 5; a mean above 3 is high",
    ),
}
HOW["agree"] = Text("เครื่องละ {dots} คำตอบ", "Answers of each device: {dots}")
DOTS_BY_SLIP = Text("ให้ได้ใบละ {dots} จุด", "dots for each slip: {dots}")
VOTERS = Text("ลงคะแนน {voters} เครื่อง", "Devices that voted: {voters}")
ANSWERED = Text("ตอบแล้ว {voters} เครื่อง", "Devices that answered: {voters}")
VOTERS_BY_SLIP = Text("ลงคะแนน {voters} ใบ", "Slips that voted: {voters}")
BY_SLIP = Text("ลงคะแนนด้วยบัตร {how}", "By slip, {how}")
SLIPS, DEVICES = Text("ใบ", "slips"), Text("เครื่อง", "devices")
STILL_OPEN = Text(
    "ขณะจัดทำรายงานยังไม่ปิดลงคะแนน จำนวนจุดอาจเปลี่ยนแปลง",
    "The vote was still open when this report was written; the numbers may change.",
)
STATE, CLOSED, OPEN = Text("สถานะ", "State"), Text("ปิดแล้ว", "Closed"), Text("ยังเปิดอยู่", "Still open")
TIED = Text("{label} (อันดับ {place} ร่วม)", "{label} (tied at place {place})")
PLACE = Text("อันดับ", "Place")
ASKED = Text("ท่านเห็นอย่างไรต่อสิ่งที่จะทำ", "What do you say to the actions?")
ASKED_ACTIONS = Text("สิ่งที่จะทำ {count} ข้อ", "Actions: {count}")
ANSWERS = {
    "answer-agreed": Text("เห็นชอบ", "Agreed"),
    "answer-noted": Text("รับทราบ", "Noted"),
    "answer-not-yet": Text("ยังไม่เห็นชอบ", "Not agreed yet"),
}
THEME, ANSWER = Text("กลุ่มความเห็น", "Theme"), Text("คำตอบ", "Answer")
NOTE, LINE = Text("ความเห็น", "Note"), Text("ข้อ", "Option")
OPTIONS = {"themes": THEME, "notes": NOTE, "lines": LINE, "points": LINE, "answers": ANSWER}
VOTES = Text("จุดที่ได้", "Votes")
ANSWERING = Text("จำนวนเครื่อง", "Devices")
POINTS, FIRSTS = Text("คะแนน", "Points"), Text("ได้อันดับ 1", "Put first")
RATED = Text("ผู้ให้คะแนน", "Rated by")
MEAN = Text("เฉลี่ย", "Mean")
MEAN_AND_SPREAD = Text("{scale} เฉลี่ย (จำนวนผู้ให้ 1-2-3-4-5)", "{scale}, mean (how many gave 1-2-3-4-5)")
CORNER = Text("ช่อง", "Quadrant")
ON_A_LINE = Text("อยู่บนเส้นแบ่ง", "On the line")
KIND = Text("แบบ", "Kind")
KINDS = {
    "dots": Text("ให้จุด", "Dots"),
    "agree": Text("รับทราบสิ่งที่จะทำ", "Answer to the actions"),
    "rating": Text("ให้คะแนน 1–5", "Rating 1–5"),
    "ranking": Text("เรียงลำดับ", "Ranking"),
    "effort_impact": Text("แรงที่ใช้–ผลที่ได้", "Effort–impact"),
    "urgency_importance": Text("เร่งด่วน–สำคัญ", "Urgency–importance"),
}
SCALES = {
    "score": Text("คะแนน", "Score"),
    "effort": Text("แรงที่ใช้", "Effort"),
    "impact": Text("ผลที่ได้", "Impact"),
    "urgency": Text("ความเร่งด่วน", "Urgency"),
    "importance": Text("ความสำคัญ", "Importance"),
}
CORNERS = {
    "now": Text("ทำทันที", "Do now"),
    "plan": Text("วางแผนทำ", "Plan"),
    "spare": Text("ทำเมื่อมีเวลา", "When there is time"),
    "doubt": Text("ทบทวนก่อนทำ", "Think again"),
    "hand_over": Text("มอบหมายผู้อื่น", "Hand over"),
    "rest": Text("พักไว้ก่อน", "Leave for now"),
}
LOW, HIGH = Text("น้อย", "low"), Text("มาก", "high")


def untied(name: str, language: str) -> str:
    """Return an option's name without what TIED puts behind it."""
    behind = TIED.in_(language).format(label="", place="\x00")
    start, _place, end = behind.partition("\x00")
    return name[: name.rindex(start)] if name.endswith(end) and start in name else name
