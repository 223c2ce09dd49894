"""Every setting of Laena, declared once: name, default, help. A bad value stops the start with a clear message."""

from __future__ import annotations

import os
import secrets
import tempfile
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

# Names that platforms set themselves; the prefixed name overrides them.
_BARE = ("database_url", "redis_url")
_DRIVER = "postgresql+psycopg://"


class SettingsError(Exception):
    """A bad setting; the text names it and what to write."""


class Settings(BaseSettings):
    """Read from the environment (`LAENA_PORT=8080`) and overridden by the command line."""

    model_config = SettingsConfigDict(env_prefix="LAENA_", extra="ignore", frozen=True, populate_by_name=True)

    data: Path = Field(
        default_factory=lambda: user_data_path("laena", appauthor=False),
        description="Folder for the database, the secret and the job queue.",
    )
    database_url: str = Field(
        default="",
        validation_alias=AliasChoices("LAENA_DATABASE_URL", "DATABASE_URL"),
        description="PostgreSQL, as postgresql://user:password@host/name; also read from DATABASE_URL. "
        "Empty: SQLite, one file in the data folder.",
    )
    redis_url: str = Field(
        default="",
        validation_alias=AliasChoices("LAENA_REDIS_URL", "REDIS_URL"),
        description="Valkey or Redis, as redis://host:6379/0, by which several processes work as one; also read from "
        "REDIS_URL. Empty: one process.",
    )
    processes: int = Field(
        default=0, ge=0, le=64, description="Processes of `laena web`. 0: one, or with REDIS_URL one a core, at most 4."
    )
    secret_key: str = Field(
        default="",
        description="Signs sessions, at least 32 characters, alike on all machines. Empty: made at the first start, "
        "kept in the data folder or, on PostgreSQL, in the database.",
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
        default="", description="Folder of a local ONNX or sentence-transformers model to group by. Empty: Laena's own."
    )
    coarse_words: str = Field(
        default="",
        description="Words, with commas between, at which phones and consoles hint as coarse and which no name of a "
        "theme and no picture of words has, beside Laena's own list; a word after - is taken out of it.",
    )
    body_limit: int = Field(default=64_000, ge=4_000, description="Largest request body in bytes.")
    backup_minutes: float = Field(
        default=10,
        ge=0,
        le=10_080,
        description="Minutes between backups into the data folder's `backups`; 0: none, and old ones still go.",
    )
    backups_kept: int = Field(default=12, ge=1, le=10_000, description="Newest backups that stay there.")
    backup_days: int = Field(
        default=30, ge=1, le=3_660, description="Age in days at which every backup in the data folder is deleted."
    )
    files_mb: int = Field(
        default=200,
        ge=1,
        le=100_000,
        description="Megabytes that a workshop's files may have together: pictures of the report, evidence of actions.",
    )
    delete_days: int = Field(
        default=7, ge=0, le=366, description="Days from a facilitator's “delete” until the workshop is gone."
    )
    retention_days: int = Field(
        default=0,
        ge=0,
        le=36_600,
        description="Days without a change after which a workshop is deleted, with a warning a month before. 0: never.",
    )
    proxies: int = Field(
        default=0, ge=0, le=8, description="Reverse proxies in front whose X-Forwarded-For tells a visitor's address."
    )
    proxy_addresses: str = Field(
        default="127.0.0.0/8, ::1/128",
        description="Networks of those proxies, with commas between; from elsewhere their header fields are ignored.",
    )
    oidc_issuer: str = Field(
        default="",
        description="OpenID Connect provider of the office, as https://login.example.go.th, by which people who were "
        "added sign in with the office's account. Empty: by name and password alone.",
    )
    oidc_client_id: str = Field(default="", description="Laena's client id there.")
    oidc_client_secret: str = Field(default="", description="Laena's client secret there.")
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
        if "@" in value.partition("//")[2].partition("/")[0]:
            raise ValueError("must not contain a user or password")
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, value: str) -> str:
        value = value.strip()
        host = urlsplit(value).hostname or ""
        if value and not value.startswith("https://") and host not in ("localhost", "127.0.0.1", "::1"):
            raise ValueError("ต้องขึ้นต้นด้วย https:// / must begin with https://")
        if value and not host:
            raise ValueError("ต้องเป็นที่อยู่ เช่น https://login.example.go.th / must be an address")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        kind, _, rest = value.strip().partition("://")
        if kind in ("postgres", "postgresql", "postgresql+psycopg") and rest:
            return _DRIVER + rest
        if value.strip() and not kind.startswith("sqlite"):
            raise ValueError("ต้องขึ้นต้นด้วย postgresql:// หรือ sqlite:/// / must begin with postgresql:// or sqlite:///")
        return value.strip()

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, value: str) -> str:
        kind, _, rest = value.strip().partition("://")
        kind = {"valkey": "redis", "valkeys": "rediss"}.get(kind, kind)
        if value.strip() and (kind not in ("redis", "rediss", "unix") or not rest):
            raise ValueError("ต้องขึ้นต้นด้วย redis:// rediss:// valkey:// หรือ unix:// / must begin with one of these")
        return f"{kind}://{rest}" if rest else ""

    @field_validator("proxy_addresses")
    @classmethod
    def _networks(cls, value: str) -> str:
        for each in filter(None, (part.strip() for part in value.split(","))):
            ip_network(each, strict=False)
        return value

    @field_validator("secret_key")
    @classmethod
    def _long(cls, value: str) -> str:
        if value and len(value) < 32:
            raise ValueError("ต้องยาวอย่างน้อย 32 ตัวอักษร / must have at least 32 characters")
        return value

    @model_validator(mode="after")
    def _together(self) -> Settings:
        if self.processes > 1 and not self.redis_url:
            raise ValueError("LAENA_PROCESSES: มากกว่า 1 ต้องตั้ง REDIS_URL ด้วย / more than 1 needs REDIS_URL")
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret):
            raise ValueError(
                "LAENA_OIDC_ISSUER: ต้องตั้ง LAENA_OIDC_CLIENT_ID และ LAENA_OIDC_CLIENT_SECRET ด้วย / needs both of these"
            )
        return self

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data / 'laena.db').as_posix()}"

    @property
    def on_sqlite(self) -> bool:
        return self.database.startswith("sqlite")

    @property
    def transports(self) -> list[str]:
        """Socket transports: no polling with several processes, as each request may reach another one."""
        return ["websocket"] if self.redis_url else ["websocket", "polling"]

    def secret(self) -> str:
        """Return the key that signs sessions; without a setting, one stored in the data folder at the first start."""
        if self.secret_key:
            return self.secret_key
        path = self.data / "secret.key"
        if not path.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            _make_once(path, secrets.token_hex(32))
        return path.read_text(encoding="ascii").strip()


def load(**overrides: object) -> Settings:
    """Return settings from the environment, overridden. Raises SettingsError naming each bad value."""
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [_fault_line(problem["loc"], problem.get("input"), problem["msg"]) for problem in error.errors()]
        raise SettingsError("ค่าที่ตั้งไม่ถูกต้อง / bad setting\n  " + "\n  ".join(lines)) from None


def own_coarse_words() -> str:
    """Return LAENA_COARSE_WORDS, for what has no settings at hand: a report, a command on a file."""
    return os.environ.get("LAENA_COARSE_WORDS", "")


def named(setting: str) -> str:
    """Return the environment variable that gives this setting now, for messages."""
    bare = setting.upper()
    return bare if setting in _BARE and f"LAENA_{bare}" not in os.environ and bare in os.environ else f"LAENA_{bare}"


def _fault_line(location: tuple[int | str, ...], value: object, message: str) -> str:
    """Return one fault as a line, without values that may contain a password."""
    message = message.removeprefix("Value error, ")
    if not location:
        return message
    setting = str(location[0]).lower().removeprefix("laena_")
    shown = "" if setting in (*_BARE, "secret_key", "oidc_client_secret") else f"={value!r}"
    return f"{named(setting)}{shown}: {message}"


def _make_once(path: Path, content: str) -> None:
    """Create a file that only its owner may read; of several processes at once, one succeeds atomically."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".laena-")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(content)
    made = Path(name)
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links: there is one process there
        os.replace(made, path)
    finally:
        made.unlink(missing_ok=True)
