"""An embedder of one's own: a folder with an ONNX or a sentence-transformers model. Nothing is ever downloaded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2s
from pathlib import Path
from typing import Any

import numpy as np

from analysis.embed import Embedder, Vectors, in_batches
from analysis.represent import unit

# As sentence-transformers and Optimum write them.
_ONNX = ("model.onnx", "onnx/model.onnx")
_TOKENS = 512
_SAMPLES, _SAMPLE = 64, 4096
_PADS = ("[PAD]", "<pad>", "<|padding|>")


class LocalModelError(ValueError):
    """A model that cannot be used, said in Thai and in English: which path, and what to do."""

    def __init__(self, thai: str, english: str) -> None:
        super().__init__(f"{thai} / {english}")
        self.thai = thai
        self.english = english


def local_model(folder: str, threads: int = 1) -> Embedder:
    """The model in a folder, tried on a sentence. ONNX goes before sentence-transformers, which needs far more.

    Raises LocalModelError where there is no model, a file is broken, or the packages that it needs are missing.
    """
    path = Path(folder)
    onnx = next((path / name for name in _ONNX if (path / name).is_file()), None)
    if onnx is None and not (path / "modules.json").is_file():
        raise _no_model(path)
    model: Embedder = OnnxModel(path, onnx, threads) if onnx is not None else SentenceTransformersModel(path)
    tried = model.embed(["ทดลองอ่านหนึ่งประโยค"])
    if tried.ndim != 2 or not tried.any():
        raise _broken(onnx or path, "no vector")
    return model


class OnnxModel:
    """An exported sentence encoder: its `sentence_embedding`, or its tokens pooled as its folder says (mean if it
    says nothing), at unit length.

    Raises LocalModelError.
    """

    def __init__(self, folder: Path, onnx: Path, threads: int = 1) -> None:
        tokens = next(
            (at / "tokenizer.json" for at in (folder, onnx.parent) if (at / "tokenizer.json").is_file()), None
        )
        if tokens is None:
            raise _no_model(folder)
        try:
            # optional: laena[model]
            from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]
            from tokenizers import Tokenizer
        except ImportError as error:
            raise _missing(folder, "onnxruntime, tokenizers", "pip install 'laena[model]'") from error
        options = SessionOptions()
        options.intra_op_num_threads = threads
        try:
            self._session = InferenceSession(str(onnx), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise _broken(onnx, error) from error
        try:
            self._tokenizer = _batching(Tokenizer.from_file(str(tokens)), _longest(folder))
        except Exception as error:
            raise _broken(tokens, error) from error
        self._first_token = _pools_first_token(folder)
        self._onnx = onnx
        self.name = f"onnx:{folder.name}:{fingerprint(folder)}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        try:
            return in_batches(texts, self._encode)
        except Exception as error:
            raise _broken(self._onnx, error) from error

    def _encode(self, texts: list[str]) -> Vectors:
        read = self._tokenizer.encode_batch(texts)
        given = {
            "input_ids": [one.ids for one in read],
            "attention_mask": [one.attention_mask for one in read],
            "token_type_ids": [one.type_ids for one in read],
        }
        wanted = {one.name for one in self._session.get_inputs()}
        feed = {name: np.array(rows, dtype=np.int64) for name, rows in given.items() if name in wanted}
        names = [one.name for one in self._session.get_outputs()]
        if "sentence_embedding" in names:
            (found,) = self._session.run(["sentence_embedding"], feed)
            return unit(np.asarray(found, dtype=np.float32))
        tokens = np.asarray(self._session.run(names[:1], feed)[0], dtype=np.float32)
        if self._first_token:
            return unit(tokens[:, 0])
        mask = np.array(given["attention_mask"], dtype=np.float32)[:, :, None]
        return unit((tokens * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1))


class SentenceTransformersModel:
    """A folder as `SentenceTransformer.save` writes it. Needs that package, which Laena does not bring.

    Raises LocalModelError.
    """

    def __init__(self, folder: Path) -> None:
        try:
            # optional: laena[model]
            from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found]
        except ImportError as error:
            raise _missing(folder, "sentence-transformers", "pip install sentence-transformers") from error
        try:
            self._model: Any = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:
            raise _broken(folder, error) from error
        self._folder = folder
        self.name = f"st:{folder.name}:{fingerprint(folder)}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        try:
            return in_batches(texts, self._encode)
        except Exception as error:
            raise _broken(self._folder, error) from error

    def _encode(self, texts: list[str]) -> Vectors:
        found = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)


def fingerprint(folder: Path) -> str:
    """Changes with the model: from the names and sizes of its files, and pieces of each. A folder of gigabytes is
    told in no time."""
    told = blake2s(digest_size=6)
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        size = path.stat().st_size
        told.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode("utf-8", "surrogatepass"))
        with path.open("rb") as file:
            for at in range(0, size, max(_SAMPLE, size // _SAMPLES)):
                file.seek(at)
                told.update(file.read(_SAMPLE))
    return told.hexdigest()


def _batching(tokenizer: Any, longest: int) -> Any:
    """The tokenizer with as much padding as a batch needs, whatever its file says."""
    before = tokenizer.padding or {}
    pad = before.get("pad_token") or next((one for one in _PADS if tokenizer.token_to_id(one) is not None), "[PAD]")
    tokenizer.enable_truncation(longest)
    tokenizer.enable_padding(pad_id=before.get("pad_id", tokenizer.token_to_id(pad) or 0), pad_token=pad)
    return tokenizer


def _longest(folder: Path) -> int:
    known = _settings(folder / "sentence_bert_config.json").get("max_seq_length")
    return min(int(known or _TOKENS), _TOKENS)


def _pools_first_token(folder: Path) -> bool:
    pooling = _settings(folder / "1_Pooling" / "config.json")
    return bool(pooling.get("pooling_mode_cls_token")) or pooling.get("pooling_mode") == "cls"


def _settings(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _broken(path, error) from error
    return found if isinstance(found, dict) else {}


def _no_model(folder: Path) -> LocalModelError:
    needs = "model.onnx (or onnx/model.onnx) + tokenizer.json"
    return LocalModelError(
        f"ไม่พบโมเดลในโฟลเดอร์ {folder} ต้องมี model.onnx (หรือ onnx/model.onnx) กับ tokenizer.json "
        "หรือไฟล์ที่ sentence-transformers บันทึกไว้ (modules.json) ตรวจค่า LAENA_MODEL",
        f"no model in the folder {folder}: it needs {needs}, or what sentence-transformers saves (modules.json). "
        "Check LAENA_MODEL",
    )


def _broken(path: Path, error: object) -> LocalModelError:
    what = " ".join(str(error).split())[:200] or type(error).__name__
    return LocalModelError(
        f"ใช้โมเดล {path} ไม่ได้ ไฟล์อาจเสียหรือคัดลอกมาไม่ครบ ให้คัดลอกใหม่ ({what})",
        f"cannot use the model {path}: a file may be broken or only partly copied, copy it again ({what})",
    )


def _missing(folder: Path, packages: str, command: str) -> LocalModelError:
    return LocalModelError(
        f"โมเดลใน {folder} ต้องใช้แพ็กเกจ {packages} ซึ่งยังไม่ได้ติดตั้ง ให้สั่ง {command}",
        f"the model in {folder} needs the packages {packages}, which are not installed: {command}",
    )
