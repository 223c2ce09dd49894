import { data, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { ask, look, token } from "../board/ask.js";
import { offer } from "../board/activity.js";
import { figure } from "../board/figure.js";
import { FEW, chosen, offerFilters } from "./chosen.js";

const { code } = data("invite-data");
let asked = false;

/** Last year's proposals and actions as cards: where they come from, how each stands, and what the room says. */
offer({
  name: "lookback",
  count: ({ answers }) => answers,
  title: ({ title }) => title,
  body: ({ elements: { source, phase } }) => ({ code: source.value || "-", phase_id: Number(phase.value) || null }),

  done({ phase_id: phase }, form) {
    if (phase) offerSources(form); // with what waits now
    return phase ? "lookback_readied" : "lookback_opened";
  },

  prepare(form, { state: { phases } }) {
    offerPhases(form, phases);
    if (asked || form.closest("[hidden]")) return;
    asked = true;
    offerSources(form);
    if (form.laenaHeard) return;
    form.laenaHeard = true;
    form.elements.file.addEventListener("change", () => fromFile(form));
    one("[data-put-away]", form)?.addEventListener("click", () => putAway(form));
  },

  bars(root, { id, cards, more }, board, activity) {
    fill(root, { more, many: cards.length > FEW });
    const lessons = new Map();
    for (const note of board.state.notes.values()) {
      if (note.card && note.status !== "hidden") lessons.set(note.card, (lessons.get(note.card) ?? 0) + 1);
    }
    list(one(".lookback-list", root), wanted(root, cards, activity), {
      key: (card) => `${id}.${card.id}`, // a row sends the id of its cards
      make: (card) => row(root, id, card.id),
      update: (element, card) => draw(element, card, lessons.get(`${id}.${card.id}`) ?? 0),
    });
  },
});

/** The cards that the filter lets through, which is there where they are many. */
function wanted(root, cards, activity) {
  const select = one("[data-filter]", root);
  if (!select.onchange) select.onchange = () => activity.draw();
  const left = new Set(cards.filter(({ status }) => !status).map(({ id }) => id));
  return chosen(cards, offerFilters(select, cards, left), left);
}

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
    const { sources, ready } = await look(code, "lookback/sources");
    showReady(form, ready);
    if (!source) return; // whoever comes by a link opens cards from a file alone
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

/** Cards may wait for each phase that is not open. */
function offerPhases(form, phases) {
  const { phase: select } = form.elements;
  form.laenaPhases = phases;
  showReady(form, form.laenaReady);
  const closed = phases.filter(({ state }) => state !== "open");
  const offered = closed.map(({ id, title }) => `${id} ${title}`).join("\n");
  if (form.laenaOffered === offered) return;
  form.laenaOffered = offered;
  const chosen = select.value;
  select.replaceChildren(select.options[0], ...closed.map(({ id, title }) => new Option(word("lookback_with", { phase: title }), id)));
  select.value = closed.some(({ id }) => String(id) === chosen) ? chosen : "";
}

function showReady(form, ready) {
  const phase = ready && form.laenaPhases.find(({ id, state }) => id === ready.phase_id && state !== "open");
  form.laenaReady = phase ? ready : null;
  one("[data-ready]", form).hidden = !phase;
  if (phase) setText(one("[data-ready-words]", form), word(ready.title ? "lookback_ready" : "lookback_ready_unnamed", { title: ready.title, phase: phase.title }));
}

async function putAway(form) {
  try {
    await ask(code, "lookback/put-away", {});
    showReady(form, null);
  } catch (refusal) {
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
    const { value: phase } = form.elements.phase;
    const address = `/api/w/${code}/lookback/file?name=${encodeURIComponent(chosen.name)}&phase=${phase}`;
    const answer = await (await fetch(address, { method: "POST", headers, body: chosen })).json();
    if (!answer.ok) complain(form, answer.message);
    else if (phase) await offerSources(form);
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
