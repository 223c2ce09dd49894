"""Is it alive, and is it ready?"""

from __future__ import annotations

from flask import Blueprint, Response
from sqlalchemy import text

from workshop.web.edge import feed, ok

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def alive() -> Response:
    return ok()


@pages.get("/readyz")
def ready() -> Response:
    feed().read(lambda session: session.execute(text("select 1")).scalar_one())
    return ok()
