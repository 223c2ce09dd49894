"""A room spread over two web processes sees and counts as one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from tests.scale.conftest import Department
from tests.scale.installation import PATIENCE, call, kill, until
from tests.scale.people import Phone, Screen, sign_in, sign_out
from workshop.live.other_processes import EVERY_SECONDS
from workshop.views import integrity


def test_a_note_posted_to_one_process_is_seen_by_the_boards_of_the_other(department: Department) -> None:
    code, state = department.installation.a_workshop()
    phone = Phone(code, state)
    phone.join(department.a)
    # Signed in at the one, admitted by the other: one secret signs for both.
    board = Screen(department.b, code, "console", cookie=department.cookie)
    sent = phone.note(department.a, "ถนนหน้าโรงเรียนพัง")
    until(lambda: sent in board.notes(), "the note on the other's board")
    assert call(department.b.port, "GET", f"/workshops/{code}", cookie=department.cookie).status == 200
    board.close()


def test_a_signed_out_console_is_closed_at_both_processes_within_a_second(department: Department) -> None:
    code, state = department.installation.a_workshop()
    phone = Phone(code, state)
    phone.join(department.a)
    leaving = sign_in(department.a)
    consoles = [Screen(web, code, "console", cookie=leaving) for web in department.webs]
    others = [Screen(web, code, "projector", cookie=department.cookie) for web in department.webs]
    boards = [*consoles, *others]
    others.append(phone.screen(department.b))

    def told_of_a_phone_that_comes() -> bool:
        """Boards are told as a phone comes, so one may come before a board: another one comes until all were told."""
        if not all(board.of("presence") for board in boards):
            came = Phone(code, state)
            came.join(department.b)
            others.append(came.screen(department.b))
            threading.Event().wait(EVERY_SECONDS)  # they are told at most once a second
        return all(board.of("presence") for board in boards)

    until(told_of_a_phone_that_comes, "every board is connected")
    sign_out(department.a, leaving)
    assert EVERY_SECONDS == 1, "so that a console is closed within two"
    until(lambda: all(console.ended.is_set() for console in consoles), "both consoles are cut")
    sent = phone.note(department.a, "หลังออกจากระบบ")
    until(lambda: all(sent in screen.notes() for screen in others[:2]), "the note on the projectors")
    assert not any(screen.ended.is_set() for screen in others)
    again = Screen(department.b, code, "console", cookie=leaving)
    assert again.ended.wait(PATIENCE)
    assert again.notes() | consoles[1].notes() == set()
    for screen in others:
        screen.close()


def test_changes_are_numbered_without_gaps_while_both_processes_write(department: Department) -> None:
    code, state = department.installation.a_workshop()
    phones = [Phone(code, state) for _ in range(16)]

    def write(place: int) -> list[str]:
        phone = phones[place]
        phone.join(department.webs[place % 2], group=place % 2)
        # Each phone's notes go to either process in turn, as without sticky sessions.
        return [phone.note(department.webs[(place + n) % 2], f"เรื่องที่ {place} {n}") for n in range(15)]

    with ThreadPoolExecutor(16) as pool:
        acknowledged = [note for notes in pool.map(write, range(16)) for note in notes]
    found = department.installation.feed.read(integrity.everything)
    assert found.faults == ()
    stored = {
        note
        for phone in phones
        for note in [row["id"] for row in phone.call(department.b, "GET", "/state").json["notes"]]
    }
    assert len(acknowledged) == len(set(acknowledged)) == 240
    assert stored == set(acknowledged)


def test_connected_phones_are_counted_over_both_processes_and_once_each(department: Department) -> None:
    code, state = department.installation.a_workshop()
    phones = [Phone(code, state) for _ in range(5)]
    for phone in phones:
        phone.join(department.a)
    tabs = [phone.screen(department.webs[place % 2]) for place, phone in enumerate(phones)]
    tabs.append(phones[0].screen(department.b))
    boards = [Screen(web, code, "console", cookie=department.cookie) for web in department.webs]
    until(lambda: [board.connected() for board in boards] == [5, 5], "five phones on both boards")
    for screen in tabs:
        screen.close()
    until(lambda: [board.connected() for board in boards] == [0, 0], "nobody on both boards")
    for board in boards:
        board.close()


def test_phones_of_a_killed_process_leave_the_count_and_catch_up_at_another(department: Department) -> None:
    third = department.installation.web("third")
    until(lambda: third.ready().get("ok"), "a third process takes notes")
    code, state = department.installation.a_workshop()
    phones = [Phone(code, state) for _ in range(2)]
    for phone in phones:
        phone.join(third)
    board = Screen(department.a, code, "console", cookie=department.cookie)
    screens = [phone.screen(third) for phone in phones]
    until(lambda: board.connected() == 2, "two phones on the board")
    seen = phones[0].call(third, "GET", "/state").json["seq"]
    kill(third.process)
    assert all(screen.ended.wait(PATIENCE) for screen in screens)
    sent = phones[0].note(department.b, "ส่งหลังจากเครื่องหนึ่งดับ")
    until(lambda: board.connected() == 0, "the dead process's phones gone")
    again = [phone.screen(department.b) for phone in phones]
    until(lambda: board.connected() == 2, "both counted where they came back")
    missed = phones[0].call(department.b, "GET", f"/state?since={seen}").json
    assert [note["id"] for note in missed["notes"]] == [sent]
    for screen in (*again, board):
        screen.close()
