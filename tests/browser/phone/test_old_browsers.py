"""The lowest browsers: their syntax is that of the bundle, and the page works without what came after 2017."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.phone.conftest import write
from tests.browser.phone.test_on_the_server import enter, texts
from tests.browser.phone.test_rescue import AT_ONCE, scanned
from tests.room import Room
from workshop import paths
from workshop.web import bundles

ROOT = Path(__file__).resolve().parents[3]
# What Chrome 61 and Safari 11 know of JavaScript: ES2017, in modules.
PARSE = "(code) => acorn.parse(code, {ecmaVersion: 2017, sourceType: 'module'}).body.length"
# What came later to Chrome, Safari or both, as far as a page of ours might take it for granted.
LATER = """
  for (const [owner, ...names] of [
    [window, 'BigInt', 'AbortController', 'BroadcastChannel', 'ResizeObserver', 'IntersectionObserver',
      'structuredClone', 'queueMicrotask', 'visualViewport', 'globalThis'],
    [Object, 'fromEntries', 'groupBy', 'hasOwn'], [Promise, 'allSettled', 'any', 'withResolvers'],
    [Promise.prototype, 'finally'], [Intl, 'Segmenter', 'ListFormat', 'RelativeTimeFormat'],
    [Array.prototype, 'flat', 'flatMap', 'at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'with'],
    [String.prototype, 'matchAll', 'replaceAll', 'at', 'trimStart', 'trimEnd', 'isWellFormed'],
    [Element.prototype, 'replaceChildren', 'toggleAttribute', 'checkVisibility'],
    [DocumentFragment.prototype, 'replaceChildren'], [HTMLFormElement.prototype, 'requestSubmit'],
    [navigator.constructor.prototype, 'locks', 'storage', 'share'], [crypto.constructor.prototype, 'randomUUID'],
  ]) for (const name of names) { delete owner[name]; }
  const Old = function (source, flags) {
    if (/\\\\p\\{/i.test(String(source)) || /[sdvy]/.test(flags || '')) throw new SyntaxError('no such class');
    return new Real(source, flags);
  };
  const Real = window.RegExp;
  Old.prototype = Real.prototype;
  window.RegExp = Old;
"""


@pytest.fixture
def bundle() -> bundles.Bundle:
    found = bundles.read(paths.static_dir())
    assert found is not None, "static/built is not of these modules: run `make setup`"
    return found


def test_every_script_of_the_bundle_is_in_the_syntax_of_the_lowest_browsers(
    modules: Page, bundle: bundles.Bundle
) -> None:
    modules.add_script_tag(content=(ROOT / "node_modules" / "acorn" / "dist" / "acorn.js").read_text("utf-8"))
    # Those of screens of staff lie in folders of their own.
    own = {f"{bundles.FOLDER}/{path.name}" for path in (paths.static_dir() / bundles.FOLDER).glob("*.js")}
    assert own >= {bundle[name] for name in ("script", "desk", "late", "rescue", "rescued", "table", "moving")}  # type: ignore[literal-required]
    scripts = [*sorted(own), "vendor/socket.io.min.js"]
    for name in scripts:
        assert modules.evaluate(PARSE, (paths.static_dir() / name).read_text("utf-8")) > 0, name
    with pytest.raises(Exception, match="Unexpected token"):
        modules.evaluate(PARSE, "const a = b?.c;")


@pytest.mark.usefixtures("bundle")
def test_a_browser_of_2017_joins_writes_edits_and_deletes(device: BrowserContext, url: str, room: Room) -> None:
    device.add_init_script(f"(() => {{ {LATER} }})()")
    page = device.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    enter(page, url, room)
    write(page, "น้ำไม่ไหลทั้งหมู่บ้าน")
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    page.locator('[data-do="edit"]').click()
    page.locator(".note-form textarea").fill("น้ำไหลแล้ว")
    page.locator(".note-form [type=submit]").click()
    expect(page.locator("#own-notes > li")).to_contain_text("บันทึกที่แก้แล้ว")
    assert texts(room) == ["น้ำไหลแล้ว"]
    page.locator('[data-do="delete"]').click()
    expect(page.locator("#own-notes > li")).to_have_count(0)
    assert wrong == []


@pytest.mark.usefixtures("bundle")
def test_what_comes_late_runs_in_a_browser_of_2017_too(device: BrowserContext, url: str, room: Room) -> None:
    device.add_init_script(f"(() => {{ {LATER} }})()")
    device.add_init_script(AT_ONCE)
    page = device.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{url}/j/{room.code}")
    page.get_by_role("radio", name="กลุ่มดอกคูน").check()
    with page.expect_response(lambda answer: answer.url.endswith("/rescue")):
        page.locator("#join-send").click()
    expect(page.locator("#rescue-box")).to_be_attached()
    device.set_offline(True)
    write(page, "ติดต่อ 081-234-5678 หลังเลิกงาน")
    page.locator("#rescue").click()
    link = scanned(page)
    assert wrong == []

    friend = device.new_page()
    device.set_offline(False)
    friend.on("pageerror", lambda error: wrong.append(str(error)))
    friend.goto(link)
    expect(friend.locator("#rescued-notes")).to_contain_text("หลังเลิกงาน")
    assert wrong == []


def test_a_first_visit_is_of_few_files_that_come_once(
    device: BrowserContext, url: str, room: Room, bundle: bundles.Bundle
) -> None:
    page = device.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(url)))
    # What rescues waiting notes comes some seconds after the first visit; a busy machine may be there already. A route
    # would switch off what the browser keeps.
    page.context.new_cdp_session(page).send("Network.setBlockedURLs", {"urls": ["*/rescue"]})
    with page.expect_websocket():
        enter(page, url, room)
    page.evaluate("document.fonts.ready.then(() => true)")
    files = {path for path in asked if not path.startswith(("/api/", "/socket.io"))}
    assert len(files) <= 12, files
    # A module is fetched first and then run out of what the browser keeps: each comes over the network once.
    sizes = "performance.getEntriesByType('resource').map((each) => [each.name, each.transferSize])"
    came = [name for name, size in page.evaluate(sizes) if size]
    assert bundle["desk"] in "".join(came)
    assert [name for name in came if "/static/" in name and came.count(name) > 1] == []
