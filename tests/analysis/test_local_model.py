"""A sentence model in a folder of one's own: used where it can be, named clearly where it cannot."""

from __future__ import annotations

import builtins
import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from analysis.embed import CachedVectors
from analysis.local_model import LocalModelError, local_model
from tests.analysis.notes import TOPICS
from tests.analysis.tiny_model import WIDTH, tiny_model
from workshop.cli.cluster import cluster
from workshop.domain.grouper import Grouper

NOTES = [text for topic in TOPICS.values() for text in topic]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "notes.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text",), *((text,) for text in NOTES)])
    return path


def run(*arguments: object, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(cluster, [str(argument) for argument in arguments])


def rows_of(result: Result) -> list[int]:
    found = json.loads(result.stdout)
    return sorted([row for t in found["themes"] for row in t["rows"]] + found["ungrouped"] + found["set_aside"])


@pytest.mark.parametrize("at", ["model.onnx", "onnx/model.onnx"])
def test_a_file_is_grouped_by_an_onnx_model(tmp_path: Path, table: Path, at: str) -> None:
    folder = tiny_model(tmp_path / "tiny", at=at)
    result = run(table, LAENA_MODEL=str(folder))
    assert result.exit_code == 0
    assert "Laena" not in result.stderr
    assert rows_of(result) == list(range(len(NOTES)))
    assert len(json.loads(result.stdout)["themes"]) > 1


def test_the_model_may_be_given_on_the_command_line(tmp_path: Path, table: Path) -> None:
    folder = tiny_model(tmp_path / "tiny")
    assert run(table, "--model", folder).stdout == run(table, LAENA_MODEL=str(folder)).stdout


def test_tokens_are_pooled_without_the_padding(tmp_path: Path) -> None:
    model = local_model(str(tiny_model(tmp_path)))
    alone, beside = model.embed(["น้ำ"]), model.embed(["น้ำ", "น้ำประปาไม่ไหลทั้งหมู่บ้าน"])
    assert alone.shape == (1, WIDTH)
    assert np.allclose(alone[0], beside[0], atol=1e-6)
    assert np.allclose(np.linalg.norm(beside, axis=1), 1, atol=1e-6)


def test_a_sentence_embedding_is_taken_as_it_is(tmp_path: Path) -> None:
    model = local_model(str(tiny_model(tmp_path, output="sentence_embedding")))
    assert model.embed(["น้ำ", "ถนน"]).shape == (2, WIDTH)


def test_the_first_token_stands_for_the_sentence_where_the_folder_says_so(tmp_path: Path) -> None:
    mean = local_model(str(tiny_model(tmp_path / "mean")))
    folder = tiny_model(tmp_path / "first")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    first = local_model(str(folder))
    assert np.allclose(first.embed(["กขค"]), mean.embed(["ก"]), atol=1e-6)


def test_vectors_of_two_models_are_never_mixed(tmp_path: Path) -> None:
    cache: dict[str, Any] = {}
    folder = tiny_model(tmp_path / "tiny", seed=1)
    before = CachedVectors(local_model(str(folder)), cache).of(["น้ำ"])
    tiny_model(folder, seed=2)
    after = CachedVectors(local_model(str(folder)), cache).of(["น้ำ"])
    assert len(cache) == 2
    assert not np.allclose(before, after)


def _nowhere(folder: Path) -> str:
    return str(folder)


def _empty(folder: Path) -> str:
    folder.mkdir()
    return str(folder)


def _no_tokenizer(folder: Path) -> str:
    (tiny_model(folder) / "tokenizer.json").unlink()
    return str(folder)


def _broken_onnx(folder: Path) -> str:
    (tiny_model(folder) / "model.onnx").write_bytes(b"\x08half a file")
    return "model.onnx"


def _broken_tokenizer(folder: Path) -> str:
    (tiny_model(folder) / "tokenizer.json").write_text("{")
    return "tokenizer.json"


@pytest.mark.parametrize("spoil", [_nowhere, _empty, _no_tokenizer, _broken_onnx, _broken_tokenizer])
def test_a_model_that_cannot_be_used_is_named_in_two_languages_and_the_rest_goes_on(
    tmp_path: Path, table: Path, spoil: Any
) -> None:
    named = spoil(tmp_path / "spoilt")
    result = run(table, LAENA_MODEL=str(tmp_path / "spoilt"), LAENA_LANG="")
    assert result.exit_code == 0
    assert named in result.stderr
    assert "โมเดล" in result.stderr
    assert "model" in result.stderr
    assert result.stdout == run(table).stdout


def test_a_missing_extra_is_named_with_the_command_that_brings_it(
    tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny_model(tmp_path / "tiny")
    without(monkeypatch, "onnxruntime")
    result = run(table, LAENA_MODEL=str(folder), LAENA_LANG="th")
    assert result.exit_code == 0
    assert "pip install 'laena[model]'" in result.stderr
    assert rows_of(result) == list(range(len(NOTES)))


def test_a_sentence_transformers_folder_names_the_package_that_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "modules.json").write_text("[]")
    without(monkeypatch, "sentence_transformers")
    with pytest.raises(LocalModelError, match="sentence-transformers") as caught:
        local_model(str(tmp_path))
    assert str(tmp_path) in caught.value.thai
    assert str(tmp_path) in caught.value.english


def without(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    real = builtins.__import__

    def importing(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", importing)


def test_the_worker_names_the_model_in_its_log_and_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    grouper = Grouper(model=str(tmp_path / "nowhere"))
    grouper.warm()
    assert str(tmp_path / "nowhere") in caplog.text
    assert grouper.focus("", {"1": "แปลงโคก หนอง นา"}) == {"1": ("โคก หนอง นา โมเดล",)}
