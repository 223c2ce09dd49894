"""The page where Laena learns from what people decided: listed, learnt, switched off, deleted."""

import json
from typing import Any

from flask import Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from workshop.domain import former_names, heartbeat, learning, lessons, workshops
from workshop.domain.grouper import FEWEST_NOTES, FEWEST_THEMES
from workshop.errors import Refusal, TryAgain
from workshop.views import dates, decisions
from workshop.web.edge import facilitator_call, facilitator_page, feed, language, large_body, ok, settings
from workshop.web.facilitator import pages

_MOST_BYTES = 5 * 1024 * 1024
_NO_NAMES = _("ไม่พบชื่อกลุ่มความเห็นที่คนตั้งในไฟล์นี้ ใช้ไฟล์ Excel หรือ JSON ที่ส่งออกจากแลหน้า (ไฟล์ CSV ไม่บอกว่าใครตั้งชื่อ)")


@pages.get("/learning")
@facilitator_page
def learn_page() -> str:
    lesson = lessons.taken(settings().data)
    titles = {row.code: row.title for row in feed().read(workshops.every)}
    facts = list(lesson.workshops.values()) if lesson else []
    return render_template(
        "facilitator/learning.html",
        found=feed().read(decisions.listed, language()),
        kinds=list(decisions.KINDS),
        fewest={"notes": FEWEST_NOTES, "themes": FEWEST_THEMES},
        lesson=lesson,
        learnt={name: sum(each.get(name, 0) for each in facts) for name in ("notes", "themes")},
        learnt_at=dates.moment(max((each.get("at", 0) for each in facts), default=0), language()),
        learnt_from=[titles[code] for code in titles if lesson and code in lesson.workshops],
        step=feed().read(learning.step),
        worker=feed().read(heartbeat.alive),
        own_model=bool(settings().model),
    )


@pages.post("/learning/learn")
@facilitator_page
def learn_now() -> Any:
    if not settings().model:
        current_app.extensions["laena.jobs"].learn()
    return _again()


@pages.post("/learning/use")
@facilitator_page
def use_learnt() -> Any:
    _on_files(lessons.switch, request.form.get("on") == "1")
    return _again()


@pages.post("/learning/forget")
@facilitator_page
def forget_learnt() -> Any:
    _on_files(lessons.forget)
    return _again()


@pages.post("/learning/choose")
@facilitator_page
def learn_from() -> Any:
    feed().write(learning.leave_out, request.form.get("code", ""), request.form.get("out") == "1")
    return _again()


@facilitator_call
def take_names() -> Response:
    """Take the names that people gave to themes from an export of an earlier workshop, which is the body."""
    asked = {"names_of": request.args.get("name", ""), "language": language()}
    lines = current_app.extensions["laena.import_process"].lines(asked, request.get_data(cache=False))
    *_ticks, answer = map(json.loads, lines)
    if not answer.get("names"):
        raise Refusal(answer.get("message", _NO_NAMES))
    title, names = answer["title"], [former_names.Written(*each) for each in answer["names"]]
    taken = feed().write(former_names.take_in, title, names)
    return ok(message=gettext("เก็บ %(n)s ชื่อไว้ในคลังการประชุมแล้ว ชื่อ “%(title)s”", n=taken, title=title))


pages.add_url_rule("/api/learning/names", "take_names", large_body(take_names, _MOST_BYTES), methods=["POST"])


def _on_files(work: Any, *given: bool) -> None:
    try:
        work(settings().data, *given)
    except OSError as error:  # a worker reads them this very moment, on Windows
        raise TryAgain from error


def _again() -> Any:
    return redirect(url_for("facilitator.learn_page"))
