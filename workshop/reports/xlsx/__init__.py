"""XLSX: the report as sheets, for sorting and counting further."""

from workshop.reports.format import Format

FORMAT = Format(
    key="xlsx",
    suffix=".xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    title={"th": "ตาราง Excel (XLSX)", "en": "Excel tables (XLSX)"},
    about={"th": "ความเห็นแยกตามประเภทและกลุ่มความเห็น", "en": "Notes by category and theme"},
    place=3,
    writer=f"{__name__}.book",
    needs=("xlsxwriter", "fontpkg_sarabun"),
)
