"""What pages would wait for is made at the start."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.templating import Environment

from workshop.process import ahead
from workshop.settings import Settings
from workshop.views.coarse_words import coarse_words


def test_after_the_start_no_page_compiles_a_template_any_more(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "PAUSE_SECONDS", 0)
    coarse_words.cache_clear()  # another test may have loaded them
    ahead.prepare(app, settings)
    compiled: list[str] = []
    monkeypatch.setattr(Environment, "compile", lambda _self, _source, name, *_rest: compiled.append(name))
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    assert compiled == []
    assert coarse_words.cache_info().currsize


def test_pages_of_a_room_come_before_those_of_the_year() -> None:
    names = ["people/sign_in.html", "participant/phone.html", "base.html", "facilitator/console.html"]
    assert ahead.in_order(names) == [
        "base.html",
        "facilitator/console.html",
        "participant/phone.html",
        "people/sign_in.html",
    ]
