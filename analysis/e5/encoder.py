"""Runs the converted model, one note at a time: its rows in 8 bits would depend on what else is in a batch."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.e5.container import unpacked
from analysis.e5.convert import MODEL, PIECES, VERSION
from analysis.e5.pieces import Pieces

Rows = NDArray[np.float32]
log = logging.getLogger("laena.likeness")
FOLDER = Path(__file__).parent.parent / "data" / "e5"
# Pieces of a note that are read, the two at its ends not counted: what it is about stands at its beginning.
_MOST = 254


class E5Encoder:
    """multilingual-e5-small (384 wide) from the files of `python -m analysis.e5`. Raises OSError or ValueError."""

    # Part of the vectors' keys: it changes with what is converted.
    name = "e5"

    def __init__(self, threads: int = 1, folder: Path = FOLDER) -> None:
        with np.load(folder / PIECES) as file:
            if int(file["version"]) != VERSION:
                raise ValueError(f"{PIECES} has version {int(file['version'])}, this program reads {VERSION}")
            pieces, replaced = (file[name].tobytes().decode().split("\n") for name in ("pieces", "replaced"))
            letters = {chr(letter): into for letter, into in zip(file["letters"], replaced, strict=True)}
            self._begin, self._end, unknown = (int(number) for number in file["special"])
            numbers = {piece: number for number, piece in enumerate(pieces)}
            self._pieces = Pieces(numbers, file["scores"].tolist(), letters, unknown)
            self._word, self._place = file["word"], file["place"]
        self._layers = _layers(folder / MODEL, threads)

    def embed(self, texts: Sequence[str]) -> Rows:
        """(n, 384) rows of unit length; equal texts have equal rows."""
        return np.array([self._row(text) for text in texts], dtype=np.float32).reshape(len(texts), -1)

    def _row(self, text: str) -> Rows:
        numbers = [self._begin, *self._pieces.cut(f"query: {text}")[:_MOST], self._end]
        tokens = self._layers(unpacked(self._word[numbers]) + self._place[: len(numbers)])
        mean = tokens.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def e5_encoder(threads: int = 1) -> E5Encoder | None:
    """The second tier where `python -m analysis.e5` has made it ready, loaded once a process; None, with a line in the
    log, where not."""
    return _loaded(threads, FOLDER)


@lru_cache(maxsize=4)
def _loaded(threads: int, folder: Path) -> E5Encoder | None:
    if not (folder / PIECES).is_file():
        log.info("e5 is not set up, notes are grouped without it; `python -m analysis.e5` makes it ready")
        return None
    try:
        encoder = E5Encoder(threads, folder)
        if not np.isfinite(encoder.embed(["ทดลองอ่านหนึ่งประโยค"])).all():
            raise ValueError("no vector")
        return encoder
    except Exception as error:  # a torn file raises what it likes
        log.error("e5 cannot be used, notes are grouped without it: %s; run `python -m analysis.e5` again", error)
        return None


def _layers(path: Path, threads: int) -> Callable[[Rows], Rows]:
    try:
        # optional: laena[e5]
        from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]
    except ImportError:
        # slow: reads all weights
        from analysis.e5.in_numpy import layers

        return layers(path)
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session: Any = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(rows: Rows) -> Rows:
        return np.asarray(session.run(None, {"rows": rows})[0], dtype=np.float32)

    return run
