"""DOCX: all notes as a file of its own, where the report leaves its appendix out."""

from workshop.domain.chapters import APPENDIX
from workshop.reports.format import Format

FORMAT = Format(
    key="annex_docx",
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    title={"th": "ภาคผนวก ความเห็นทั้งหมด (DOCX)", "en": "Annex: all notes (DOCX)"},
    about={"th": "สิ่งที่ส่งมาด้วย แยกจากรายงาน", "en": "An enclosure, apart from the report"},
    place=11,
    writer="workshop.reports.docx.annex",
    needs=("docx", "fontpkg_sarabun"),
    prefix={"th": "ภาคผนวก", "en": "Annex"},
    instead_of=APPENDIX,
)
