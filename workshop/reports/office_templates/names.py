"""Names of the files that people get, by the kind of document."""

from workshop.views.asked.entry import Text

SHIPPED = {
    "report": Text("แม่แบบรายงานสรุปผลการประชุม.docx", "Report template.docx"),
    "letter": Text("แม่แบบหนังสือภายนอก.docx", "Letter template.docx"),
    "memo": Text("แม่แบบบันทึกข้อความ.docx", "Memorandum template.docx"),
    "minutes": Text("แม่แบบรายงานการประชุม.docx", "Minutes template.docx"),
}
EXAMPLE = {
    "report": Text("ตัวอย่างรายงานตามแม่แบบ.docx", "Example report through the template.docx"),
    "letter": Text("ตัวอย่างหนังสือภายนอกตามแม่แบบ.docx", "Example letter through the template.docx"),
    "memo": Text("ตัวอย่างบันทึกข้อความตามแม่แบบ.docx", "Example memorandum through the template.docx"),
    "minutes": Text("ตัวอย่างรายงานการประชุมตามแม่แบบ.docx", "Example minutes through the template.docx"),
}
