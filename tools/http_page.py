"""Write the tables of docs/http.md from the application's routes, its messages and its declared activities."""

import inspect
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any, get_type_hints

from flask import Flask

from workshop import migrations
from workshop.app import create_app
from workshop.domain import activities
from workshop.errors import Refusal
from workshop.feed import Feed
from workshop.messages import incoming, outgoing
from workshop.settings import Settings
from workshop.store.database import Database

PAGE = Path(__file__).resolve().parent.parent / "docs" / "http.md"
BODY = re.compile(r"\bbody\((\w+)\)")
# Werkzeug adds these to what a route names.
IMPLIED = {"HEAD", "OPTIONS"}


def application(folder: Path) -> Flask:
    """The application on an empty database in `folder`."""
    settings = Settings(data=folder, grouping="off")
    database = Database(settings.database)
    migrations.migrate(database.engine)
    return create_app(settings, Feed(database))


def source(view: Any) -> str:
    return inspect.getsource(inspect.unwrap(view)) if isinstance(inspect.unwrap(view), FunctionType) else ""


def caller(view: Any) -> str:
    """Who may call: the phone with its key, the facilitator, or anybody."""
    if "@facilitator" in source(view):
        return "facilitator"
    return str(getattr(view, "caller", "phone" if "device()" in source(view) else "anybody"))


def sent(view: Any) -> str:
    """The message that the body contains, or ""."""
    if hasattr(view, "sends"):
        return f"`{view.sends.__name__}`" if view.sends else ""
    found = BODY.search(source(view))
    return f"`{found.group(1)}`" if found else ""


def routes(app: Flask) -> Iterator[str]:
    of_activity = {
        call: activity.name
        for activity in activities.ALL
        for call in (*activity.calls, *(write.call for write in activity.writes))
    }
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        methods = ", ".join(sorted((rule.methods or set()) - IMPLIED))
        view = app.view_functions[rule.endpoint]
        activity = of_activity.get(rule.endpoint, "")
        address = rule.rule.replace("|", "\\|")
        yield f"| {methods} | `{address}` | {caller(view)} | {sent(view)} | {activity} |\n"


def fields(kind: type) -> str:
    return ", ".join(f"`{name}`" for name in get_type_hints(kind))


def bodies() -> Iterator[str]:
    for kind in sorted(set(messages()), key=lambda kind: kind.__name__):
        names = (f"`{field.alias or key}`" for key, field in kind.model_fields.items())
        yield f"| `{kind.__name__}` | {', '.join(names)} |\n"


def messages(kind: type[incoming.Message] = incoming.Message) -> Iterator[type[incoming.Message]]:
    """Yield what clients send, of every module of workshop/messages; the application has imported them."""
    for below in kind.__subclasses__():
        if below.__module__.startswith(incoming.__package__):
            yield below
        yield from messages(below)


def events() -> Iterator[str]:
    for name, kinds in outgoing.EVENTS.items():
        for kind in kinds:
            yield f"| `{name}` | `{kind.__name__}` | {fields(kind) or 'nothing'} |\n"


def refusals(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    yield kind
    for below in kind.__subclasses__():
        yield from refusals(below)


def errors() -> Iterator[str]:
    for kind in sorted(set(refusals()), key=lambda kind: (kind.status, kind.code)):
        yield f"| {kind.status} | `{kind.code}` |\n"


def tables() -> dict[str, str]:
    """Each generated table by its heading line."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        app = application(Path(folder))
        parts = {
            "| method | address | who | body | activity |\n|---|---|---|---|---|\n": routes(app),
            "| body | fields |\n|---|---|\n": bodies(),
            "| event | message | fields |\n|---|---|---|\n": events(),
            "| status | code |\n|---|---|\n": errors(),
        }
        found = {head: "".join(dict.fromkeys(rows)) for head, rows in parts.items()}
        app.extensions["laena.feed"].database.close()
    return found


def written(page: str) -> str:
    """`page` with its tables replaced by the present ones; the words around them stay."""
    for head, rows in tables().items():
        before, found, after = page.partition(head)
        assert found, f"docs/http.md: no table {head.splitlines()[0]}"
        page = before + head + rows + re.sub(r"\A(\|[^\n]*\n)*", "", after)
    return page


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
