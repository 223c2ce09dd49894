"""The application for gunicorn; `workshop.fleet` starts what runs beside it."""

from __future__ import annotations

from workshop import logs, settings
from workshop.app import create_app
from workshop.feed import Feed
from workshop.serving import Holding
from workshop.store.database import Database


def hold() -> Holding:
    """One web process. The environment holds the settings, which `laena web` looked at before."""
    chosen = settings.load()
    logs.configure(chosen)
    feed = Feed(Database(chosen.database))
    return Holding(create_app(chosen, feed), chosen, feed)
