"""Open data: tables for the national catalogue, with their dictionary and metadata."""

from workshop.reports.format import Format

FORMAT = Format(
    key="open_data",
    suffix=".zip",
    media_type="application/zip",
    title={"th": "ข้อมูลเปิด (CSV)", "en": "Open data (CSV)"},
    about={
        "th": "ตาราง พจนานุกรมข้อมูล และคำอธิบายชุดข้อมูลตามบัญชีข้อมูลภาครัฐ ไม่มีชื่อผู้เขียน",
        "en": "Tables, data dictionary and metadata of the national catalogue, without names of writers",
    },
    place=30,
    writer=f"{__name__}.package",
    prefix={"th": "ข้อมูลเปิด", "en": "Open data"},
)
