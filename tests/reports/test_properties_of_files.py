"""What a file says of itself names nobody but the host unit, and holds no picture that a library left in it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from tests.privacy import inside
from tests.reports.report_samples import whole
from workshop.reports.formats import FORMATS


@pytest.mark.parametrize("kind", ["docx", "letter_docx", "memo_docx", "pptx", "xlsx", "letter_pdf"])
def test_no_file_has_the_name_of_a_person_a_machine_or_exif_in_its_properties(kind: str) -> None:
    stream = io.BytesIO()
    FORMATS[kind].write(replace(whole(), host_unit=""), "th", stream)
    inside.check({kind: stream.getvalue()}, [])
