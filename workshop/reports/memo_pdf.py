"""PDF: บันทึกข้อความ, an official form."""

from workshop.reports.format import Format

FORMAT = Format(
    key="memo_pdf",
    suffix=".pdf",
    media_type="application/pdf",
    title={"th": "บันทึกข้อความ ถึงผู้บังคับบัญชา (PDF)", "en": "Memorandum to the superior (PDF)"},
    about={"th": "PDF สำหรับพิมพ์และลงนาม", "en": "Official form, to be printed and signed"},
    place=9,
    writer="workshop.reports.letters.pdf:memo",
    needs=("typst", "fontpkg_sarabun"),
    prefix={"th": "บันทึกข้อความ", "en": "Memorandum"},
    letter="memo",
)
