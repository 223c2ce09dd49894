"""The chain from problems to proposals on the HTML page."""

from collections.abc import Iterator

from workshop.reports.answers import of_link
from workshop.reports.chain import Cell, Chain, said_once
from workshop.reports.html.elements import Content, Element, h, numbered, verbatim
from workshop.reports.words import Words


def chain_table(ways: Chain, words: Words) -> Iterator[Element]:
    """Yield the chain as a table, in which a cell reaches over the rows that share it."""
    yield h("h3", words.chain)
    yield h("p", words.chain_table_remark, class_="soft")
    rows = list(said_once(ways.rows))
    body = h("tbody")
    for at, (said, row) in enumerate(rows):
        made = h("tr")
        for step, cell in enumerate(row[said:], start=said):
            below = next((more for more, (again, _) in enumerate(rows[at + 1 :]) if again <= step), len(rows) - at - 1)
            span = {"rowspan": str(below + 1)} if below else {}
            content = _cell(cell, words)
            made.append(h("td", *content, **span) if step else h("th", *content, scope="rowgroup", **span))
        body.append(made)
    head = h("thead", h("tr", *(h("th", name, scope="col") for name in ways.steps)))
    made = h("table", h("caption", words.chain), head, body)
    yield h("div", made, class_="scroll chain", role="region", tabindex="0", aria_label=words.chain)


def _cell(cell: Cell, words: Words) -> list[Content]:
    if cell is None:
        return [h("span", words.chain_gap, class_="soft")]
    end, link = cell
    how = h("span", of_link(link, words), class_="agreed") if link else ""
    return [verbatim(end.label), " ", *numbered(words, end.notes), how]
