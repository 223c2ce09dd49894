/** A group's board: its notes as far as they may stand with its name, its themes, and the summary that its scribe writes. */
import { data, fill, fragment, list, one, word } from "./lib/dom.js";
import { Feed } from "./lib/feed.js";
import { uuid7 } from "./lib/ids.js";
import { connect } from "./lib/socket.js";
import { say } from "./lib/toast.js";
import { ask, look } from "./parts/board/ask.js";

const ASK_MS = 2000; // while the socket does not bring the changes
const TOLD_MS = 8000;
const MOST_TOLD = 8;
const { code } = data("page");
const root = one("#group-board");
const form = one("#point-form");
const text = one("#point-text");
const first = data("board-data");
const group = first.group.id;
const path = `groups/${group}`;
const feed = new Feed({ load, onChange: () => draw() });
const board = feed.state;
let editing = null; // {id, seq} of the point in the form
let ticked = { notes: new Set(), themes: new Set() };
let tried = {}; // {words, id} of the new point that was sent last
let asking = null;

async function load(since) {
  try {
    const answer = await look(code, `${path}?since=${since ?? 0}`);
    fill(root, { trouble: "" });
    return answer;
  } catch (refusal) {
    fill(root, { trouble: refusal.message });
    throw refusal;
  }
}

/** The socket brings the changes; without one the board asks. At each turn it catches up at once. */
function linked(state) {
  const { link } = root.dataset;
  root.dataset.link = state;
  clearInterval(asking);
  if (state !== "connected") asking = setInterval(() => feed.catchUp(), ASK_MS);
  if (link) feed.catchUp();
}

const ownNotes = () => [...board.notes.values()].sort((a, b) => a.number - b.number);
const ownThemes = () => [...board.themes.values()].sort((a, b) => b.own - a.own || (a.label < b.label ? -1 : 1));

/** → whether the server took it; what it refused stands in the form */
async function run(verb, body = {}) {
  fill(root, { busy: true, wrong: "" });
  try {
    await ask(code, `${path}/points${verb}`, body);
    await feed.catchUp();
    return true;
  } catch (refusal) {
    fill(root, { wrong: refusal.message });
    return false;
  } finally {
    fill(root, { busy: false });
  }
}

async function save(event) {
  event.preventDefault();
  const there = (chosen, rows) => rows.map(({ id }) => id).filter((id) => chosen.has(id));
  const sent = { text: text.value, notes: there(ticked.notes, ownNotes()), themes: there(ticked.themes, ownThemes()) };
  if (await run("", editing ? { ...sent, id: editing.id, was: editing.seq } : { ...sent, sent: idOf(sent) })) leave();
}

/** The same id for the same words while they are in the form: where the answer was lost, a second tap makes no second point. */
function idOf(point) {
  const words = JSON.stringify(point);
  if (words !== tried.words) tried = { words, id: uuid7() };
  return tried.id;
}

function leave() {
  editing = null;
  tried = {};
  ticked = { notes: new Set(), themes: new Set() };
  text.value = "";
  fill(root, { wrong: "" });
  draw();
}

function edit(point) {
  editing = { id: point.id, seq: point.seq };
  ticked = { notes: new Set(point.notes), themes: new Set(point.themes.map(({ id }) => id)) };
  text.value = point.text;
  draw();
  text.focus();
}

async function act(button) {
  const point = board.points.find(({ id }) => String(id) === button.closest("[data-key]").dataset.key);
  const verb = button.dataset.point;
  if (verb === "edit") edit(point);
  else if (verb === "remove") {
    if (!(await run(`/${point.id}/remove`))) return;
    if (editing?.id === point.id) leave();
    say(word("removed"), { ms: TOLD_MS, action: word("undo"), onAction: () => run(`/${point.id}/back`) });
  } else await run(`/${point.id}/step`, { by: verb === "up" ? -1 : 1 });
}

function told() {
  const key = board.waiting ? "told_waiting" : board.anonymous ? "told_anonymous" : "";
  const hidden = typeof board.unrevealed === "number" ? word("told_unrevealed", { n: board.unrevealed }) : "";
  return [key && word(key, { n: board.fewest }), hidden].filter(Boolean).join(" ");
}

function draw() {
  const names = new Map(board.categories.map(({ key, name }) => [key, name]));
  fill(root, {
    phases: board.open.length ? word("phases_open", { names: board.open.join(" · ") }) : word("phases_none"),
    told: told(),
    none: board.points.length === 0,
    no_notes: board.notes.size === 0,
    no_themes: board.themes.size === 0,
    count: board.notes.size || "",
    form_title: word(editing ? "edit_point" : "new_point"),
    action: word(editing ? "save" : "add"),
    editing: Boolean(editing),
    ties: ticked.notes.size + ticked.themes.size ? word("ties_n", { notes: ticked.notes.size, themes: ticked.themes.size }) : word("ties_none"),
  });
  const last = board.points.length - 1;
  list(one("#points"), board.points, {
    key: ({ id }) => id,
    make: () => fragment("point-template"),
    update: (element, point) => {
      const at = board.points.indexOf(point);
      fill(element, { text: `${at + 1}. ${point.text}`, from: from(point), up: word("up"), down: word("down"), first: at === 0, last: at === last });
    },
  });
  choices(one("#themes"), ownThemes(), ticked.themes, ({ label, category, own }) => ({
    text: label,
    about: [names.get(category), own ? word("own_n", { n: own }) : ""].filter(Boolean).join(" · "),
  }));
  choices(one("#notes"), ownNotes(), ticked.notes, (note) => ({
    text: note.text,
    about: [`#${note.number}`, names.get(note.category), note.signed].filter(Boolean).join(" · "),
  }));
}

function from({ numbers, themes }) {
  const told = numbers.slice(0, MOST_TOLD).map((number) => `#${number}`).join(" ") + (numbers.length > MOST_TOLD ? " …" : "");
  return [numbers.length ? word("from_notes", { numbers: told }) : "", ...themes.map(({ label }) => label)].filter(Boolean).join(" · ");
}

function choices(parent, rows, chosen, words) {
  list(parent, rows, {
    key: ({ id }) => id,
    make: () => fragment("choice-template"),
    update: (element, row) => {
      fill(element, words(row));
      one("input", element).checked = chosen.has(row.id);
    },
  });
}

for (const [name, selector] of [["notes", "#notes"], ["themes", "#themes"]]) {
  one(selector).addEventListener("change", ({ target }) => {
    const { key } = target.closest("[data-key]").dataset;
    ticked[name][target.checked ? "add" : "delete"](key);
    draw();
  });
}
one("#points").addEventListener("click", ({ target }) => {
  const button = target.closest("[data-point]");
  if (button) act(button);
});
form.addEventListener("submit", save);
one("#point-cancel").addEventListener("click", leave);
feed.take(first);
feed.watch();
connect({ code, view: "group", group }, { changes: (delta) => feed.take(delta), link: linked });
