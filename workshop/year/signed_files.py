"""The envelope of every kind of file: versioned, with a checksum, and signed (Ed25519, RFC 8032).

The checksum is the SHA-256 of the content as JSON with sorted keys, no blanks and ASCII only; the signature is of
`laena.<kind>/<version>/<checksum>`. Damage changes the checksum; who alters a file and its checksum cannot sign it.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NoReturn

from pydantic import ValidationError

from workshop.year import keys
from workshop.year.contents import CONTENTS, VERSIONS, Content, Kind, version
from workshop.year.refusals import FileDamaged, FileNewer, FileTampered, FileTooLarge, NotOurs

MAX_BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file whose checksum and signature are right. `key`: of the installation that signed it."""

    kind: Kind
    content: Content
    key: str
    checksum: str


def checksum(content: dict[str, Any]) -> str:
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(plain.encode()).hexdigest()


def write(kind: Kind, content: Content, signer: keys.Signer) -> bytes:
    """Return the file: indented UTF-8, the same for the same content and key."""
    plain = content.model_dump(mode="json")
    found = checksum(plain)
    whole = {
        "schema": f"laena.{kind}",
        "schema_version": version(content),
        "checksum": found,
        "key": signer.public,
        "signature": signer.sign(_signed(kind, version(content), found)),
        "content": plain,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"


def seems(kind: Kind, data: bytes) -> bool:
    """Return whether the file says at its beginning that it is of this kind; nothing else of it is read."""
    return f'"laena.{kind}"'.encode() in data[:200]


def read(data: bytes, most: int = MAX_BYTES) -> SignedFile:
    """Return what the file contains.

    Raises NotOurs, FileTooLarge, FileNewer, FileDamaged, FileTampered: the first that holds.
    """
    if len(data) > most:
        raise FileTooLarge
    whole = _parsed(data)
    kind = next((each for each in CONTENTS if whole.get("schema") == f"laena.{each}"), None)
    if kind is None:
        raise NotOurs
    number, found, key = whole.get("schema_version"), whole.get("checksum"), whole.get("key")
    if type(number) is int and number > VERSIONS[kind][-1]:
        raise FileNewer
    content, signature = whole.get("content"), whole.get("signature")
    if (
        number not in VERSIONS[kind]
        or type(number) is not int
        or not isinstance(content, dict)
        or checksum(content) != found
    ):
        raise FileDamaged
    if not isinstance(key, str) or not isinstance(signature, str):
        raise FileDamaged
    if not keys.signed_by(key, _signed(kind, number, found), signature):
        raise FileTampered
    try:
        read_content = CONTENTS[kind].model_validate_json(json.dumps(content))
    except (ValidationError, ValueError):
        raise FileDamaged from None
    if number != version(read_content):
        raise FileDamaged
    return SignedFile(kind, read_content, key, found)


def schema(kind: Kind) -> str:
    """Return the JSON Schema of a whole file of this kind."""
    content = CONTENTS[kind].model_json_schema(ref_template="#/$defs/{model}")
    definitions = content.pop("$defs", {})
    letters = {"type": "string", "pattern": "^[0-9a-f]+$"}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"laena.{kind}",
        "type": "object",
        "properties": {
            "schema": {"const": f"laena.{kind}"},
            "schema_version": {"enum": list(VERSIONS[kind])},
            "checksum": {**letters, "minLength": 64, "maxLength": 64},
            "key": {**letters, "minLength": 64, "maxLength": 64},
            "signature": {**letters, "minLength": 128, "maxLength": 128},
            "content": content,
        },
        "required": ["schema", "schema_version", "checksum", "key", "signature", "content"],
        "additionalProperties": False,
        "$defs": definitions,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _signed(kind: Kind, number: int, found: str) -> bytes:
    return f"laena.{kind}/{number}/{found}".encode()


def _parsed(data: bytes) -> dict[str, Any]:
    """Raises FileDamaged for a file of ours that was cut or broken, else NotOurs."""
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise (FileDamaged if any(seems(kind, data) for kind in CONTENTS) else NotOurs) from None
    if not isinstance(found, dict):
        raise NotOurs
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
