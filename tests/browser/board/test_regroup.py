"""Focus issues, glossary, and the look back and forward, on the console in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.board import examples
from tests.browser.board.conftest import LAPTOP, Hall, tool
from tests.browser.waiting import becomes, until


def answer(console: Page, problem: str, to: str) -> Locator:
    return console.locator(f"#problems [data-key='{problem}'] .answer[data-key='{to}']")


def test_a_focus_issue_filters_the_board_and_stays_through_live_updates(console: Page, hall: Hall) -> None:
    wanted = sum("nature" in n["focus"] for n in hall.room.notes.values())
    console.locator("#filter-name").click()
    console.locator("#focus-tabs button", has_text="โคก หนอง นา").click()
    expect(console.locator("#filter-name")).to_have_text("โคก หนอง นา โมเดล")
    expect(console.locator("[data-note]")).to_have_count(wanted)
    arrived = hall.room.receive("ขุดโคก หนอง นา ครบแล้ว", category="proposal")
    hall.tell([], [arrived])
    expect(console.locator("[data-note]")).to_have_count(wanted + 1)
    console.locator("#focus-tabs button[aria-pressed='true']").click()
    expect(console.locator("[data-note]")).to_have_count(201)


def test_a_note_is_tagged_from_its_menu(console: Page, hall: Hall) -> None:
    key = next(key for key, n in hall.room.notes.items() if n["theme_id"] == "t11")
    console.locator(f"[data-note='{key}'] .note-more").click()
    console.locator("#note-focus button", has_text="คู่เสี่ยว").click()
    expect(console.locator("#note-focus button[aria-pressed='true']")).to_contain_text("คู่เสี่ยว")
    expect(console.locator(f"[data-note='{key}'] .note-focus")).to_contain_text("คู่เสี่ยว")
    until(console, lambda: hall.room.notes[key]["focus"] == ["pairs"])


def test_focus_issues_are_added_renamed_and_removed(console: Page, hall: Hall) -> None:
    tool(console, "focus")
    expect(console.locator(".focus-row")).to_have_count(2)
    console.locator(".focus-row [name='name']").first.fill("โคก หนอง นา พัฒนาชุมชน")
    console.locator("[data-focus='remove']").last.click()
    console.locator("#focus-add").click()
    console.keyboard.type("ผักสวนครัว")
    console.locator("#focus-save").click()
    expect(console.locator("#focus-tabs button")).to_have_count(2)
    wanted = [("nature", "โคก หนอง นา พัฒนาชุมชน"), ("f1", "ผักสวนครัว")]
    until(console, lambda: [(issue["key"], issue["name"]) for issue in hall.room.shaping.focus] == wanted)


def test_a_focus_issue_without_a_name_is_not_sent(console: Page, hall: Hall) -> None:
    tool(console, "focus")
    console.locator(".focus-row [name='name']").first.fill("")
    console.locator("#focus-save").click()
    expect(console.locator("#focus-state")).to_have_text("ประเด็นที่ 1 ยังไม่มีชื่อ")
    assert hall.room.seq == 1


def test_a_broken_glossary_line_is_named_and_gone_to(console: Page, hall: Hall) -> None:
    tool(console, "glossary")
    console.locator("#glossary-text:enabled").fill("กทบ. = กองทุนหมู่บ้าน\n= ไม่มีคำ\nจปฐ.")
    console.locator("#glossary-save").click()
    expect(console.locator("#glossary-state")).to_contain_text("บันทึกแล้ว 2 คำ แต่ 1 บรรทัดใช้ไม่ได้")
    expect(console.locator("#glossary-lines .is-wrong")).to_have_text("2")
    console.locator("#glossary-errors button").click()
    expect(console.locator("#glossary-text")).to_be_focused()
    becomes(console, lambda: console.evaluate("getSelection().toString()"), "= ไม่มีคำ")


def test_words_come_from_a_table_of_an_older_windows_program(console: Page, hall: Hall) -> None:
    tool(console, "glossary")
    console.locator("#glossary-text:enabled").fill("จปฐ.")
    table = 'กทบ.,กองทุนหมู่บ้าน,"กองทุน, หมู่บ้าน"\r\n# หมายเหตุ\r\nโอทอป;OTOP\r\n'
    file: FilePayload = {"name": "words.csv", "mimeType": "text/csv", "buffer": table.encode("cp874")}
    console.locator("#glossary-file").set_input_files(file)
    expect(console.locator("#glossary-text")).to_have_value(
        "จปฐ.\nกทบ. = กองทุนหมู่บ้าน, กองทุน, หมู่บ้าน\n# หมายเหตุ\nโอทอป = OTOP"
    )
    expect(console.locator("#glossary-state")).to_contain_text("เพิ่ม 3 บรรทัดจากไฟล์ words.csv")
    assert hall.room.shaping.glossary == ""


def test_typed_words_outlive_closing_the_dialog_and_lead_on_to_a_regrouping(console: Page, hall: Hall) -> None:
    tool(console, "glossary")
    console.locator("#glossary-text:enabled").fill("พช. = พัฒนาชุมชน")
    console.keyboard.press("Escape")
    tool(console, "glossary")
    expect(console.locator("#glossary-text")).to_have_value("พช. = พัฒนาชุมชน")
    expect(console.locator("#glossary-state")).to_have_text("ยังไม่ได้บันทึก")
    console.locator("#glossary-regroup").click()
    expect(console.locator("#regroup")).to_be_visible()
    until(console, lambda: hall.room.shaping.glossary == "พช. = พัฒนาชุมชน")


def test_the_built_in_words_can_be_seen(console: Page) -> None:
    tool(console, "glossary")
    console.locator(".built-in summary").click()
    expect(console.locator("#glossary-built-in")).to_contain_text("โอทอป = OTOP")


def single(hall: Hall, *categories: str) -> list[str]:
    """The notes of these categories that are in no theme."""
    notes = hall.room.notes.items()
    return [key for key, note in notes if note["status"] == "ungrouped" and note["category"] in categories]


def test_the_problem_that_nobody_answered_stands_on_top(console: Page, hall: Hall) -> None:
    gaps = 1 + len(single(hall, "problem"))
    expect(console.locator("#gap-count")).to_have_text(str(gaps))
    console.locator("[data-view='outlook']").click()
    expect(console.locator("#gaps-name")).to_have_text(f"ยังไม่พบทางแก้ที่ตรงกัน ({gaps})")
    expect(console.locator("#gaps .gap").first).to_contain_text("อินเทอร์เน็ตในพื้นที่ช้า")
    expect(console.locator("#gaps .gap").last).to_contain_text("ความเห็นเดี่ยว")
    expect(console.locator(".balance-sides")).to_contain_text("ฝั่งเหลียวหลัง 143 ความเห็น")
    expect(answer(console, "t04", "t09").locator(".answer-how")).to_contain_text("ตรงกันมาก")


def test_a_gap_is_closed_by_linking_an_answer(console: Page, hall: Hall) -> None:
    console.locator("[data-view='outlook']").click()
    console.locator("#gaps [data-link='add']").first.click()
    console.locator("#link-search").fill("ฐานข้อมูล")
    console.locator("#link-themes [data-theme='t09']").click()
    expect(console.locator("#gaps .gap")).to_have_count(len(single(hall, "problem")))
    expect(answer(console, "t05", "t09").locator(".answer-how")).to_contain_text("เชื่อมเอง")
    link = {"from": "t05", "to": "t09", "strength": 1.0, "said": "added"}
    until(console, lambda: link in hall.room.shaping.links)


def test_a_single_note_is_linked_to_a_problem_and_a_single_problem_to_an_answer(console: Page, hall: Hall) -> None:
    problem, idea = single(hall, "problem")[0], single(hall, "proposal")[0]
    console.locator("[data-view='outlook']").click()
    for gap, answered_by in (("t05", idea), (problem, "t09")):
        console.locator(f"#gaps [data-key='{gap}'] [data-link='add']").click()
        console.locator(f"#link-themes [data-theme='{answered_by}']").click()
        expect(answer(console, gap, answered_by).locator(".answer-how")).to_contain_text("เชื่อมเอง")
        link = {"from": gap, "to": answered_by, "strength": 1.0, "said": "added"}
        until(console, lambda link=link: link in hall.room.shaping.links)
    expect(answer(console, "t05", idea)).to_contain_text("ความเห็นเดี่ยว")


def test_while_notes_wait_the_list_of_gaps_says_how_many_and_claims_nothing(
    hall: Hall, screen: Callable[..., Page]
) -> None:
    hall.room.waiting.update(problem=2, solution=1, proposal=3, result=9)
    console = screen(hall.console_url, LAPTOP)
    console.locator("[data-view='outlook']").click()
    expect(console.locator("#gaps-name")).to_contain_text("ยังไม่พบทางแก้")
    expect(console.locator("#gaps-none")).to_contain_text("ยังไม่ได้ดูปัญหา 2 ความเห็น และทางแก้กับข้อเสนอ 4 ความเห็น")


def test_a_link_is_confirmed_and_a_removed_one_comes_back_by_the_bar(console: Page, hall: Hall) -> None:
    console.locator("[data-view='outlook']").click()
    answer(console, "t04", "t09").locator("[data-link='confirm']").click()
    expect(answer(console, "t04", "t09").locator(".answer-how")).to_contain_text("ยืนยันแล้ว")
    answer(console, "t02", "t08").locator("[data-link='remove']").click()
    expect(answer(console, "t02", "t08")).to_have_count(0)
    gaps = 1 + len(single(hall, "problem"))
    expect(console.locator("#gaps .gap")).to_have_count(gaps + 1)
    console.locator("#toasts .button").click()
    expect(answer(console, "t02", "t08")).to_be_visible()
    expect(console.locator("#gaps .gap")).to_have_count(gaps)


def test_a_refused_link_is_taken_back(console: Page, hall: Hall) -> None:
    console.locator("[data-view='outlook']").click()
    hall.room.refuse = {"ok": False, "error": "conflict", "message": "มีคนแก้ไปก่อนแล้ว"}
    answer(console, "t04", "t09").locator("[data-link='remove']").click()
    expect(console.locator("#toasts")).to_contain_text("มีคนแก้ไปก่อนแล้ว")
    expect(answer(console, "t04", "t09")).to_be_visible()


def test_a_category_leads_back_to_the_wall(console: Page) -> None:
    console.locator("[data-view='outlook']").click()
    expect(console.locator("#board")).to_be_hidden()
    console.locator("[data-key='problem'].filter-tab").click()
    expect(console.locator("#board")).to_be_visible()
    expect(console.locator("#outlook")).to_be_hidden()


def test_before_there_is_anything_every_view_says_so(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    console = screen(open_hall(examples.empty()).console_url, LAPTOP)
    console.locator("[data-view='outlook']").click()
    expect(console.locator("#balance")).to_contain_text("ยังเทียบเหลียวหลังกับแลหน้าไม่ได้")
    expect(console.locator("#gaps-none")).to_have_text("ยังไม่มีปัญหา")
    expect(console.locator("#problems-none")).to_be_visible()
    tool(console, "focus")
    expect(console.locator("#focus-none")).to_be_visible()


def test_a_dialog_that_cannot_be_loaded_says_why(console: Page, hall: Hall) -> None:
    console.route("**/glossary", lambda route: route.abort())
    tool(console, "glossary")
    expect(console.locator("#glossary-state")).to_contain_text("เปิดไม่ได้: ติดต่อเครื่องแม่ข่ายไม่ได้")
    expect(console.locator("#glossary-text")).to_be_disabled()


def answered(hall: Hall) -> None:
    """Links every problem theme of the stub to an answer."""
    problems = [key for key, theme in hall.room.themes.items() if theme["category"] == "problem"]
    links = [{"from": key, "to": "t09", "strength": 1.0, "said": "added"} for key in problems]
    hall.room.shaping.links[:] = links


def test_problems_in_no_theme_are_not_said_to_be_answered(hall: Hall, screen: Callable[..., Page]) -> None:
    answered(hall)
    loose = single(hall, "problem")
    assert loose
    console = screen(hall.console_url, LAPTOP)
    console.locator("[data-view='outlook']").click()
    expect(console.locator("#gaps .gap")).to_have_count(len(loose))
    expect(console.locator("#gaps-none")).to_be_hidden()
    expect(console.locator("#grouping")).to_contain_text("ยังไม่จัดกลุ่ม")


def test_every_problem_is_answered_once_each_note_is_in_a_theme_with_an_answer(
    hall: Hall, screen: Callable[..., Page]
) -> None:
    answered(hall)
    theme = next(key for key, theme in hall.room.themes.items() if theme["category"] == "problem")
    for note in hall.room.notes.values():
        if note["category"] == "problem" and note["status"] == "ungrouped":
            note.update(theme_id=theme, status="theme")
    console = screen(hall.console_url, LAPTOP)
    console.locator("[data-view='outlook']").click()
    expect(console.locator("#gaps-none")).to_have_text("ทุกปัญหามีทางแก้หรือข้อเสนอแล้ว")
    hall.tell([], [hall.room.receive("น้ำประปาไม่ไหลทั้งหมู่บ้าน")])
    expect(console.locator("#gaps .gap")).to_contain_text("น้ำประปาไม่ไหลทั้งหมู่บ้าน")
