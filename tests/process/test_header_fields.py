"""Header fields: what browsers send is read as Python's own parser reads it; what is no HTTP is refused."""

from __future__ import annotations

import io
from http.client import parse_headers

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.process.header_fields import LONGEST_LINE, MOST_FIELDS, Fields

names = st.from_regex(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,20}", fullmatch=True)
values = st.text(st.characters(codec="latin-1", exclude_characters="\0\r\n\x0b\x0c\x1c\x1d\x1e\x85"), max_size=40)


def read(data: bytes) -> Fields:
    return Fields(io.BytesIO(data))


@given(st.lists(st.tuples(names, values), max_size=20, unique_by=lambda field: field[0].lower()), st.booleans())
def test_header_fields_are_parsed_as_by_pythons_parser(fields: list[tuple[str, str]], bare: bool) -> None:
    end = "\n" if bare else "\r\n"
    data = ("".join(f"{name}: {value}{end}" for name, value in fields) + end).encode("latin-1")
    ours, theirs = read(data), parse_headers(io.BytesIO(data))
    for name, _value in fields:
        assert ours.get(name.upper()) == (theirs[name] or "").strip(" \t")
    assert [line.partition(":")[0] for line in ours.headers] == [name for name, _value in fields]


def test_of_a_repeated_field_the_first_is_used_and_both_are_listed() -> None:
    fields = read(b"Cookie: a=1\r\nX-Two: first\r\nx-two: second\r\n\r\nbody")
    assert fields.get("X-TWO") == "first" == fields.getheader("x-two")
    assert fields.headers == ["Cookie: a=1\r\n", "X-Two: first\r\n", "x-two: second\r\n"]
    assert fields.get("X-Three") is None
    assert fields.get("X-Three", "none") == "none"


def test_parsing_header_fields_reads_nothing_of_the_body() -> None:
    file = io.BytesIO(b"Content-Type: application/json\r\n\r\n{}")
    assert Fields(file).typeheader == "application/json"
    assert file.read() == b"{}"


def test_a_length_beside_chunks_can_be_taken_away() -> None:
    fields = read(b"Content-Length: 5\r\n\r\n")
    del fields["Content-Length"]
    assert fields.getheader("content-length") is None
    with pytest.raises(KeyError):
        del fields["content-length"]


@pytest.mark.parametrize(
    "data",
    [
        b"Host: a\r\n",  # cut off
        b"Host: a",
        b"",
        b"no colon\r\n\r\n",
        b": no name\r\n\r\n",
        b"Host : a\r\n\r\n",  # a blank before the colon
        b"Host: a\r\n folded\r\n\r\n",
        b"Host: a\0b\r\n\r\n",
        b"Host: a\rX-Hidden: b\r\n\r\n",
        b"Na\xc3\xafve: a\r\n\r\n",
        b"Content-Length: 5\r\ncontent-length: 6\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n",
        b"X: " + b"a" * LONGEST_LINE + b"\r\n\r\n",
        b"X: a\r\n" * (MOST_FIELDS + 1) + b"\r\n",
    ],
)
def test_malformed_header_fields_are_refused_and_not_quoted(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^(header fields without .*|no header field|a header field that .* once)$"):
        read(data)
