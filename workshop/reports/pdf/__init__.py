"""PDF: the consolidated report as it is printed, the same on every machine."""

from workshop.reports.format import Format

FORMAT = Format(
    key="pdf",
    suffix=".pdf",
    media_type="application/pdf",
    title={"th": "เอกสารสำหรับพิมพ์ (PDF)", "en": "Document for print (PDF)"},
    about={"th": "หน้าตาเหมือนกันทุกเครื่อง แก้ไขไม่ได้", "en": "Looks the same everywhere, not to be edited"},
    place=2,
    writer=f"{__name__}.document",
    needs=("typst", "docx", "fontpkg_sarabun"),
)
