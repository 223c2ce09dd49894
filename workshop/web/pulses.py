"""The mood: the phone's answer, and the console's calls."""

from flask import Response

from workshop.domain import pulses
from workshop.messages.incoming import AnswerPulse, OpenPulse
from workshop.web.board import act, facilitator_post
from workshop.web.edge import body, change_brief, device, ok
from workshop.web.participant import pages


@pages.put("/api/w/<code>/pulse")
def answer_pulse(code: str) -> Response:
    value, seq = change_brief(code, "participant", pulses.answer, device(), body(AnswerPulse))
    return ok(value=value, seq=seq)


@facilitator_post("/pulse")
def open_pulse(code: str) -> Response:
    return act(code, pulses.open_pulse, body(OpenPulse))


@facilitator_post("/pulse/close")
def close_pulse(code: str) -> Response:
    return act(code, pulses.STAGE.close)


@facilitator_post("/pulse/clear")
def clear_pulse(code: str) -> Response:
    return act(code, pulses.STAGE.clear)
