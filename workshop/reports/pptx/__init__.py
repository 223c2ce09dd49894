"""PPTX: slides for whoever is told of the result, with native text, tables and charts."""

from workshop.reports.format import Format

FORMAT = Format(
    key="pptx",
    suffix=".pptx",
    media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    title={"th": "สไลด์นำเสนอ (PPTX)", "en": "Slides (PPTX)"},
    about={"th": "สรุปสำหรับผู้บริหาร แก้ไขได้ใน PowerPoint", "en": "A summary to present, editable in PowerPoint"},
    place=19,
    writer=f"{__name__}.deck",
    needs=("pptx", "fontpkg_sarabun", "xlsxwriter"),
    prefix={"th": "สไลด์", "en": "Slides"},
)
