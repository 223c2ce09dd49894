"""A real ONNX sentence model of a few kilobytes: each letter has a vector."""

from __future__ import annotations

from pathlib import Path

import numpy as np

LETTERS = [chr(code) for code in (*range(0x0E01, 0x0E5B), *range(ord("a"), ord("z") + 1))]
WIDTH = 24


def tiny_model(folder: Path, *, at: str = "model.onnx", output: str = "last_hidden_state", seed: int = 0) -> Path:
    """Writes the model and its tokenizer; `output` sentence_embedding gives the mean of all places, padding too."""
    from onnx import TensorProto, checker, helper, numpy_helper, save
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers

    words = {"[PAD]": 0, "[UNK]": 1} | {letter: i + 2 for i, letter in enumerate(LETTERS)}
    weights = np.random.default_rng(seed).normal(size=(len(words), WIDTH)).astype(np.float32)
    rank3 = output != "sentence_embedding"
    nodes = [helper.make_node("Gather", ["weights", "input_ids"], [output if rank3 else "tokens"])]
    if not rank3:
        nodes.append(helper.make_node("ReduceMean", ["tokens"], [output], axes=[1], keepdims=0))
    shape = ["batch", "length", WIDTH] if rank3 else ["batch", WIDTH]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("input_ids", "attention_mask")
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        inputs,
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    checker.check_model(model)
    path = folder / at
    path.parent.mkdir(parents=True, exist_ok=True)
    save(model, str(path))
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
