"""Cuts a text into the pieces of a unigram model (Kudo 2018), the likeliest way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"


class Pieces:
    """numbers  piece -> number; scores  log-likelihoods by number; letters  letter -> what replaces it"""

    def __init__(self, numbers: Mapping[str, int], scores: Sequence[float], letters: Mapping[str, str], unknown: int):
        self._scored = {piece: (number, scores[number]) for piece, number in numbers.items() if number > unknown}
        self._letters = str.maketrans(dict(letters))
        self._unknown = unknown, min(scores) - 10
        self._longest = max(map(len, self._scored), default=1)

    def cut(self, text: str) -> list[int]:
        """Numbers of the pieces of a text."""
        text = _SPACE.join(["", *text.translate(self._letters).strip(" ").split()])
        # What ends at each place: the best score, the piece and where it begins.
        best: list[tuple[float, int, int]] = [(0.0, -1, -1)]
        for end in range(1, len(text) + 1):
            number, score = self._unknown
            found = best[end - 1][0] + score, number, end - 1
            for begin in range(max(0, end - self._longest), end):
                piece = self._scored.get(text[begin:end])
                if piece is not None and best[begin][0] + piece[1] > found[0]:
                    found = best[begin][0] + piece[1], piece[0], begin
            best.append(found)
        out, end = [], len(text)
        while end:
            _, number, end = best[end]
            out.append(number)
        return out[::-1]
