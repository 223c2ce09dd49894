"""Texts as cells of a CSV file: what a spreadsheet would compute, or turn into a number or a date, stays as written."""

import re
import unicodedata

# Full-width forms count too: Excel with an East Asian input method reads them as operators.
_STARTS_A_FORMULA = frozenset("=+-@＝＋－＠")
_MOVES_TO_ANOTHER_CELL = frozenset("\t\r\n")
# An apostrophe, as earlier exports had one before what is guarded; the name of an error, which becomes one.
_STARTS_ANOTHER = frozenset("'#")
_LONGEST_NUMBER = 60
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_THAI_MONTHS = (
    "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\."
)
# Numbers, amounts, shares, fractions, times and dates: digits of any script with signs, months, a. m. and p. m.
_BECOMES_A_NUMBER = re.compile(
    r"(?:[\d\s.,:/()+%'\-\N{EN DASH}\N{MINUS SIGN}\N{FRACTION SLASH}$€£¥฿]|e|am|pm|น\."
    rf"|(?:{_MONTHS})[a-z]*+|{_THAI_MONTHS})+",
    re.IGNORECASE,
)
_WORDS_OF_SPREADSHEETS = frozenset({"true", "false", "จริง", "เท็จ"})
_PART = 200  # characters of a text in a formula, which takes 255
_CONSTANT = re.compile(r'=("(?:[^"]|"")*"(?:&"(?:[^"]|"")*")*)', re.DOTALL)


def guarded(text: str) -> str:
    """Return `text`, as a formula that is a constant text where a spreadsheet would read it as something else.

    Excel shows the constant verbatim. Leading blanks and invisible characters do not hide what it would read.
    """
    if not _read_as_something_else(text):
        return text
    parts = [text[at : at + _PART].replace('"', '""') for at in range(0, len(text), _PART)]
    return "=" + "&".join(f'"{part}"' for part in parts)


def written(cell: str) -> str:
    """Return the text that `guarded` made the cell of, or `apostrophed`, as earlier exports did."""
    if _CONSTANT.fullmatch(cell):
        text = "".join(part.replace('""', '"') for part in re.findall(r'"((?:[^"]|"")*)"', cell[1:]))
        return text if guarded(text) == cell else cell
    return cell[1:] if cell.startswith("'") and apostrophed(cell[1:]) == cell else cell


def apostrophed(text: str) -> str:
    """Return `text`, with an apostrophe in front where a spreadsheet would read it as a formula."""
    return "'" + text if _is_formula(text) else text


def encodable(text: str) -> str:
    """Return `text` with lone surrogates, which UTF-8 cannot hold, as U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_as_something_else(text: str) -> bool:
    visible = "".join(c for c in text[: 2 * _LONGEST_NUMBER] if unicodedata.category(c) not in ("Cc", "Cf")).strip()
    number = unicodedata.normalize("NFKC", visible)
    return (
        _is_formula(text)
        or (visible[:1] in _STARTS_ANOTHER and bool(visible))
        or visible.casefold() in _WORDS_OF_SPREADSHEETS
        or (
            len(number) <= _LONGEST_NUMBER
            and any(c.isdigit() for c in number)
            and _BECOMES_A_NUMBER.fullmatch(number) is not None
        )
    )


def _is_formula(text: str) -> bool:
    if text[:1] in _MOVES_TO_ANOTHER_CELL and text:
        return True
    first = next((c for c in text if unicodedata.category(c)[0] not in "CZ"), "")
    return first in _STARTS_A_FORMULA and bool(first)
