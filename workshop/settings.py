"""Every setting of Laena, declared once: name, default, help. A bad value stops the start with a clear line."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """A setting has a value that Laena cannot work with; the text names it and says what to write."""


class Settings(BaseSettings):
    """Read from the environment (`LAENA_PORT=8080`) and overridden by the command line."""

    model_config = SettingsConfigDict(env_prefix="LAENA_", extra="ignore", frozen=True)

    data: Path = Field(
        default_factory=lambda: user_data_path("laena", appauthor=False),
        description="Folder for the database, the secret and the job queue.",
    )
    database_url: str = Field(
        default="",
        description="SQLAlchemy address of the database. Empty: SQLite, one file in the data folder.",
    )
    host: str = Field(default="0.0.0.0", description="Address to listen on; 0.0.0.0 lets the phones of the room in.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    public_address: str = Field(
        default="",
        description="Address that phones use, such as https://laena.example.go.th. Empty: this machine's LAN address.",
    )
    language: Literal["th", "en"] = Field(default="th", description="Language of a visitor who has not chosen one.")
    grouping: Literal["embedded", "off"] = Field(
        default="embedded",
        description="embedded: `laena serve` starts the grouping worker beside itself. off: start `laena worker`.",
    )
    cores: int = Field(default=1, ge=1, le=64, description="Cores that the grouping worker may use.")
    model: str = Field(
        default="",
        description="Folder of a local sentence-transformers model to group by. Empty: the one that comes with Laena.",
    )
    body_limit: int = Field(default=64_000, ge=4_000, description="Largest request body in bytes.")
    backup_minutes: float = Field(
        default=10, ge=0, le=10_080, description="Minutes between backups into the data folder's `backups`; 0: none."
    )
    backups_kept: int = Field(default=12, ge=1, le=10_000, description="Newest backups that stay there.")
    proxies: int = Field(
        default=0, ge=0, le=8, description="Reverse proxies in front whose X-Forwarded-For tells a visitor's address."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="json: a JSON object a line, with a line for each request."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="Lines to log.")

    @field_validator("public_address")
    @classmethod
    def _absolute(cls, value: str) -> str:
        value = value.strip().rstrip("/")
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data / 'laena.db').as_posix()}"

    def secret(self) -> str:
        """The key that signs sessions: made at first start, kept in the data folder, never in the repository."""
        path = self.data / "secret.key"
        if not path.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
        return path.read_text(encoding="ascii").strip()


def load(**overrides: object) -> Settings:
    """Settings from the environment, with what the command line gave on top.

    Raises SettingsError naming each bad setting and its value.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [
            f"LAENA_{str(problem['loc'][0]).upper()}={problem['input']!r}: {problem['msg']}"
            for problem in error.errors()
        ]
        raise SettingsError("ค่าที่ตั้งไม่ถูกต้อง / bad setting\n  " + "\n  ".join(lines)) from None


def documented() -> list[tuple[str, str, str]]:
    """(environment name, default as text, help) of every setting, in declared order."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = "the user's data folder" if field.default_factory else repr(field.default)
        rows.append((f"LAENA_{name.upper()}", default, field.description or ""))
    return rows
