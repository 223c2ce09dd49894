"""HTML: the report as one page for browsers, which loads nothing and needs no script."""

from workshop.reports.format import Format

FORMAT = Format(
    key="html",
    suffix=".html",
    media_type="text/html; charset=utf-8",
    title={"th": "หน้าเว็บ (HTML)", "en": "Web page (HTML)"},
    about={"th": "ไฟล์เดียว อ่านบนโทรศัพท์ได้ ตัวเลขกดไปถึงความเห็น", "en": "One file, for phones too; figures lead to notes"},
    place=20,
    writer=f"{__name__}.page",
    needs=("lxml",),
)
