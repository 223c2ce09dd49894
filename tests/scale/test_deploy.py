"""The examples in deploy/ start the Procfile's own commands, which every test in this folder starts."""

from __future__ import annotations

import re
import shlex

import yaml

from tests.scale.installation import ROOT, procfile
from tools.settings_page import documented
from workshop.app import create_app
from workshop.settings import Settings

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
OURS = {name: shlex.split(command) for name, command in procfile().items()}
SETTINGS = {name for name, _default, _help in documented()} | {"DATABASE_URL", "REDIS_URL"}
SETTING = re.compile(r"\b(LAENA_[A-Z_]+|DATABASE_URL|REDIS_URL)\b")


def unit(name: str) -> dict[str, list[str]]:
    """What a systemd unit says, by key."""
    said: dict[str, list[str]] = {}
    for line in (DEPLOY / "systemd" / name).read_text("utf-8").splitlines():
        key, found, value = line.partition("=")
        if found and not line.startswith("#"):
            said.setdefault(key, []).append(value)
    return said


def test_the_procfile_has_exactly_web_worker_and_release():
    assert OURS == {"web": ["laena", "web"], "worker": ["laena", "worker"], "release": ["laena", "migrate"]}


def test_compose_starts_the_procfile_s_commands_after_the_release_and_what_they_need():
    services = COMPOSE["services"]

    assert {name: services[name]["command"] for name in OURS} == OURS
    for name in ("web", "worker"):
        assert services[name]["depends_on"]["release"] == {"condition": "service_completed_successfully"}
        assert services[name]["depends_on"]["valkey"] == {"condition": "service_healthy"}
    assert services["release"]["depends_on"]["postgres"] == {"condition": "service_healthy"}


def test_compose_connects_its_services_stores_data_and_checks_health():
    services = COMPOSE["services"]
    environment = services["web"]["environment"]

    assert re.search(r"@(\w+)/", environment["DATABASE_URL"]).group(1) in services
    assert re.search(r"//(\w+):6379", environment["REDIS_URL"]).group(1) in services
    assert all("healthcheck" in services[name] for name in ("web", "postgres", "valkey"))
    mounted = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert mounted == set(COMPOSE["volumes"])
    assert services["postgres"]["image"] == "postgres:18"


def test_the_image_installs_locked_packages_and_starts_the_web_command():
    text = (DEPLOY / "Dockerfile").read_text("utf-8")

    assert f"CMD {OURS['web']}".replace("'", '"') in text
    assert "--require-hashes" in text
    assert re.search(r"^psycopg==", (ROOT / "requirements" / "server.txt").read_text("utf-8"), re.MULTILINE)


def test_systemd_units_start_the_procfiles_commands_and_write_one_folder_only():
    web, worker = unit("laena-web.service"), unit("laena-worker@.service")

    assert shlex.split(web["ExecStart"][0]) == ["/opt/laena/bin/laena", *OURS["web"][1:]]
    assert shlex.split(web["ExecStartPre"][0]) == ["/opt/laena/bin/laena", *OURS["release"][1:]]
    assert shlex.split(worker["ExecStart"][0]) == ["/opt/laena/bin/laena", *OURS["worker"][1:]]
    for said in (web, worker):
        assert (said["ProtectSystem"], said["NoNewPrivileges"], said["StateDirectory"]) == (
            ["strict"],
            ["yes"],
            ["laena"],
        )
        assert "LAENA_DATA=/var/lib/laena" in said["Environment"][0]


def test_every_setting_that_an_example_names_is_one():
    own = {"LAENA_PUBLISH"}  # compose's own, for the port on the host
    named = {
        (path.name, name)
        for path in DEPLOY.rglob("*")
        if path.is_file()
        for name in SETTING.findall(path.read_text("utf-8"))
    }

    assert {(path, name) for path, name in named if name not in SETTINGS | own} == set()


def test_the_reverse_proxy_forwards_sockets_but_not_the_metrics(settings: Settings):
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    shut = set(re.findall(r"location = (\S+) { deny all; }", text))

    assert "proxy_set_header Upgrade $http_upgrade;" in text
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert shut == {"/metrics", "/readyz"}
    routes = {str(rule) for rule in create_app(settings).url_map.iter_rules()}
    assert shut < routes
    assert "/readyz" in COMPOSE["services"]["web"]["healthcheck"]["test"][-1]


def test_the_reverse_proxy_logs_no_code_token_or_id_of_a_note(settings: Settings):
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    logged = re.search(r"log_format laena '(.*)';", text).group(1).split()
    place = re.search(r"map \$request_uri \$laena_place \{\s*~(\S+)\s+\$place;\s*default\s+/;\s*\}", text).group(1)
    first = re.compile(place.replace("(?<", "(?P<"))

    assert set(logged) == {
        "$remote_addr",
        "$time_iso8601",
        "$request_method",
        "$laena_place",
        "$status",
        "$body_bytes_sent",
        "$request_time",
    }
    assert re.findall(r"access_log (.*);", text) == ["/var/log/nginx/laena.log laena"]
    assert re.findall(r"error_log \S+ (\w+);", text) == ["crit"]
    for rule in create_app(settings).url_map.iter_rules():
        address = re.sub(r"<[^>]+>", "7secret", rule.rule) + "?token=7secret"
        found = first.match(address)
        assert "secret" not in (found["place"] if found else "/"), rule.rule
