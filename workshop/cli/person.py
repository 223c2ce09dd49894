"""laena person"""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from sqlalchemy.orm import Session

from workshop.cli.restore import in_use
from workshop.cli.start import open_feed, settings_option
from workshop.domain import organisation, persons
from workshop.domain.policy import Standing
from workshop.errors import Refusal
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store import backup, folder_lock, purge

T = TypeVar("T")
_role = click.Choice([role.value for role in Standing])


@click.group()
def person() -> None:
    """คนที่เข้าระบบด้วยชื่อ / People who sign in by name."""


@person.command("list")
@settings_option
def list_people(chosen: Settings) -> None:
    """รายชื่อคน สถานะ และหน้าที่ / Everybody with state and roles."""
    for each in open_feed(chosen).read(persons.every):
        roles = " ".join(f"{role.code}:{role.role}" for role in each.roles)
        click.echo("\t".join((each.name, each.state, each.shown, roles)))


@person.command()
@click.argument("name")
@click.option("--shown", required=True, help="ชื่อที่คนอื่นเห็น / name that others see.")
@click.option("--email", default="", help="อีเมลของบัญชีหน่วยงาน / e-mail of the office's account.")
@click.option("--unit", help="รหัสหน่วยงาน / code of a unit.")
@click.option("--role", type=_role, help="หน้าที่ที่หน่วยงานนั้น / role at that unit.")
@settings_option
def add(name: str, shown: str, email: str, unit: str | None, role: str | None, chosen: Settings) -> None:
    """เพิ่มคน และทำลิงก์ตั้งรหัสผ่าน / Add somebody, and make the link that sets the password."""
    if bool(unit) != bool(role):
        raise click.UsageError("--unit และ --role ต้องมาด้วยกัน / --unit and --role go together")

    def verb(session: Session) -> str:
        made = persons.add(session, name, shown, email)
        if unit and role:
            persons.give_role(session, made, organisation.by_code(session, unit).id, role)
        return persons.make_link(session, made)

    _show_link(chosen, _write(open_feed(chosen), verb))


@person.command()
@click.argument("name")
@settings_option
def link(name: str, chosen: Settings) -> None:
    """ทำลิงก์ตั้งรหัสผ่านใหม่ / Make a new link that sets the password, once."""
    token = _write(open_feed(chosen), lambda session: persons.make_link(session, persons.by_name(session, name).id))
    _show_link(chosen, token)


@person.command()
@click.argument("name")
@click.argument("unit")
@click.argument("role", type=click.Choice([*(role.value for role in Standing), "none"]))
@settings_option
def role(name: str, unit: str, role: str, chosen: Settings) -> None:
    """ให้หน้าที่ หรือเอาออก / Give a role at a unit; none takes it away."""

    def verb(session: Session) -> None:
        found = persons.by_name(session, name).id
        persons.give_role(session, found, organisation.by_code(session, unit).id, "" if role == "none" else role)

    _write(open_feed(chosen), verb)


@person.command()
@click.argument("name")
@settings_option
def disable(name: str, chosen: Settings) -> None:
    """ไม่ให้เข้าระบบ / Let somebody in no more; open screens close."""
    _set_disabled(chosen, name, True)


@person.command()
@click.argument("name")
@settings_option
def enable(name: str, chosen: Settings) -> None:
    """ให้เข้าระบบอีกครั้ง / Let somebody in again."""
    _set_disabled(chosen, name, False)


@person.command("purge")
@click.argument("name")
@settings_option
def purge_person(name: str, chosen: Settings) -> None:
    """ลบคนออกจากฐานข้อมูลและข้อมูลสำรอง / Delete somebody from the database and all backups in the data folder.

    Stop the server first.
    """
    feed, gone = open_feed(chosen), persons.folded(name)
    there = gone in [each.name for each in feed.read(persons.every)]
    try:
        with folder_lock.exclusive(chosen.data):
            if there:
                _write(feed, lambda session: persons.purge(session, persons.by_name(session, gone).id))
            feed.database.close()
            backup.sweep(chosen.data)
            backup.sweep(chosen.data / backup.FOLDER)
            changed = purge.forget_person(chosen.data, backup.file_of(chosen.database), gone)
    except folder_lock.InUse as error:
        raise click.ClickException(in_use(error)) from None
    except folder_lock.CannotLock as error:
        raise click.ClickException(f"เขียนโฟลเดอร์ข้อมูลไม่ได้ / cannot write the data folder: {error}") from None
    except purge.CannotPurge as error:
        raise click.ClickException(f"ลบไม่ครบ สั่งอีกครั้งได้ / not everywhere, repeat it: {error}") from None
    if not there and not changed:
        raise click.ClickException(f"ไม่พบ {gone} / there is no {gone}")
    click.echo(f"ลบ {gone} แล้ว รวมทั้งสำเนาสำรองในโฟลเดอร์ข้อมูล / {gone} is gone, from backups too")


def _set_disabled(chosen: Settings, name: str, disabled: bool) -> None:
    _write(
        open_feed(chosen),
        lambda session: persons.set_disabled(session, persons.by_name(session, name).id, disabled),
    )


def _write(feed: Feed, verb: Callable[[Session], T]) -> T:
    """Run the verb; what it refuses is said in both languages' own words."""
    try:
        return feed.write(verb)
    except Refusal as refusal:
        errors: list[Any] = [*refusal.errors.values()] or [refusal.message]
        raise click.ClickException("\n".join(map(str, errors))) from None


def _show_link(chosen: Settings, token: str) -> None:
    click.echo("ส่งลิงก์นี้ให้เจ้าตัว ใช้ได้ครั้งเดียว / hand this on, it works once:")
    click.echo(f"  {chosen.public_address or f'http://127.0.0.1:{chosen.port}'}/first-password/{token}")
