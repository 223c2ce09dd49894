"""PDF/A-3a: the report for the archive, with its XLSX and JSON inside."""

from workshop.reports.format import Format

FORMAT = Format(
    key="pdf_archive",
    suffix=".pdf",
    media_type="application/pdf",
    title={"th": "เอกสารเก็บถาวร (PDF/A-3)", "en": "Document for the archive (PDF/A-3)"},
    about={"th": "มีตาราง XLSX และข้อมูล JSON แนบอยู่ในไฟล์", "en": "With XLSX and JSON attached inside"},
    place=49,
    writer="workshop.reports.pdf.archive",
    needs=("typst", "docx", "fontpkg_sarabun", "xlsxwriter"),
    prefix={"th": "รายงานเก็บถาวร", "en": "Report for the archive"},
)
