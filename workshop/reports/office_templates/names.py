"""Names of the files that people get."""

from workshop.views.asked.entry import Text

SHIPPED = Text("แม่แบบรายงานสรุปผลการประชุม.docx", "Report template.docx")
EXAMPLE = Text("ตัวอย่างรายงานตามแม่แบบ.docx", "Example report through the template.docx")
