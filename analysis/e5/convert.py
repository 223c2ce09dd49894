"""Writes the model in the form in which Laena runs it: layers in 8 bits as ONNX, pieces and their vectors beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.e5.container import Container

VERSION = 1
MODEL, PIECES = "layers.onnx", "pieces.npz"
# Pieces of Thai, Lao, Khmer, Burmese and plain Latin letters, and those without letters; the others are left out.
_LEFT_OUT = re.compile(
    "[^\\W\\d_A-Za-z"
    "\N{THAI CHARACTER KO KAI}-\N{LAO LETTER KHMU NYO}\N{MYANMAR LETTER KA}-\N{MYANMAR SYMBOL AITON TWO}"
    "\N{KHMER LETTER KA}-\N{KHMER SYMBOL LEK ATTAK PRAM-BUON}]"
)
# Seven bits: the sum of two products stays within 16 bits on processors that have no more.
_LARGEST = 63


def convert(found: Container, folder: Path) -> None:
    """Writes the files into the folder. Needs the package `onnx`."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = [at for at, piece in enumerate(found.pieces) if at < 4 or not _LEFT_OUT.search(piece)]
    number = {at: n for n, at in enumerate(kept)}
    letters = [(letter, "".join(map(chr, into))) for letter, into in sorted(found.letters.items())]
    np.savez(
        folder / PIECES,
        version=VERSION,
        special=np.array([number[found.begin], number[found.end], number[found.unknown]]),
        pieces=_joined([found.pieces[at] for at in kept]),
        scores=found.scores[kept],
        letters=np.array([letter for letter, _ in letters]),
        replaced=_joined([into for _, into in letters]),
        word=found.word[kept],
        place=found.tensors["emb.pos"] + found.tensors["emb.type"][: found.width],
    )
    # optional: needed for the conversion alone
    from onnx import save

    save(layers(found), str(folder / MODEL))


def _joined(texts: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def layers(found: Container) -> Any:
    """The ONNX model: `rows` (n, width) sums of word and place vectors → `tokens` (n, width)."""
    # optional: needed for the conversion alone
    from onnx import TensorProto, helper, numpy_helper

    t, nodes, values = found.tensors, [], []
    heads, width = found.heads, found.width

    def given(name: str, array: Any) -> str:
        values.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def product(rows: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-9) / _LARGEST
        codes = np.rint(weight / scale[:, None]).astype(np.int8).T
        inputs = [
            rows,
            given(f"{name}.w", codes),
            given(f"{name}.s", scale.astype(np.float32)),
            "",
            given(f"{name}.b", bias),
        ]
        return node("DynamicQuantizeMatMul", inputs, name, "com.microsoft")

    def normed(rows: str, name: str) -> str:
        inputs = [rows, given(f"{name}.w", t[f"{name}.w"]), given(f"{name}.b", t[f"{name}.b"])]
        return node("LayerNormalization", inputs, name, epsilon=found.eps)

    by_head, flat = given("by_head", np.array([0, heads, -1])), given("flat", np.array([0, -1]))
    parts = given("parts", np.array([width] * 3))
    x = normed("rows", "emb.ln")
    for at in range(found.layers):
        n = f"l{at}."
        scale = np.float32((width // heads) ** -0.5)
        sides = [
            (t[n + "q.w"] * scale, t[n + "q.b"] * scale),
            (t[n + "k.w"], t[n + "k.b"]),
            (t[n + "v.w"], t[n + "v.b"]),
        ]
        weight, bias = (np.concatenate(side) for side in zip(*sides, strict=True))
        nodes.append(
            helper.make_node("Split", [product(x, n + "qkv", weight, bias), parts], [n + "q", n + "k", n + "v"], axis=1)
        )
        q, k, v = (
            node("Transpose", [node("Reshape", [n + side, by_head], n + side + "h")], n + side + "t", perm=turn)
            for side, turn in (("q", [1, 0, 2]), ("k", [1, 2, 0]), ("v", [1, 0, 2]))
        )
        seen = node("Softmax", [node("MatMul", [q, k], n + "near")], n + "share", axis=-1)
        mixed = node("Transpose", [node("MatMul", [seen, v], n + "mix")], n + "back", perm=[1, 0, 2])
        out = product(node("Reshape", [mixed, flat], n + "flat"), n + "ao", t[n + "ao.w"], t[n + "ao.b"])
        x = normed(node("Add", [x, out], n + "a"), n + "aln")
        inner = node("Gelu", [product(x, n + "fi", t[n + "fi.w"], t[n + "fi.b"])], n + "gelu", "com.microsoft")
        x = normed(node("Add", [x, product(inner, n + "fo", t[n + "fo.w"], t[n + "fo.b"])], n + "o"), n + "oln")
    shape: list[str | int | None] = ["n", width]
    graph = helper.make_graph(
        nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, shape)],
        values,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)
