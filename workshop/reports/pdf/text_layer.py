"""The text layer of typst's PDF made exact for Thai: each glyph stands for its own letter.

typst 0.15 draws a mark that is moved up or down (the tone of ถิ่น) apart from its letter, and lets each of the two stand
for the whole syllable: readers find it twice, and a search for the word finds nothing
(findings/typst_repeats_a_thai_syllable_in_the_text_layer.sh). Here the mark joins its letter: one span of text covers
both, for readers that take it from spans (Poppler), and each glyph stands for its own letter, for others (PDFium).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from workshop.reports.pdf.file import File

_PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_FONTS = re.compile(rb"/Font<<(.*?)>>", re.DOTALL)
_NAMED = re.compile(rb"/(\w+) (\d+) 0 R")
_TEXT_OF = re.compile(rb"/ToUnicode (\d+) 0 R")
_MAPPED = re.compile(rb"<(\w{4})> <(\w+)>")
# What is shown at one height: its baseline, its font with the size, and its glyphs.
_PIECE = re.compile(rb"q 1 0 0 -1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) cm(?:(?!BT).)*?BT(?P<shown>.*?)\nET\nQ", re.DOTALL)
_FONT = re.compile(rb"/(\w+) ([\d.]+) Tf")
_SAYS = rb"/Span<</ActualText<FEFF(\w*)>>>BDC(.*?)\n?EMC"
_SPAN = re.compile(_SAYS, re.DOTALL)
# typst writes a string with codes from 128 on in hexadecimal.
_PARTS = re.compile(_SAYS + rb"|(\((?:\\.|[^\\()])*\)|(?<!<)<\w+>(?!>))", re.DOTALL)
# A glyph's number may contain the byte of ], which ends an array only outside of its strings.
_ARRAY = re.compile(rb"\[(?:\((?:\\.|[^\\()])*\)|[^\](])*\]TJ|(?:\((?:\\.|[^\\()])*\)|<\w+>)Tj", re.DOTALL)
_STRING = re.compile(rb"\(((?:\\.|[^\\()])*)\)|<(\w*)>", re.DOTALL)
_ESCAPE = re.compile(rb"\\(\d{3}|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_OCTAL = {b"%03o" % code: bytes([code]) for code in range(256)}
_KEPT = 1 << 15  # strings and texts, which come again on every page
_MOVED = re.compile(rb"-?[\d.]+")
# A move to the right of up to 25 thousandths of the size, which nobody sees: that of a mark over a bold ร.
_NUDGE = re.compile(rb"^\[-(?:1?\d|2[0-4])(?:\.\d+)?(?=[(<])")
_GAP = 80  # thousandths of the size, below what Poppler takes for a blank
# In these scripts glyphs follow each other as the letters do.
_IN_ORDER = re.compile("[\u0e01-\u0eff]+")

_Texts = dict[bytes, str]  # what each glyph of a font stands for
_Syllable = tuple[int, str, Sequence[bytes]]  # font, text, glyphs
# What is shown at one height, its syllables, and whether it is a raised mark that repeats the syllable before it.
_Piece = tuple[re.Match[bytes], list[_Syllable], bool]


def mended(pdf: bytes) -> bytes:
    """Return the PDF with letters for glyphs, and no syllable repeated; what is drawn stays as it was."""
    file = File(pdf)
    pages = [(int(found[2]), _fonts_of(file, int(found[1]))) for found in map(_PAGE.search, file.bodies()) if found]
    texts = {font: _texts(file, font) for _content, named in pages for font in named.values()}
    votes: defaultdict[tuple[int, bytes], Counter[str]] = defaultdict(Counter)
    pieces = {content: list(_pieces(file.stream(content), named, texts)) for content, named in pages}
    for found in pieces.values():
        for font, text, glyphs in _syllables(found):
            if len(text) == len(glyphs) and _IN_ORDER.fullmatch(text):
                for glyph, letter in zip(glyphs, text, strict=True):
                    votes[font, glyph][letter] += 1
    letters = {font: dict(each) for font, each in texts.items()}
    for (font, glyph), counts in votes.items():
        letters[font][glyph] = counts.most_common(1)[0][0]
    for content, found in pieces.items():
        file.set_stream(content, _rewritten(file.stream(content), found))
    for font, each in letters.items():
        if table := _TEXT_OF.search(file.body(font)):
            file.set_stream(int(table[1]), _MAPPED.sub(_line_of(each), file.stream(int(table[1]))))
    return file.joined()


def _fonts_of(file: File, resources: int) -> dict[bytes, int]:
    found = _FONTS.search(file.body(resources))
    return {name: int(font) for name, font in _NAMED.findall(found[1])} if found else {}


def _texts(file: File, font: int) -> _Texts:
    found = _TEXT_OF.search(file.body(font))
    table = file.stream(int(found[1])) if found else b""
    return {bytes.fromhex(code.decode()): _utf16(text) for code, text in _MAPPED.findall(table)}


def _pieces(content: bytes, named: dict[bytes, int], texts: dict[int, _Texts]) -> Iterator[_Piece]:
    before, level = "", 0.0
    for piece in _PIECE.finditer(content):
        chosen = _FONT.search(piece["shown"])
        if chosen is None or chosen[1] not in named:
            continue
        font = named[chosen[1]]
        parts = list(_parts(piece["shown"], font, texts[font]))
        text = "".join(each[1] for each in parts)
        near = 0 < abs(float(piece["y"]) - level) < float(chosen[2]) * 0.8
        repeats = near and len(text) > 1 and before.endswith(text) and len(parts) == 1
        yield piece, parts, repeats
        if not repeats:
            before, level = text, float(piece["y"])


def _parts(shown: bytes, font: int, texts: _Texts) -> Iterator[_Syllable]:
    for says, strings, string in _PARTS.findall(shown):
        if string:
            for glyph in _glyphs(string):
                yield font, texts.get(glyph, ""), (glyph,)
        else:
            yield font, _utf16(says), _glyphs(strings)


def _syllables(pieces: Iterable[_Piece]) -> list[_Syllable]:
    """Return the syllables of a page, each with the glyphs of its raised marks."""
    made: list[_Syllable] = []
    for _piece, parts, repeats in pieces:
        if repeats:
            font, text, glyphs = made[-1]
            made[-1] = font, text, [*glyphs, *parts[0][2]]
        else:
            made += parts
    return made


def _rewritten(content: bytes, pieces: Iterable[_Piece]) -> bytes:
    """Return the page with each raised mark inside its syllable, whose text then covers both."""
    made: list[bytes] = []
    end, at, x, y = 0, 0, 0.0, 0.0
    for piece, parts, repeats in pieces:
        start, stop = piece.span("shown")
        made.append(content[end:start])
        here = float(piece["x"]), float(piece["y"])
        if repeats:
            made[at] = _with_mark(made[at], parts[0][1], piece["shown"], here[0] - x, y - here[1])
            made.append(b"")
        else:
            at, (x, y) = len(made), here
            made.append(_SPAN.sub(_without_gap, piece["shown"]))
        end = stop
    return b"".join([*made, content[end:]])


def _without_gap(span: re.Match[bytes]) -> bytes:
    """Return the span with its last mark as wide as it stands left of where its letter ends.

    Poppler measures a span up to its last glyph, and takes what is left before the next letter for a blank.
    """
    array = _ARRAY.search(span[2])
    moved = _moved(array[0]) if array else 0
    if array is None or moved <= _GAP or not _IN_ORDER.fullmatch(_utf16(span[1])):
        return span[0]
    strings = list(_STRING.finditer(array[0]))
    codes = _glyphs(strings[-1][0])
    # PDFium drops a move at the end of an array, so the last move goes with the last mark.
    cut = strings[-2].end() if len(strings) > 1 and len(codes) == 1 else strings[-1].start()
    rest = b"<%s>" % b"".join(codes[:-1]).hex().encode() if len(codes) > 1 else b""
    move = array[0][cut : strings[-1].start()]
    size = float(_FONT.findall(span.string[: span.end()])[-1][1])
    numbers = (moved * size / 1000, move, codes[-1].hex().encode(), moved)
    last = b" %.5f Tc [%s<%s>]TJ 0 Tc [%.3f]TJ" % numbers
    before = array[0][:cut] + rest + b"]TJ"
    inner = span[2][: array.start()] + before + last + span[2][array.end() :]
    return span[0][: span.start(2) - span.start()] + inner + span[0][span.end(2) - span.start() :]


def _moved(array: bytes) -> float:
    """Return how far the moves of an array go to the left, in thousandths of the font's size."""
    return sum(map(float, _MOVED.findall(_STRING.sub(b" ", array))))


def _with_mark(shown: bytes, text: str, mark: bytes, right: float, down: float) -> bytes:
    """Return what is shown with `mark` at its end, so many points from its start; the last syllable there is `text`."""
    # PDFium reads a line in the order of places: a mark right of the next letter's beginning would follow it.
    array, size = _NUDGE.sub(b"[", _ARRAY.findall(mark)[-1]), float(_FONT.findall(mark)[-1][1])
    back = _moved(array) * size / 1000  # as in _without_gap
    raised = b"\n1 0 0 -1 %.5f %.5f Tm %.5f Tc %s 0 Tc\nEMC" % (right, down, back, array)
    if shown.endswith(b"EMC"):
        return shown[: -len(b"EMC")].rstrip() + raised
    # The letter stands in a string with others: it gets a span of its own.
    string = list(_STRING.finditer(shown))[-1]
    codes = _glyphs(string[0])
    before = b"".join(codes[:-1]).hex().encode()
    head, tail = shown[: string.start()], shown[string.end() :]
    closed = tail if b"]" in tail else b"]TJ"
    opened = head if b"]" in tail else head + b"["
    says, letter = (code.hex().encode() for code in (text.encode("utf-16-be"), codes[-1]))
    span = b"/Span<</ActualText<FEFF%s>>>BDC [<%s>]TJ" % (says, letter)
    return opened + b"<%s>" % before + closed + b"\n" + span + raised


def _line_of(letters: _Texts) -> Callable[[re.Match[bytes]], bytes]:
    def line(found: re.Match[bytes]) -> bytes:
        text = letters[bytes.fromhex(found[1].decode())]
        return b"<%s> <%s>" % (found[1], text.encode("utf-16-be").hex().upper().encode())

    return line


@lru_cache(maxsize=_KEPT)
def _utf16(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


@lru_cache(maxsize=_KEPT)
def _glyphs(strings: bytes) -> tuple[bytes, ...]:
    """Return the glyph codes, two bytes each, of the strings."""
    data = b"".join(
        _ESCAPE.sub(_unescaped, plain) + bytes.fromhex(code.decode()) for plain, code in _STRING.findall(strings)
    )
    return tuple(data[at : at + 2] for at in range(0, len(data), 2))


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return _OCTAL.get(code) or _PLAIN.get(code, code)
