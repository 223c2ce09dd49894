"""Starting: one of several migrates, one secret signs for all, and an address that leads nowhere is named."""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.postgres import new_database
from tests.scale.installation import PATIENCE, ROOT, argv, procfile
from workshop import migrations
from workshop.domain import installation
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store.database import Database

PASSWORD = "hunter2secret"
NOWHERE = "127.0.0.1:9/0"


def laena(command: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "LAENA_DATA": str(data), "PYTHONUTF8": "1", **environment}
    return subprocess.run(argv(command), cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=PATIENCE)


def test_of_three_releases_at_once_one_migrates_and_all_succeed(database_url: str, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        done = [
            pool.submit(laena, procfile()["release"], tmp_path / "data", DATABASE_URL=database_url) for _ in range(3)
        ]
    assert [(release.result().returncode, release.result().stderr) for release in done] == [(0, "")] * 3
    database = Database(database_url)
    assert not migrations.pending(database.engine)
    database.close()


def test_machines_that_start_at_once_on_one_database_sign_with_one_secret(postgresql: str, tmp_path: Path) -> None:
    url = new_database(postgresql)
    feeds = [Feed(Database(url)) for _ in range(6)]
    migrations.migrate(feeds[0].database.engine)

    def secret(place: int) -> str:
        return installation.secret(Settings(data=tmp_path / str(place), database_url=url), feeds[place])

    with ThreadPoolExecutor(6) as pool:
        secrets = set(pool.map(secret, range(6)))
    assert len(secrets) == 1
    assert len(secrets.pop()) == 64
    chosen = Settings(data=tmp_path, database_url=url, secret_key="k" * 40)
    assert installation.secret(chosen, feeds[0]) == "k" * 40
    for feed in feeds:
        feed.database.close()


def test_processes_that_start_at_once_on_one_folder_sign_with_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: Settings(data=tmp_path).secret(), range(8)))
    assert len(secrets) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


@pytest.mark.parametrize("command", ["web", "worker", "serve", "migrate"])
def test_an_unreachable_database_stops_the_start_without_showing_its_password(command: str, tmp_path: Path) -> None:
    done = laena(f"laena {command}", tmp_path, DATABASE_URL=f"postgresql://laena:{PASSWORD}@{NOWHERE}")
    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr
    assert "เปิดฐานข้อมูลไม่ได้" in done.stderr
    assert "cannot open the database" in done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["web", "worker", "serve"])
def test_an_unreachable_queue_stops_the_start_without_showing_its_password(command: str, tmp_path: Path) -> None:
    done = laena(f"laena {command}", tmp_path, LAENA_REDIS_URL=f"redis://:{PASSWORD}@{NOWHERE}")
    assert done.returncode == 1
    assert "LAENA_REDIS_URL" in done.stderr
    assert "เชื่อมต่อ Valkey/Redis ไม่ได้" in done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", f"mysql://laena:{PASSWORD}@db/laena"),
        ("LAENA_REDIS_URL", f"http://:{PASSWORD}@queue"),
        ("LAENA_SECRET_KEY", PASSWORD),
    ],
)
def test_a_malformed_address_is_refused_by_its_settings_name_and_never_shown(
    name: str, value: str, tmp_path: Path
) -> None:
    done = laena("laena migrate", tmp_path, **{name: value})
    assert done.returncode == 1
    assert f"{name}: " in done.stderr
    assert PASSWORD not in done.stderr


def test_more_processes_without_a_queue_are_refused(tmp_path: Path) -> None:
    done = laena("laena web --processes 2", tmp_path)
    assert done.returncode == 1
    assert "REDIS_URL" in done.stderr


@pytest.mark.parametrize("written", ["postgres://u:p@h/n", "postgresql://u:p@h/n", "postgresql+psycopg://u:p@h/n"])
def test_every_form_of_a_postgresql_address_gets_the_driver(written: str) -> None:
    assert Settings(database_url=written).database == "postgresql+psycopg://u:p@h/n"


def test_the_prefixed_name_of_a_setting_overrides_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://platform/n")
    monkeypatch.setenv("REDIS_URL", "valkey://platform:6379")
    assert Settings().database == "postgresql+psycopg://platform/n"
    assert Settings().redis_url == "redis://platform:6379"
    monkeypatch.setenv("LAENA_DATABASE_URL", "postgres://own/n")
    assert Settings().database == "postgresql+psycopg://own/n"


def test_sockets_may_poll_only_where_one_process_serves() -> None:
    assert Settings().transports == ["websocket", "polling"]
    assert Settings(redis_url="redis://queue").transports == ["websocket"]
