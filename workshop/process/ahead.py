"""What the first visitor of a page, and the room with them, would wait for: made at the start, little by little."""

import gevent
from flask import Flask

from workshop.settings import Settings
from workshop.views.coarse_words import coarse_words

PAUSE_SECONDS = 0.02
# In the order in which a room opens them; the others come after them.
FIRST = ("base.html", "facilitator/", "participant/", "parts/", "projector/")


def prepare(app: Flask, settings: Settings) -> None:
    """Compile the templates, which stay in memory, and read the dictionary. Others go on after each."""
    for name in in_order(app.jinja_env.list_templates(extensions=["html"])):
        gevent.sleep(PAUSE_SECONDS)
        app.jinja_env.get_template(name)
    gevent.sleep(PAUSE_SECONDS)
    coarse_words(settings.coarse_words)


def in_order(names: list[str]) -> list[str]:
    """Return the names of templates by the groups of FIRST."""
    return sorted(
        names, key=lambda name: next((at for at, group in enumerate(FIRST) if name.startswith(group)), len(FIRST))
    )
