"""Elements of HTML: texts become texts, whatever is in them; references lead to places of the page only."""

from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from workshop.reports.facts import runs
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text

Element = Any  # lxml elements carry no useful types
Content = Any  # Element or str


def h(tag: str, *content: Content, **attributes: str | None) -> Element:
    """Return an element. A name's trailing underscore goes, others become hyphens; None leaves the attribute out."""
    named = {
        name.rstrip("_").replace("_", "-"): xml_text(value) for name, value in attributes.items() if value is not None
    }
    made = etree.Element(tag, named)
    for each in content:
        if not isinstance(each, str):
            made.append(each)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + xml_text(each)
        else:
            made.text = (made.text or "") + xml_text(each)
    return made


def verbatim(text: str) -> Element:
    """Return what somebody typed: line ends stay, and its direction turns nothing around it."""
    return h("bdi", text, class_="v")


def to(anchor: str, text: str, **more: str) -> Element:
    return h("a", text, href=f"#{anchor}", **more)


def numbered(words: Words, numbers: Iterable[int]) -> list[Content]:
    """Return note numbers in brackets, each of them leading to its note."""
    found: list[Content] = []
    for number in numbers:
        found += [" " if found else "", to(f"n{number}", f"[{words.digits(number)}]")]
    return found


def in_runs(words: Words, numbers: Sequence[int]) -> list[Content]:
    """Return ascending numbers in runs, each leading to its first note."""
    found: list[Content] = []
    for run in filter(None, runs(numbers).split(", ")):
        found += [", " if found else "", to(f"n{run.split('–')[0]}", words.digits(run))]
    return found


def table(
    caption: str, head: Sequence[Content], rows: Iterable[Sequence[Content]], total: Sequence[Content] = ()
) -> Element:
    """Return a table whose first column names its rows, in a frame that scrolls where the screen is narrow."""
    made = h("table", h("caption", caption), h("thead", h("tr", *(h("th", each, scope="col") for each in head))))
    made.append(h("tbody", *(_row(row) for row in rows)))
    if total:
        made.append(h("tfoot", _row(total)))
    return h("div", made, class_="scroll", role="region", tabindex="0", aria_label=caption)


def _row(cells: Sequence[Content]) -> Element:
    first, *others = cells
    named = (h("td", each, class_="c" if _is_count(each) else None) for each in others)
    return h("tr", h("th", first, scope="row"), *named)


def _is_count(content: Content) -> bool:
    text: str = content if isinstance(content, str) else "".join(content.itertext())
    if not isinstance(content, str) and content.tag == "span":  # of one note's number, in a column of several
        return False
    return text.replace(",", "").isdigit()
