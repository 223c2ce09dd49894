"""PDF: หนังสือภายนอก, an official form."""

from workshop.reports.format import Format

FORMAT = Format(
    key="letter_pdf",
    suffix=".pdf",
    media_type="application/pdf",
    title={"th": "หนังสือภายนอก ถึงกรม (PDF)", "en": "Letter to the department (PDF)"},
    about={"th": "PDF สำหรับพิมพ์และลงนาม", "en": "Official form, to be printed and signed"},
    place=7,
    writer="workshop.reports.letters.pdf:letter",
    needs=("typst", "fontpkg_sarabun"),
    prefix={"th": "หนังสือภายนอก", "en": "Letter"},
    letter="letter",
)
