"""The description of the data set with the mandatory fields of the government data catalogue (GD Catalog).

The names of the fields are those of its CKAN extension. What Laena does not know is null, and listed with what to
fill in.
"""

from collections.abc import Iterable
from typing import Any

from workshop import __version__
from workshop.views.dates import ERA
from workshop.views.record import Record

# Field → its name in the catalogue, and what the office fills in where Laena has no value.
FIELDS = {
    "data_type": ("ประเภทชุดข้อมูล", ""),
    "title": ("ชื่อชุดข้อมูล", "ชื่อของการประชุม"),
    "owner_org": ("องค์กร", "หน่วยงานเจ้าของข้อมูล ตามบัญชีของระบบบัญชีข้อมูลภาครัฐ"),
    "maintainer": ("ชื่อผู้ติดต่อ", "กลุ่มงานที่ตอบคำถามเรื่องข้อมูลนี้"),
    "maintainer_email": ("อีเมลผู้ติดต่อ", "อีเมลของกลุ่มงาน"),
    "tag_string": ("คำสำคัญ", "คำสำคัญ คั่นด้วยจุลภาค"),
    "notes": ("รายละเอียด", ""),
    "objective": ("วัตถุประสงค์", "เลือกจากรายการของระบบบัญชีข้อมูล เช่น พันธกิจหน่วยงาน"),
    "update_frequency_unit": ("หน่วยความถี่ของการปรับปรุงข้อมูล", ""),
    "update_frequency_interval": ("ค่าความถี่ของการปรับปรุงข้อมูล", "ไม่ต้องกรอกเมื่อไม่มีการปรับปรุง"),
    "geo_coverage": ("ขอบเขตเชิงภูมิศาสตร์หรือเชิงพื้นที่", "เลือกจากรายการ เช่น จังหวัด"),
    "data_source": ("แหล่งที่มา", ""),
    "data_format": ("รูปแบบการเก็บข้อมูล", ""),
    "data_category": (
        "หมวดหมู่ข้อมูลตามธรรมาภิบาลข้อมูลภาครัฐ",
        "ผู้มีอำนาจจัดชั้นหลังตรวจว่าไม่มีข้อมูลส่วนบุคคลในข้อความ จึงเลือก ข้อมูลสาธารณะ",
    ),
    "license_id": ("สัญญาอนุญาตให้ใช้ข้อมูล", "หน่วยงานเลือก เช่น Open Government License"),
}
_KEYWORDS = 12


def metadata(record: Record, tables: Iterable[str]) -> dict[str, Any]:
    """Return {fields, missing, extra}: all FIELDS, those without a value, and what the catalogue does not ask."""
    fields = dict.fromkeys(FIELDS) | _known(record)
    return {
        "fields": fields,
        "missing": [
            {"field": name, "title_th": title, "fill_in_th": hint}
            for name, (title, hint) in FIELDS.items()
            if not fields[name]
        ],
        "extra": {
            "data_language": "th",
            "created_date": record.read_at.date().isoformat(),
            "period_start": record.starts_on and record.starts_on.isoformat(),
            "period_end": record.ends_on and record.ends_on.isoformat(),
            "resources": [*tables],
            "generator": f"Laena {__version__}",
            "seq": record.seq,
        },
    }


def _known(record: Record) -> dict[str, str | None]:
    words = dict.fromkeys(word for theme in record.themes for word in theme.keywords)
    unit = record.office.name or record.host_unit
    figures = record.figures
    return {
        "data_type": "ข้อมูลระเบียน",
        "title": record.title or None,
        "owner_org": unit or None,
        "maintainer": record.office.section or None,
        "maintainer_email": record.office.email or None,
        "tag_string": ",".join([*words][:_KEYWORDS]) or None,
        "notes": (
            f"ความเห็นจากการประชุมเชิงปฏิบัติการ {_when(record)}ได้รับ {figures.received} ความเห็น อยู่ในกลุ่มความเห็น"
            f" {figures.in_themes} ยังไม่จัดกลุ่ม {figures.ungrouped} ไม่นำมาจัดกลุ่ม {figures.set_aside}"
            f" ซ่อนไว้ {figures.hidden} (ไม่เผยแพร่) ไม่มีชื่อผู้เขียน"
        ),
        "update_frequency_unit": "ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล",
        "data_source": "ผู้เข้าร่วมการประชุมพิมพ์ด้วยตนเอง และไฟล์ที่ผู้จัดประชุมนำเข้า รวบรวมด้วยโปรแกรมแลหน้า",
        "data_format": "CSV",
    }


def _when(record: Record) -> str:
    return f"พ.ศ. {record.starts_on.year + ERA} " if record.starts_on else ""
