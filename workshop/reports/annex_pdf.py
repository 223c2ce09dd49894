"""PDF: all notes as a file of its own, where the report leaves its appendix out."""

from workshop.domain.chapters import APPENDIX
from workshop.reports.format import Format

FORMAT = Format(
    key="annex_pdf",
    suffix=".pdf",
    media_type="application/pdf",
    title={"th": "ภาคผนวก ความเห็นทั้งหมด (PDF)", "en": "Annex: all notes (PDF)"},
    about={"th": "สิ่งที่ส่งมาด้วย แยกจากรายงาน", "en": "An enclosure, apart from the report"},
    place=12,
    writer="workshop.reports.pdf.annex",
    needs=("typst", "docx", "fontpkg_sarabun"),
    prefix={"th": "ภาคผนวก", "en": "Annex"},
    instead_of=APPENDIX,
)
