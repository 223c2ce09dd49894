"""ZIP: everything for the department in one file, with a list of its contents and their SHA-256."""

import io
from hashlib import sha256
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workshop.reports import formats
from workshop.reports.filename import filename
from workshop.reports.format import Format
from workshop.reports.thai_dates import long_moment
from workshop.reports.words import Words
from workshop.views.record import Record

FORMAT = Format(
    key="parcel",
    suffix=".zip",
    media_type="application/zip",
    title={"th": "ชุดส่งกรม (ZIP)", "en": "All for the department (ZIP)"},
    about={"th": "ทุกไฟล์ พร้อมบัญชีรายการและรหัสตรวจสอบ", "en": "All files, with a list and checksums"},
    place=50,
    writer=__name__,
    prefix={"th": "ส่งกรม", "en": "For the department"},
)


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write every other format that is offered, and the list with when the record was read."""
    language = words.language
    lines = [record.title, f"{words.generated_at}: {words.digits(long_moment(record.read_at, language))}", ""]
    at = record.read_at.timetuple()[:6]
    with ZipFile(stream, "w") as package:
        for each in formats.offered(record.office, record.chapters):
            if each.key == FORMAT.key:
                continue
            content = io.BytesIO()
            each.write(record, language, content, words.thai_digits)
            name = filename(record, each, language)
            _add(package, name, content.getvalue(), at)
            lines.append(f"{sha256(content.getvalue()).hexdigest()}  {name}")
        listed = "\r\n".join([*lines, ""]).encode("utf-8-sig", "replace")
        _add(package, "รายการ.txt" if language == "th" else "contents.txt", listed, at)


def _add(package: ZipFile, name: str, data: bytes, at: tuple[int, ...]) -> None:
    entry = ZipInfo(name, (max(at[0], 1980), *at[1:]))  # type: ignore[arg-type]
    package.writestr(entry, data, ZIP_DEFLATED)
