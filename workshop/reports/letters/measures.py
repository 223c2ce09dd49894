"""Measures of official letters in centimetres and in points of TH SarabunPSK.

After ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ with its amendments, and คำอธิบายการพิมพ์หนังสือราชการด้วยโปรแกรมการพิมพ์;
docs/letters.md lists them line by line.
"""

LEFT, RIGHT, TOP, BOTTOM = 3.0, 2.0, 2.5, 2.0
WIDTH = 21.0 - LEFT - RIGHT
MIDDLE = WIDTH / 2
EMBLEM_TOP = 1.5  # from the upper edge of the page
EMBLEM_HEIGHT = {"letter": 3.0, "memo": 1.5}
BODY = 16
TITLE, TITLE_LINE = 29, 35  # บันทึกข้อความ, in a line of exactly so many points
LABEL = 20  # ส่วนราชการ ที่ วันที่ เรื่อง of a memorandum
FIRST_LINE = 2.5
PARAGRAPH_BEFORE = 6
CLOSING_BEFORE = 12
SIGNATURE_LINES = 3  # empty, for the signature
SENDER_LEFT = 9.0
SIGNATURE_LEFT = 6.0
HANGING = {"เรื่อง": 1.25, "เรียน": 1.25, "อ้างถึง": 1.5, "สิ่งที่ส่งมาด้วย": 3.0}
# Minutes: the rule below their head in letters, and where names, posts, and the names of agendas begin.
RULE = 30
PERSON_LEFT, POST_LEFT = 1.0, 8.5
AGENDA_LEFT = 3.25
