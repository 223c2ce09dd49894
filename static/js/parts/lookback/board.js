import { data, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { ask, look, token } from "../board/ask.js";
import { offer } from "../board/activity.js";
import { figure } from "../board/figure.js";

const { code } = data("invite-data");
let asked = false;

/** Last year's proposals and actions as cards: where they come from, how each stands, and what the room says. */
offer({
  name: "lookback",
  count: ({ answers }) => answers,
  title: ({ title }) => title,
  body: ({ elements: { source } }) => ({ code: source.value || "-" }),

  prepare(form) {
    if (asked || form.closest("[hidden]")) return;
    asked = true;
    if (form.elements.source) offerSources(form); // whoever comes by a link opens cards from a file alone
    form.elements.file.addEventListener("change", () => fromFile(form));
  },

  bars(root, { id, cards }, board) {
    const lessons = new Map();
    for (const note of board.state.notes.values()) {
      if (note.card && note.status !== "hidden") lessons.set(note.card, (lessons.get(note.card) ?? 0) + 1);
    }
    list(one(".lookback-list", root), cards, {
      key: (card) => card.id,
      make: (card) => row(root, id, card.id),
      update: (element, card) => draw(element, card, lessons.get(`${id}.${card.id}`) ?? 0),
    });
  },
});

function row(root, id, key) {
  const element = fragment("lookback-row-template");
  const select = one("select", element);
  select.addEventListener("change", async () => {
    const trouble = one(".field-error", root);
    try {
      await ask(code, "lookback/status", { lookback_id: id, card: key, status: select.value, was: element.laenaStatus });
      trouble.hidden = true;
    } catch (refusal) {
      select.value = element.laenaStatus;
      setText(trouble, refusal.message);
      trouble.hidden = false;
    }
  });
  return element;
}

function draw(element, { kind, what, unit, status, answers, counts }, lessons) {
  const [done, doing, dropped] = counts ?? [];
  const said = counts ? word("lookback_counts", { done, doing, dropped }) : word("lookback_answers", { n: figure(answers) });
  const learnt = lessons ? word("lookback_lessons", { n: figure(lessons) }) : "";
  fill(element, {
    what,
    about: [word(`lookback_${kind}`), unit, said, learnt].filter(Boolean).join(" · "),
    label: word("lookback_status_of", { what }),
  });
  const select = one("select", element);
  if (element.laenaStatus !== status) select.value = status;
  element.laenaStatus = status;
}

async function offerSources(form) {
  const { source } = form.elements;
  try {
    const { sources } = await look(code, "lookback/sources");
    const name = ({ title, fiscal_year: year }) => (year ? word("lookback_source", { title, year }) : title);
    source.replaceChildren(...sources.map((each) => new Option(name(each), each.code)));
    if (!sources.length) source.append(new Option(word("lookback_no_source"), ""));
    source.disabled = !sources.length;
    one("[data-open]", form).disabled = !sources.length;
  } catch (refusal) {
    asked = false;
    complain(form, refusal.message);
  }
}

/** The file goes up as it is; what comes back opens the cards, or says why not. */
async function fromFile(form) {
  const { file } = form.elements;
  const [chosen] = file.files;
  if (!chosen) return;
  complain(form, "");
  file.disabled = true;
  try {
    const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": token() };
    const address = `/api/w/${code}/lookback/file?name=${encodeURIComponent(chosen.name)}`;
    const answer = await (await fetch(address, { method: "POST", headers, body: chosen })).json();
    if (!answer.ok) complain(form, answer.message);
  } catch {
    complain(form, word("unreachable"));
  }
  file.disabled = false;
  file.value = "";
}

function complain(form, text) {
  const line = one(".field-error", form);
  setText(line, text);
  line.hidden = !text;
}
