"""The console of a demo: how fast the simulated participants write, and once more from the start."""

from flask import Response

from workshop.domain import demos
from workshop.messages.demo import SetPace
from workshop.web.board import calls
from workshop.web.edge import body, facilitator_call, feed, ok


@calls.get("/demo")
@facilitator_call
def playing(code: str) -> Response:
    return ok(**feed().read(demos.playing, code))


@calls.post("/demo/pace")
@facilitator_call
def set_pace(code: str) -> Response:
    return ok(**feed().write(demos.set_pace, code, body(SetPace)))


@calls.post("/demo/again")
@facilitator_call
def again(code: str) -> Response:
    return ok(**feed().write(demos.ask_again, code))
