"""One word on the mood: given by phones beside the five faces, shown by frequency once the question is closed and five
devices gave one; the facilitator hides words with a reason, and puts the rest on the screens."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.changes import Kind
from workshop.domain import marks, participants
from workshop.domain.identity import FEWEST
from workshop.domain.stage import CLOSED, OPEN
from workshop.domain.wording import characters, clean, short
from workshop.errors import PulseClosed, UnknownPulse, WordTooLong
from workshop.feed import Changing
from workshop.messages.incoming import Choice
from workshop.messages.pulse import HideWord, SayWord, WordShown
from workshop.store.models import Pulse, PulseWord, as_row_id

LIMIT = 20
_WORD = "pulse_word"  # in marks: another token than that of the mood


def say(change: Changing, device: str, message: SayWord) -> str:
    """Set one's word while the question is open, "" for none; return the one that counts.

    A write that is not newer than the last one changes nothing.
    Raises NotJoined, UnknownPulse, PulseClosed, WordTooLong.
    """
    participants.find(change.session, change, device)
    change.round_time()
    pulse = change.session.get(Pulse, message.pulse_id)
    if pulse is None or pulse.workshop_id != change.id or not pulse.asks_word:
        raise UnknownPulse
    if characters(clean(message.word)) > LIMIT:
        raise WordTooLong
    write, token = marks.order(device, _WORD, pulse.id, message.id), marks.token(device, _WORD, pulse.id)
    row = change.session.get(PulseWord, (pulse.id, token))
    if row and write <= row.last_write:
        return row.word
    if pulse.state != OPEN:
        raise PulseClosed
    if row is None:
        row = PulseWord(pulse_id=pulse.id, token=token, workshop_id=change.id, word="", last_write="")
        change.session.add(row)
    row.last_write = write
    word = short(message.word, LIMIT)
    if row.word != word:
        row.word = word
        change.record(Kind.PULSE_WORD, pulse, subject=str(pulse.id))
    return row.word


def word_of(session: Session, pulse_id: int | None, device: str) -> str:
    """Return the phone's word on the question on the screens, "" for none."""
    row = session.get(PulseWord, (pulse_id, marks.token(device, _WORD, pulse_id))) if pulse_id is not None else None
    return row.word if row else ""


def hide(change: Changing, pulse_id: int, message: HideWord) -> None:
    """Hide a word in every spelling, with a reason, or bring it back. Raises UnknownPulse.

    A word that the console is not shown changes nothing: whether it was given would show in what can be undone.
    """
    pulse = _find(change, pulse_id)
    _given, shown, away = counted(change.session, pulse)
    known = {comparable(each["word"]) for each in (*(shown or ()), *away)}
    before, key = dict(pulse.hidden_words), comparable(message.word)
    hidden = {name: reason for name, reason in before.items() if name != key}
    if message.reason and key:
        hidden[key] = message.reason
    if hidden != before and (not message.reason or key in known):
        pulse.hidden_words = hidden
        old = {"rows": [["pulse", pulse.id, {"hidden_words": before}]]}
        change.record(Kind.HIDE_WORD, pulse, subject=str(pulse.id), before=old)


def show(change: Changing, pulse_id: int, message: Choice) -> None:
    """Put the words on projector and phones, or take them off. Raises UnknownPulse."""
    pulse = _find(change, pulse_id)
    if pulse.words_shown != message.on:
        old = {"rows": [["pulse", pulse.id, {"words_shown": pulse.words_shown}]]}
        pulse.words_shown = message.on
        change.record(Kind.SHOW_WORDS, pulse, subject=str(pulse.id), before=old)


def view(session: Session, pulse: Pulse, console: bool = False) -> dict[str, Any]:
    """Return what screens are sent of the words; the console is sent them before they are on the screens."""
    given, shown, hidden = counted(session, pulse)
    own = {"hidden": hidden} if console and shown is not None else {}
    return {
        "asks_word": pulse.asks_word,
        "words_given": given,
        "words": shown if console or pulse.words_shown else None,
        "words_shown": pulse.words_shown,
        **own,
    }


def counted(session: Session, pulse: Pulse) -> tuple[int, list[WordShown] | None, list[WordShown]]:
    """Return how many devices gave a word, the words by frequency, and the hidden ones.

    Words alike (analysis.folding) are one, in the spelling that most chose. None where fewer than FEWEST gave one, or
    while it is open.
    """
    if not pulse.asks_word:
        return 0, None, []
    words = _words(session, pulse)
    if pulse.state != CLOSED or len(words) < FEWEST:
        return len(words), None, []
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        spellings[comparable(word)][word] += 1
    shown: list[WordShown] = []
    hidden: list[WordShown] = []
    for key, ways in sorted(spellings.items(), key=lambda each: (-each[1].total(), each[0])):
        chosen = min(ways, key=lambda word: (-ways[word], word))
        found: WordShown = {"word": chosen, "count": ways.total()}
        if reason := pulse.hidden_words.get(key):
            hidden.append({**found, "reason": reason})
        else:
            shown.append(found)
    return len(words), shown, hidden


def _words(session: Session, pulse: Pulse) -> list[str]:
    query = select(PulseWord.word).where(PulseWord.pulse_id == pulse.id, PulseWord.word != "")
    return list(session.execute(query.order_by(col(PulseWord.word))).scalars())


def _find(change: Changing, pulse_id: int) -> Pulse:
    pulse = change.session.get(Pulse, as_row_id(pulse_id))
    if pulse is None or pulse.workshop_id != change.id:
        raise UnknownPulse
    return pulse
