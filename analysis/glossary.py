"""The department's words: kept whole by the tokeniser, synonyms read as one, focus issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Glossary:
    """words   kept whole when a text is cut; synonyms  other form -> the form that it is read as"""

    words: frozenset[str] = frozenset()
    synonyms: Mapping[str, str] = field(default_factory=dict)

    def unified(self, text: str) -> str:
        """The text with synonyms that contain spaces or dots brought to one form."""
        for other, one in self.synonyms.items():
            if other in text and (" " in other or "." in other):
                text = text.replace(other, one)
        return text

    def canonical(self, word: str) -> str:
        return self.synonyms.get(word, word)
