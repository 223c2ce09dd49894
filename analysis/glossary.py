"""The department's words: kept whole by the tokeniser, other forms read as one, focus issues.

A glossary file holds one entry a line: `word = other form, other form`; the part from `=` on may be missing.
A line `# ...` is a remark, a line `[focus] name` begins a focus issue, whose entries follow it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from analysis.normalise import clean

_LONGEST = 80


@dataclass(frozen=True)
class FocusIssue:
    """A programme that notes are attached to: told by its words."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """words     kept whole when a text is cut
    synonyms  other form -> the word that it is read as
    focus     focus issues
    faults    lines that could not be read, as "line 3: ..." (the rest is in force)
    """

    words: frozenset[str] = frozenset()
    synonyms: dict[str, str] = field(default_factory=dict)
    focus: tuple[FocusIssue, ...] = ()
    faults: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Glossary:
        """Reads a glossary's text; a broken line is named in `faults` and left out."""
        return cls.from_lines(text.splitlines())

    @classmethod
    def from_lines(cls, entries: Iterable[str]) -> Glossary:
        words: set[str] = set()
        synonyms: dict[str, str] = {}
        focus: dict[str, list[str]] = {}
        faults = []
        issue = ""
        for number, line in enumerate(entries, start=1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if line.startswith("[focus]"):
                issue = line.removeprefix("[focus]").strip()
                if issue:
                    focus.setdefault(issue, [])
                else:
                    faults.append(f"line {number}: a focus issue without a name")
                continue
            word, equals, rest = (part.strip() for part in line.partition("="))
            forms = [form.strip() for form in rest.split(",")] if equals else []
            fault = _fault(word, forms, bool(equals))
            if fault:
                faults.append(f"line {number}: {fault}: {line[:60]}")
                continue
            one = clean(word)
            words.add(one)
            for form in map(clean, forms):
                if form != one:
                    synonyms[form] = one
                    words.add(form)
            if issue:
                focus[issue] += [one, *map(clean, forms)]
        issues = tuple(FocusIssue(name, tuple(dict.fromkeys(told))) for name, told in focus.items())
        return cls(frozenset(words), synonyms, issues, tuple(faults))

    def joined(self, other: Glossary) -> Glossary:
        """Both together; where they differ, `other` wins."""
        return Glossary(
            self.words | other.words,
            self.synonyms | other.synonyms,
            tuple({issue.name: issue for issue in self.focus + other.focus}.values()),
            self.faults + other.faults,
        )

    def unified(self, text: str) -> str:
        """The cleaned text with forms that contain spaces or dots, which no tokeniser keeps whole, in one form."""
        for form in self._cut_forms:
            if form in text:
                text = text.replace(form, f" {self.synonyms[form]} ")
        return text

    def canonical(self, word: str) -> str:
        return self.synonyms.get(word, word)

    @property
    def _cut_forms(self) -> list[str]:
        known = self.__dict__.get("_cut")
        if known is None:
            known = sorted((form for form in self.synonyms if " " in form or "." in form), key=lambda form: -len(form))
            object.__setattr__(self, "_cut", known)
        return list(known)


def _fault(word: str, forms: list[str], equals: bool) -> str:
    if not any(char.isalnum() for char in word):
        return "no word before ="
    if equals and not all(any(char.isalnum() for char in form) for form in forms):
        return "an empty form after ="
    if max(map(len, [word, *forms])) > _LONGEST:
        return f"longer than {_LONGEST} characters"
    return ""


@cache
def shipped() -> Glossary:
    """The glossary that comes with Laena: words of community development and of Thai provincial offices."""
    # slow: scikit-learn and PyThaiNLP
    from analysis.tokenise import lines

    return Glossary.from_lines(lines("glossary"))
