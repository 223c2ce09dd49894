"""The mood: the phone's answer, and the console's calls."""

from workshop.domain import pulse_words, pulses
from workshop.messages.incoming import AnswerPulse, Choice, OpenPulse
from workshop.messages.pulse import HideWord, SayWord
from workshop.web.board import facilitator_act
from workshop.web.participant import phone_write

phone_write("PUT", "/pulse", "answer_pulse", pulses.answer, AnswerPulse, "value", late=True)
phone_write("PUT", "/pulse/word", "say_word", pulse_words.say, SayWord, "word", late=True)
facilitator_act("/pulse", "open_pulse", pulses.open_pulse, OpenPulse)
facilitator_act("/pulse/close", "close_pulse", pulses.STAGE.close)
facilitator_act("/pulse/clear", "clear_pulse", pulses.STAGE.clear)
facilitator_act("/pulse/<int:pulse_id>/hide", "hide_word", pulse_words.hide, HideWord)
facilitator_act("/pulse/<int:pulse_id>/words", "show_words", pulse_words.show, Choice)
