"""The application for gunicorn; `workshop.process.gunicorn` starts what runs beside it."""

from workshop import settings
from workshop.app import create_app
from workshop.feed import Feed
from workshop.process import logs
from workshop.process.app_process import AppProcess
from workshop.store import backup, private
from workshop.store.database import Database


def make() -> AppProcess:
    """One web process. The environment holds the settings, which `laena web` looked at before."""
    chosen = settings.load()
    private.close(chosen.data, backup.file_of(chosen.database))
    logs.configure(chosen)
    feed = Feed(Database(chosen.database))
    return AppProcess(create_app(chosen, feed), chosen, feed)
