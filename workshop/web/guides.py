"""The guides of the days and of the year, as pages: for who has the package alone, without internet."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from flask import Blueprint, Response, render_template, send_from_directory

from workshop import paths
from workshop.web.edge import language

pages = Blueprint("guides", __name__)
_ENGLISH = "\n## English\n"
_WITHIN = re.compile(r"guide-(day|year)\.md(#.*)?")
_NAME = re.compile(r"[^\w\u0e00-\u0e7f-]+")
_HERE = re.compile(r"#(?!english$)")  # the English part is the page in English


@pages.get("/guide")
def year() -> str:
    return _page("year")


@pages.get("/guide/day")
def day() -> str:
    return _page("day")


@pages.get("/guide/pictures/<name>")
def picture(name: str) -> Response:
    return send_from_directory(paths.guides_dir() / "guide", name)


def _page(name: str) -> str:
    title, body = _read(name, language())
    return render_template("guide.html", title=title, body=body, name=name)


@cache
def _read(name: str, wanted: str) -> tuple[str, str]:
    """Return (title, HTML) of a guide in Thai, or of its English part."""
    # slow: the library of Markdown
    from markdown_it import MarkdownIt

    whole = (paths.guides_dir() / f"guide-{name}.md").read_text("utf-8")
    heading, _line, _rest = whole.partition("\n")
    thai, english = whole.split(_ENGLISH)
    title = heading.removeprefix("# ").split(" · ")[-1 if wanted == "en" else 0]
    text = f"# {title}\n{english if wanted == 'en' else thai.removeprefix(heading)}"
    reader = MarkdownIt("commonmark").enable("table")
    tokens = reader.parse(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrs["id"] = _NAME.sub("-", tokens[at + 1].content.lower())
        if token.children:
            _lead(token.children)
    return title, str(reader.renderer.render(tokens, reader.options, {}))


def _lead(tokens: list[Any]) -> None:
    """Point pictures and links to where they are here; links to pages that are not here lead to none."""
    for token in tokens:
        if token.type == "image":
            token.attrs["src"] = "/guide/pictures/" + token.attrs["src"].removeprefix("guide/")
            token.attrs["loading"] = "lazy"
        elif token.type == "link_open" and not _HERE.match(token.attrs["href"]):
            found = _WITHIN.fullmatch(token.attrs["href"])
            if found:
                token.attrs["href"] = "/guide" if found[1] == "year" else "/guide/day"
            else:
                token.attrs = {}
