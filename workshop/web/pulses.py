"""The mood: the phone's answer, and the console's calls."""

from workshop.domain import pulses
from workshop.messages.incoming import AnswerPulse, OpenPulse
from workshop.web.board import facilitator_act
from workshop.web.participant import phone_write

phone_write("PUT", "/pulse", "answer_pulse", pulses.answer, AnswerPulse, "value")
facilitator_act("/pulse", "open_pulse", pulses.open_pulse, OpenPulse)
facilitator_act("/pulse/close", "close_pulse", pulses.STAGE.close)
facilitator_act("/pulse/clear", "clear_pulse", pulses.STAGE.clear)
