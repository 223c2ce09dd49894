"""The layers in numpy, where onnxruntime is not installed: the same weights, read from the ONNX file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf, softmax  # type: ignore[import-untyped]

Rows = NDArray[np.float32]


def layers(path: Path) -> Callable[[Rows], Rows]:
    """Rows (n, width) → tokens (n, width). Needs the package `onnx` to read the file."""
    # optional: laena[e5]
    from onnx import load, numpy_helper

    graph = load(str(path)).graph
    w: dict[str, Any] = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    eps = next(one.attribute[0].f for one in graph.node if one.op_type == "LayerNormalization")
    heads = int(w["by_head"][1])
    # Weights go back to 32 bits once.
    for name in [name.removesuffix(".s") for name in w if name.endswith(".s")]:
        w[f"{name}.w"] = w[f"{name}.w"].astype(np.float32) * w[f"{name}.s"]

    def product(rows: Rows, name: str) -> Any:
        return rows @ w[f"{name}.w"] + w[f"{name}.b"]

    def normed(rows: Rows, name: str) -> Rows:
        apart = rows - rows.mean(axis=1, keepdims=True)
        spread = np.sqrt((apart**2).mean(axis=1, keepdims=True) + eps)
        return np.asarray(apart / spread * w[f"{name}.w"] + w[f"{name}.b"], dtype=np.float32)

    def run(rows: Rows) -> Rows:
        x = normed(rows, "emb.ln")
        for at in range(sum(name.endswith(".qkv.w") for name in w)):
            n, length = f"l{at}.", len(x)
            q, k, v = product(x, n + "qkv").reshape(length, 3, heads, -1).transpose(1, 2, 0, 3)
            share = softmax(q @ k.transpose(0, 2, 1), axis=-1)
            mixed = (share @ v).transpose(1, 0, 2).reshape(length, -1)
            x = normed(x + product(mixed, n + "ao"), n + "aln")
            inner = product(x, n + "fi")
            inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
            x = normed(x + product(inner, n + "fo"), n + "oln")
        return x

    return run
