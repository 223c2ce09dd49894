"""DOCX: the consolidated report for Word and LibreOffice."""

from workshop.reports.format import Format

FORMAT = Format(
    key="docx",
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    title={"th": "เอกสาร Word (DOCX)", "en": "Word document (DOCX)"},
    about={"th": "รายงานสรุปพร้อมส่งกรม", "en": "The consolidated report, ready for the department"},
    place=1,
    writer=f"{__name__}.file",
    needs=("docx", "fontpkg_sarabun", "typst"),
)
