"""Every error in one shape, JSON for calls and a page for people: what happened and what to do, in their language."""

import logging
import sqlite3
import traceback
from typing import Any

from flask import Flask, g, jsonify, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from workshop.errors import Conflict, Refusal, TooFast, TooLarge, TryAgain

_AWAY_SECONDS = 2
log = logging.getLogger("laena.web")


def answer(app: Flask) -> None:
    @app.errorhandler(Refusal)
    def _refused(refusal: Refusal) -> Any:
        return _shaped(refusal)

    @app.errorhandler(CSRFError)
    def _forged(_error: CSRFError) -> Any:
        return _shaped(Conflict(_("หน้านี้เปิดค้างไว้นานเกินไป กรุณาโหลดหน้าใหม่แล้วลองอีกครั้ง")))

    @app.errorhandler(OperationalError)
    @app.errorhandler(InterfaceError)
    @app.errorhandler(TimeoutError)  # no connection is free
    @app.errorhandler(sqlite3.OperationalError)  # the queue's
    def _busy(error: Exception) -> Any:
        log.error("database or queue: %s", type(getattr(error, "orig", error)).__name__)
        return _shaped(TryAgain())

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Any:
        if error.code == 413:
            return _shaped(TooLarge())
        if error.code is None or error.code < 400:
            return error
        refusal = Refusal(_("ไม่พบหน้านี้ กรุณาตรวจที่อยู่อีกครั้ง")) if error.code == 404 else Refusal()
        refusal.code, refusal.status = error.name.lower().replace(" ", "_"), error.code
        return _shaped(refusal)

    @app.errorhandler(Exception)
    def _unforeseen(error: Exception) -> Any:
        # Only the type and location: a message may quote a note.
        log.exception("unforeseen %s", type(error).__name__) if app.debug else log.error(
            "unforeseen %s at %s", type(error).__name__, _location(error)
        )
        if app.testing:
            raise error
        refusal = TryAgain()
        refusal.status = 500
        return _shaped(refusal)


def _shaped(refusal: Refusal) -> Any:
    shape = refusal.shape()
    g.refused = refusal.code
    headers = {}
    if refusal.status in (429, 503):
        headers["Retry-After"] = str(refusal.retry_after if isinstance(refusal, TooFast) else _AWAY_SECONDS)
    if request.path.startswith("/api/"):
        return jsonify(shape), refusal.status, headers
    hint = " ".join(text for text in map(str, refusal.errors.values()) if text != shape["message"])
    message, unsent = shape["message"], ""
    if request.endpoint == "participant.plain_note":
        message, unsent = refusal.in_form or message, "" if refusal.status == 413 else request.form.get("text", "")
    page = render_template("error.html", status=refusal.status, message=message, hint=hint, unsent=unsent)
    return page, refusal.status, headers


def _location(error: Exception) -> str:
    innermost = traceback.extract_tb(error.__traceback__)[-1]
    return f"{innermost.filename.rsplit('/', 2)[-1]}:{innermost.lineno}"
