"""lib/feed.js: deltas make the same state in whatever order and number they come."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

MERGE = """async (deltas) => {
  const { blank, merge } = await import('/static/any/js/lib/feed.js');
  const state = blank();
  const gaps = deltas.map((delta) => merge(state, delta).gap);
  return { seq: state.seq, notes: Object.fromEntries(state.notes), timer: state.timer, gaps,
    themes: Object.fromEntries(state.themes), own: "voices" in state };
}"""


@pytest.fixture
def page(modules: Page) -> Page:
    return modules


def note(name: str, text: str) -> dict[str, Any]:
    return {"id": name, "text": text}


FULL = {"full": True, "from": 0, "seq": 5, "notes": [note("a", "ก"), note("b", "ข")], "gone": [], "timer": None}
EDIT = {"from": 5, "seq": 6, "notes": [note("a", "ก แก้")]}
GONE = {"from": 6, "seq": 7, "notes": [], "gone": ["b"], "timer": {"seconds": 60}}


def test_deltas_in_order_make_the_state(page: Page) -> None:
    state = page.evaluate(MERGE, [FULL, EDIT, GONE])
    assert state["notes"] == {"a": note("a", "ก แก้")}
    assert (state["seq"], state["timer"], state["gaps"]) == (7, {"seconds": 60}, [False] * 3)


def test_a_delta_taken_twice_or_late_changes_nothing(page: Page) -> None:
    assert page.evaluate(MERGE, [FULL, EDIT, GONE, GONE, EDIT, FULL])["notes"] == {"a": note("a", "ก แก้")}


def test_a_delta_after_a_gap_is_not_taken(page: Page) -> None:
    state = page.evaluate(MERGE, [FULL, GONE])
    assert (state["seq"], set(state["notes"]), state["gaps"]) == (5, {"a", "b"}, [False, True])


def test_an_overlapping_delta_is_taken(page: Page) -> None:
    both = {"from": 3, "seq": 7, "notes": [note("a", "ก แก้")], "gone": ["b"]}
    assert page.evaluate(MERGE, [FULL, EDIT, both])["notes"] == {"a": note("a", "ก แก้")}


def test_a_themes_voices_are_updated_though_the_theme_did_not_change(page: Page) -> None:
    theme = {"id": "t1", "label": "งบ", "voices": {"groups": 1, "agreement": 1}}
    heard = {"from": 5, "seq": 6, "voices": {"t1": {"groups": 1, "agreement": 0.5}, "gone": {"groups": 9}}}
    state = page.evaluate(MERGE, [{**FULL, "themes": [theme]}, heard])
    assert state["themes"] == {"t1": {**theme, "voices": {"groups": 1, "agreement": 0.5}}}
    assert state["own"] is False


def test_catch_up_fetches_once_at_a_time_and_again_for_callers_meanwhile(page: Page) -> None:
    script = """async () => {
      const { Feed } = await import('/static/any/js/lib/feed.js');
      const asked = [];
      let answer;
      const feed = new Feed({ onChange() {}, load: (since) => {
        asked.push(since);
        return new Promise((resolve) => { answer = resolve; });
      }});
      const done = feed.catchUp();
      feed.catchUp();
      feed.catchUp();
      answer({ full: true, from: 0, seq: 4, notes: [] });
      await new Promise((resolve) => setTimeout(resolve));
      answer({ full: false, from: 4, seq: 4, notes: [] });
      await done;
      return asked;
    }"""
    assert page.evaluate(script) == [None, 4]


def test_a_screen_accepts_a_server_restored_from_a_backup(page: Page) -> None:
    script = """async (full) => {
      const { Feed } = await import('/static/any/js/lib/feed.js');
      const feed = new Feed({ onChange() {}, load: () => Promise.resolve(full) });
      feed.state.seq = 900;
      feed.state.notes.set('later', { id: 'later' });
      await feed.catchUp();
      return [feed.state.seq, Array.from(feed.state.notes.keys())];
    }"""
    assert page.evaluate(script, FULL) == [5, ["a", "b"]]


def test_an_older_catch_up_does_not_overwrite_what_all_phones_are_sent(page: Page) -> None:
    script = """async () => {
      const { Feed } = await import('/static/any/js/lib/feed.js');
      const answers = [{ full: false, from: 3, seq: 8, timer: 'old' }, { full: false, from: 8, seq: 9, timer: 'new' }];
      let asked = 0;
      const feed = new Feed({ onChange() {}, load: () => { asked += 1; return Promise.resolve(answers.shift()); } });
      feed.state.seq = 3;
      feed.overlay({ from: 8, seq: 9, timer: 'new' });
      const first = [feed.state.timer, feed.state.seq, asked];
      await feed.catchUp();
      feed.overlay({ from: 1, seq: 2, timer: 'stale' });
      return [first, feed.state.timer, feed.state.seq, asked];
    }"""
    assert page.evaluate(script) == [["new", 3, 0], "new", 9, 2]


def test_what_was_given_to_one_question_is_not_given_to_the_next_and_is_asked_for_when_it_is_back(page: Page) -> None:
    script = """async () => {
      const { Feed } = await import('/static/any/js/lib/feed.js');
      const morning = { id: 1, state: 'closed' };
      const given = { pulse: morning, my_pulse: 4, my_word: 'สุข', my_votes: { a: 1 } };
      let [asked, now] = [0, { full: true, from: 0, seq: 3, ...given }];
      const answers = { pulse: ['my_pulse', 'my_word'], voting: ['my_votes'] };
      const feed = new Feed({ answers, onChange() {}, load: () => { asked += 1; return Promise.resolve(now); } });
      const own = () => [feed.state.my_pulse ?? null, feed.state.my_word ?? null, asked];
      await feed.catchUp();
      const found = [own()];
      feed.overlay({ from: 3, seq: 4, pulse: null });
      feed.overlay({ from: 4, seq: 5, pulse: morning });
      found.push(own());
      feed.overlay({ from: 5, seq: 6, pulse: { id: 2, state: 'open' } });
      found.push(own());
      now = { ...now, seq: 7 };
      feed.overlay({ from: 6, seq: 7, pulse: morning });
      await feed.catchUp();
      const back = own();
      now = { ...now, seq: 8, pulse: { id: 2, state: 'open' }, my_pulse: 2, my_word: '' };
      feed.overlay({ from: 7, seq: 8, pulse: { id: 2, state: 'open' } });
      await feed.catchUp();
      return [...found, back, feed.state.my_votes, feed.state.my_pulse];
    }"""
    first, same, other, back, votes, redone = page.evaluate(script)
    assert first == same == [4, "สุข", 1]
    assert other == [None, None, 1]
    assert (back[:2], back[2] > 1, votes) == ([4, "สุข"], True, {"a": 1})
    assert redone == 2, "undone and done again it is no new question"


def test_ids_rise_and_are_uuid_version_7(page: Page) -> None:
    script = """async () => {
      const { uuid7 } = await import('/static/any/js/lib/ids.js');
      const ids = Array.from({ length: 5000 }, () => uuid7(1_700_000_000_000));
      return [new Set(ids).size, ids.join() === ids.slice().sort().join(),
        ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))];
    }"""
    assert page.evaluate(script) == [5000, True, True]


def test_ids_rise_though_the_clock_is_set_back_and_the_page_comes_anew(page: Page) -> None:
    script = "now => import('/static/any/js/lib/ids.js').then(({ uuid7 }) => uuid7(now))"
    before = page.evaluate(script, 1_700_000_000_000)
    page.reload()
    assert page.evaluate(script, 1_600_000_000_000) > before


def test_ids_of_a_phone_that_once_had_the_year_2569_still_rise(page: Page) -> None:
    script = """async (year) => {
      localStorage.removeItem('laena.last-id');
      const { uuid7 } = await import(`/static/any/js/lib/ids.js?${year}`);
      const ids = [uuid7(year), ...Array.from({ length: 5000 }, () => uuid7(1_700_000_000_000))];
      return ids.join() === ids.slice().sort().join() && new Set(ids).size === 5001;
    }"""
    for year in (2_240_000_000_000, 18_900_000_000_000, 200_000_000_000_000):
        assert page.evaluate(script, year), year


def test_an_id_of_a_former_page_is_older_than_every_new_one(page: Page) -> None:
    before = page.evaluate("""async () => {
      localStorage.setItem('laena.last-id', '18900000000000.25');
      const { uuid7 } = await import('/static/any/js/lib/ids.js?former');
      return uuid7(1_700_000_000_000);
    }""")
    assert before[:13].replace("-", "") == f"{18_900_000_000_000:012x}"


def test_a_countdown_goes_on_whatever_the_phones_clock_and_the_servers_do(page: Page) -> None:
    left = page.evaluate("""async () => {
      const { device, remaining, sync } = await import('/static/any/js/lib/clock.js');
      const hours = 3600000;
      const server = 1800000000000;
      const timer = { ends_at: server + 60000, seconds: 60, running: true, left: 60 };
      const seen = [];
      sync(server, device());
      seen.push(remaining(timer));
      Date.now = () => 33000000000000;  // the phone's year is 2569 of another era, or it was put right
      seen.push(remaining(timer));
      sync(server - 7 * hours);  // the server's was put right: the message brings its timer along
      seen.push(remaining({ ...timer, ends_at: timer.ends_at - 7 * hours }));
      sync(server - 7 * hours - 300);  // one that waited on its way is not believed
      seen.push(remaining({ ...timer, ends_at: timer.ends_at - 7 * hours }));
      seen.push(remaining({ ...timer, ends_at: timer.ends_at + 7 * hours }));
      return seen;
    }""")
    assert left == [60] * 5
