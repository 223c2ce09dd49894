"""Which lines of the names in minutes came by a consent, so that taking it back removes this line and no other.

A line that somebody typed is the office's: whoever claims its name by phone and takes that back cannot strike it.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from workshop.domain.meeting_facts import Facts

LISTS = ("present", "absent", "others")


def mark(salt: str, of: str) -> str:
    """Return by which a consent finds its line again; `of`: what the consent is stored with."""
    return hmac.digest(salt.encode(), f"consent\0{of}".encode(), "sha256").hex()


def add(facts: Facts, consents: Mapping[str, str], given: Mapping[str, str]) -> tuple[Facts, dict[str, str], int]:
    """Add the lines that are not listed to who came; return facts, consents and how many lines are new.

    `given`: {mark: line}. A line that is listed already stays what it was, typed or of another consent.
    """
    listed, new = _lines(facts, "present"), dict[str, str]()
    for key, line in given.items():
        if line not in listed:
            listed.append(line)
            new[key] = line
    return replace(facts, present="\n".join(listed)), {**consents, **new}, len(new)


def take_off(facts: Facts, consents: Mapping[str, str], key: str) -> tuple[Facts, dict[str, str]]:
    """Remove the line that this consent made, once, whichever list it stands in now; without one nothing changes."""
    left = dict(consents)
    line = left.pop(key, None)
    for name in LISTS:
        lines = _lines(facts, name)
        if line is not None and line in lines:
            lines.remove(line)
            return replace(facts, **{name: "\n".join(lines)}), left  # type: ignore[arg-type]
    return facts, left


def after_typing(consents: Mapping[str, str], former: Facts, now: Facts) -> dict[str, str]:
    """Return the consents after people typed the lists anew.

    A line whose post or unit was edited is the same consent's; one that people took off, or whose name is another
    now, belongs to none. Of several people of one name each new line is that of the consent whose line it resembles
    most, and no two consents have the same one: else who was taken off by hand could strike a namesake's.
    """
    were, are = _all(former), _all(now)
    kept = {key: line for key, line in consents.items() if line in are}
    lost = {key: line for key, line in consents.items() if line not in are}
    alike: list[tuple[float, str, str]] = []
    for new in {each for each in are if each not in were}:
        same_name = {key: line for key, line in lost.items() if _name(line) == _name(new)}
        alike += [(SequenceMatcher(None, line, new).ratio(), key, new) for key, line in same_name.items()]
    for closeness, key, new in sorted(alike, reverse=True):
        others = [each for each, other, line in alike if line == new and other != key and other not in kept]
        if key not in kept and new not in kept.values() and closeness not in others:
            kept[key] = new
    return kept


def _all(facts: Facts) -> list[str]:
    return [line for name in LISTS for line in _lines(facts, name)]


def _lines(facts: Facts, name: str) -> list[str]:
    return str(getattr(facts, name)).splitlines()


def _name(line: str) -> str:
    return line.partition("\t")[0].partition("  ")[0].strip()
