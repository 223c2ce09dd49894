"""create_app(): the only place where the rooms are connected."""

import importlib
import logging
import pkgutil
import re
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from typing import Any

from flask import Flask, Response, request
from flask_babel import Babel, gettext
from flask_compress import Compress
from flask_socketio import SocketIO
from flask_wtf import CSRFProtect
from socketio import RedisManager
from werkzeug.routing import UnicodeConverter, ValidationError

from workshop import paths, web
from workshop.bus import SOCKET_CHANNEL, Bus
from workshop.domain import activities, installation, roles
from workshop.domain.sessions import LIFE_DAYS
from workshop.feed import Feed
from workshop.jobs import Jobs
from workshop.live.delivery import Delivery
from workshop.live.every_second import EverySecond
from workshop.live.frames import Json, JsonEvent
from workshop.live.gone_workshops import GoneWorkshops
from workshop.live.other_processes import OtherProcesses
from workshop.live.presence import Presence
from workshop.live.removed_phones import RemovedPhones
from workshop.live.rooms import Rooms
from workshop.live.signed_in import SignedInSockets
from workshop.live.sockets import listen
from workshop.settings import Settings
from workshop.store.database import Database
from workshop.store.models import ATTACHED
from workshop.web import (
    acknowledgements,
    answer_links,
    assets,
    attendance,
    board,
    directive_board,
    directive_letters,
    directives,
    edge,
    exports,
    facilitator,
    gate,
    guides,
    health,
    icebreakers,
    import_process,
    limits,
    metrics,
    minutes,
    office_accounts,
    office_files,
    office_process,
    office_templates,
    offices,
    organisation,
    outlines,
    participant,
    people,
    picture_process,
    proxies,
    refusals,
    report_page,
    report_pictures,
    request_log,
    sent_once,
    sessions,
    shuffles,
    slips,
    unit_pages,
    workshop_files,
    workshop_form,
    workshop_process,
)
from workshop.web.forms import units

LANGUAGES = ("th", "en")
_WORTH_PACKING = 600  # bytes
_CONTENT = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; connect-src 'self'{sockets}; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'; object-src 'none'"
)
_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def create_app(settings: Settings, feed: Feed | None = None) -> Flask:
    """Return the application on a migrated database; `app.extensions["laena.*"]` are its parts."""
    app = _App("workshop", template_folder=str(paths.templates_dir()), static_folder=None)
    feed = feed or Feed(Database(settings.database))
    bus = Bus(settings.redis_url) if settings.redis_url else None
    app.config.update(
        SECRET_KEY=installation.secret(settings, feed),
        MAX_CONTENT_LENGTH=settings.body_limit,
        PERMANENT_SESSION_LIFETIME=timedelta(days=LIFE_DAYS),
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="laena",
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE=settings.language,
        BABEL_TRANSLATION_DIRECTORIES=str(paths.translations_dir()),
        COMPRESS_ALGORITHM=["gzip"],
        COMPRESS_ALGORITHM_STREAMING=["gzip"],
        COMPRESS_MIMETYPES=["text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"],
        COMPRESS_MIN_SIZE=_WORTH_PACKING,
        COMPRESS_REGISTER=False,
        COMPRESS_EVALUATE_CONDITIONAL_REQUEST=False,  # no answer has an ETag
    )
    app.session_interface = sessions.Sessions()
    app.url_map.converters["default"] = _Name
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    socketio = _sockets(app, settings)
    presence = Presence(feed, OtherProcesses(bus) if bus else None)
    rooms, signed_in = Rooms(socketio), SignedInSockets(socketio, feed)
    removed, gone = RemovedPhones(socketio, feed, rooms), GoneWorkshops(socketio, feed, presence)
    delivery = Delivery(app, socketio, feed, presence, rooms)
    counted = metrics.Metrics()
    door = limits.Limits(bus=bus)
    guesses = gate.Gate(app, door, settings.language)
    app.wsgi_app = guesses  # type: ignore[method-assign]
    if trusted := settings.proxies:
        app.wsgi_app = proxies.Proxies(app.wsgi_app, trusted, settings.proxy_addresses)  # type: ignore[method-assign]
    app.extensions |= {
        "laena.limits": door,
        "laena.gate": guesses,
        "laena.bus": bus,
        "laena.metrics": counted,
        "laena.settings": settings,
        "laena.feed": feed,
        "laena.presence": presence,
        "laena.signed_in": signed_in,
        "laena.removed_phones": removed,
        "laena.gone_workshops": gone,
        "laena.socketio": socketio,
        "laena.jobs": Jobs(settings, feed),
        "laena.import_process": import_process.ImportProcess(settings),
        "laena.picture_process": picture_process.PictureProcess(),
        "laena.office_process": office_process.OfficeProcess(),
        "laena.workshop_process": workshop_process.WorkshopProcess(settings),
        "laena.delivery": delivery,
        "laena.every_second": EverySecond(
            bus,
            feed,
            presence,
            delivery.committed,
            work=lambda: _each_second(app, signed_in.cut_ended, removed.cut, gone.cut, counted.update),
        ),
    }
    _languages(app, settings)
    request_log.follow(app)
    metrics.count(app, counted)
    limits.guard(app, door)
    _let_large_bodies_in(app)
    _protect(app)
    _compress(app)
    assets.serve(app, paths.static_dir())
    refusals.answer(app)
    # Each module of web adds its routes to one of these.
    for found in pkgutil.iter_modules(web.__path__):
        importlib.import_module(f"workshop.web.{found.name}")
    for blueprint in (
        participant.pages,
        facilitator.pages,
        workshop_form.pages,
        board.calls,
        exports.pages,
        report_page.pages,
        report_pictures.pages,
        minutes.pages,
        acknowledgements.pages,
        guides.pages,
        icebreakers.pages,
        attendance.pages,
        shuffles.pages,
        slips.pages,
        offices.pages,
        office_files.pages,
        office_templates.pages,
        directives.pages,
        directive_board.pages,
        answer_links.pages,
        outlines.pages,
        workshop_files.pages,
        directive_letters.pages,
        unit_pages.pages,
        organisation.pages,
        people.pages,
        health.pages,
        metrics.pages,
    ):
        app.register_blueprint(blueprint)
    office_accounts.connect(app, settings)
    listen(socketio, feed, presence, rooms, signed_in, door)
    return app


class _App(Flask):
    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Skip Flask's check for coroutines, ten a request: there are none here."""
        return func


class _Name(UnicodeConverter):
    """Rejects NUL bytes, which PostgreSQL cannot store."""

    def to_python(self, value: str) -> str:
        if "\0" in value:
            raise ValidationError
        return value


def _each_second(app: Flask, *steps: Callable[[], None]) -> None:
    with app.app_context():
        for step in steps:
            step()


def _sockets(app: Flask, settings: Settings) -> SocketIO:
    # As `message_queue`, which does not accept unix://.
    queue = {"client_manager": RedisManager(settings.redis_url, SOCKET_CHANNEL)} if settings.redis_url else {}
    # Its own logger bypasses ours, and below errors it logs the text of notes.
    log = logging.getLogger("laena.socketio")
    log.setLevel(logging.ERROR)
    return SocketIO(
        app,
        logger=log,
        async_mode=_async_mode(),
        path="socket.io",
        max_http_buffer_size=settings.body_limit,
        transports=settings.transports,
        serializer=JsonEvent,
        json=Json,
        **queue,
    )


def _async_mode() -> str:
    """Return "gevent" where the process was patched for it (`laena serve`), else "threading" (tests, scripts)."""
    # patched: whether it was
    from gevent import monkey

    return "gevent" if monkey.is_module_patched("socket") else "threading"


def _languages(app: Flask, settings: Settings) -> None:
    def chosen() -> str:
        cookie = request.cookies.get("language", "") if request else ""
        return cookie if cookie in LANGUAGES else settings.language

    Babel(app, locale_selector=chosen)
    app.jinja_env.globals["form_id"] = sent_once.form_id
    app.jinja_env.filters["units"] = units
    app.jinja_env.globals["unfilled"] = gettext  # a script fills in %(n)s; _() of templates does so itself

    @app.context_processor
    def _context() -> dict[str, Any]:
        language = chosen()
        other = "th" if language == "en" else "en"
        return {
            "language": language,
            "may": edge.may,
            "role": edge.role,
            "own_person": edge.person,
            "role_names": roles.NAMES,
            "role_meanings": roles.MEANINGS,
            "other_language": other,
            "look": request.cookies.get("look", "") if request else "",
            "transports": " ".join(settings.transports),
            "attached": list(ATTACHED),
            "switches": activities.SWITCHES,
            # Their templates and scripts have these names.
            "asked": {stage.name: stage.answers for stage in activities.STAGES},
        }


def _let_large_bodies_in(app: Flask) -> None:
    @app.before_request
    def _limit() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if (most := getattr(view, "most_bytes", 0)) > 0:
            request.max_content_length = most


def _protect(app: Flask) -> None:
    # A phone sends its key in a header, which no other site can make it send, and a link's token is known to no other
    # site: CSRF cannot happen.
    csrf = CSRFProtect(app)
    csrf.exempt(participant.pages)
    csrf.exempt(answer_links.pages)
    csrf.exempt(acknowledgements.pages)

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", _content_policy(request.host))
        there = {name.lower() for name, _value in response.headers}
        for name, value in _FIXED.items():
            if name.lower() not in there:
                response.headers.add(name, value)
        if "cache-control" not in there and response.mimetype in ("text/html", "application/json"):
            response.headers.add("Cache-Control", "no-store")
        return response


@lru_cache(100)
def _content_policy(host: str) -> str:
    """Return the policy of a page of this host. Safari before 15.4 does not count its sockets as 'self'."""
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return _CONTENT.format(sockets=sockets)


def _compress(app: Flask) -> None:
    compress = Compress(app)

    @app.after_request
    def _pack(response: Response) -> Response:
        size = response.content_length
        return response if size is not None and size < _WORTH_PACKING else compress.after_request(response)
