"""DOCX: หนังสือภายนอก, an official form."""

from workshop.reports.format import Format

FORMAT = Format(
    key="letter_docx",
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    title={"th": "หนังสือภายนอก ถึงกรม (DOCX)", "en": "Letter to the department (DOCX)"},
    about={"th": "Word แก้ไขได้ ตามระเบียบงานสารบรรณ", "en": "Official form, to be edited in Word"},
    place=6,
    writer="workshop.reports.letters.docx:letter",
    needs=("docx",),
    prefix={"th": "หนังสือภายนอก", "en": "Letter"},
    letter="letter",
)
