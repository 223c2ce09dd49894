"""DOCX: บันทึกข้อความ, an official form."""

from workshop.reports.format import Format

FORMAT = Format(
    key="memo_docx",
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    title={"th": "บันทึกข้อความ ถึงผู้บังคับบัญชา (DOCX)", "en": "Memorandum to the superior (DOCX)"},
    about={"th": "Word แก้ไขได้ ตามระเบียบงานสารบรรณ", "en": "Official form, to be edited in Word"},
    place=8,
    writer="workshop.reports.letters.docx:memo",
    needs=("docx",),
    prefix={"th": "บันทึกข้อความ", "en": "Memorandum"},
    letter="memo",
)
