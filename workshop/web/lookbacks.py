"""Last year's cards: where they may come from, the phone's answers, and the console's calls."""

import json
from collections.abc import Callable
from typing import Any

from flask import Response, current_app, request
from flask_babel import lazy_gettext as _

from workshop.domain import former_years, lookbacks, ready_cards, workshops
from workshop.domain.policy import Thing
from workshop.domain.ready_cards import Waiting
from workshop.domain.wording import number
from workshop.errors import Refusal, UnknownWorkshop
from workshop.intake import former_years as of_files
from workshop.messages.lookback import AnswerCard, OpenLookback, SetCardStatus
from workshop.tables import MAX_BYTES
from workshop.web.board import act, calls, facilitator_act
from workshop.web.edge import body, declared, facilitator_call, feed, language, large_body, ok
from workshop.web.other_workshops import seen
from workshop.web.participant import phone_write
from workshop.year import refusals

_UNREADABLE = _("อ่านไฟล์นี้ไม่ได้ ใช้ไฟล์ Excel หรือ JSON ที่ส่งออกจากแลหน้า หรือไฟล์คำตอบข้อสั่งการ")
# Cards say themes with their counts, and actions.
_OF_CARDS = (Thing.NOTES, Thing.ACTIONS)
_OF_ANSWERS = (refusals.FileDamaged, refusals.FileTampered, refusals.FileNewer, refusals.FileTooLarge)

phone_write("PUT", "/card", "answer_card", lookbacks.answer, AnswerCard, "value")
facilitator_act("/lookback/put-away", "put_cards_away", ready_cards.put_away)
facilitator_act("/lookback/close", "close_lookback", lookbacks.STAGE.close)
facilitator_act("/lookback/clear", "clear_lookback", lookbacks.STAGE.clear)
facilitator_act("/lookback/status", "set_card_status", lookbacks.set_status, SetCardStatus)


@calls.get("/lookback/sources")
@facilitator_call
def lookback_sources(code: str) -> Response:
    """Answer with the workshops of this installation that have something to look back at, the newest first.

    And with the cards that wait for a phase, None without.
    """
    here = feed().read(workshops.find, code)
    may_see = seen(*_OF_CARDS)
    found = [each for each in feed().read(former_years.offered, here.id) if may_see(each[0])]
    waiting = feed().read(ready_cards.waiting, here.id)
    ready = {"phase_id": waiting.phase_id, "title": _title(waiting, may_see)} if waiting else None
    return ok(sources=[{"code": each, "title": title, "fiscal_year": year} for each, title, year in found], ready=ready)


def _title(waiting: Waiting, may_see: Callable[[str], bool]) -> str:
    """Return whose cards wait; "" where who asks may not know of that workshop."""
    return waiting.title if waiting.code is None or may_see(waiting.code) else ""


def open_lookback(code: str) -> Response:
    """Open the cards of another workshop of this installation, or make them ready. Raises UnknownWorkshop, also for
    one that who asks may not see."""
    message = body(OpenLookback)
    if not seen(*_OF_CARDS)(message.code):
        raise UnknownWorkshop
    return act(code, ready_cards.open_workshop, message)


calls.add_url_rule(
    "/lookback",
    "open_lookback",
    declared(facilitator_call(open_lookback), "facilitator", OpenLookback),
    methods=["POST"],
)


def open_lookback_file(code: str) -> Response:
    """Open the cards of an export or an answer, which is the body; with `phase`, they open with it."""
    asked = {"former_of": request.args.get("name", ""), "language": language()}
    lines = current_app.extensions["laena.import_process"].lines(asked, request.get_data(cache=False))
    *_ticks, answer = map(json.loads, lines)
    if "former" not in answer:
        raise Refusal(_message(answer))
    phase = number(request.args["phase"]) if request.args.get("phase") else None
    return act(code, ready_cards.begin, of_files.of_line(answer["former"]), phase)


calls.add_url_rule(
    "/lookback/file",
    "open_lookback_file",
    large_body(declared(facilitator_call(open_lookback_file), "facilitator", None), MAX_BYTES),
    methods=["POST"],
)


def _message(answer: dict[str, Any]) -> object:
    """Return what was wrong with the file, in words."""
    of_answers = {each.code: each.message for each in _OF_ANSWERS}
    return answer.get("message") or of_answers.get(answer.get("refused", ""), _UNREADABLE)
