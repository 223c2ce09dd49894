import { now } from "../lib/clock.js";
import { list, setText, word } from "../lib/dom.js";

/** Which of these stands in the wall's place by itself, what is open before what is closed; "" for the wall, also where it was chosen. */
export const onWall = (state, names) => (state.shown?.what === "wall" ? "" : running(state, names));

/** As onWall, but whether the wall was chosen or not. */
export function running(state, names) {
  const known = names.filter((name) => state[name]);
  return known.find((name) => state[name].state === "open") ?? known[0] ?? "";
}

/** Whether the facilitator chose just this of `stage` for the projector. */
export const isChosen = ({ shown }, stage, item) => shown?.what === "asked" && shown.id === `${stage}-${item?.id}`;

/** All that the room was asked, the newest of a kind first, with a name: {id, name, state}: what kind of question, on what, and when. */
export function named({ asked = [], workshop }) {
  const times = new Map();
  const categories = new Map((workshop?.categories ?? []).map((each) => [each.key, each.name]));
  const all = asked.map(({ id, kind, title, state, category, opened_at: at }) => {
    const name = [word(`asked_${kind}`), title, categories.get(category), when(at)].filter(Boolean).join(" · ");
    times.set(name, (times.get(name) ?? 0) + 1);
    return { id, name: times.get(name) > 1 ? word("asked_again", { name, n: times.get(name) }) : name, state };
  });
  return all.reverse();
}

const said = (at, options) => new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "Asia/Bangkok", ...options }).format(at);
const dayOf = (at) => said(at, { day: "numeric", month: "short" });

/** "10:45", with the day where it is another than today; "" where nobody knows. */
function when(at) {
  if (!at) return "";
  const time = said(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return dayOf(at) === dayOf(now()) ? time : `${dayOf(at)} ${time}`;
}

/** A button each of what the room was asked, in `parent`, which is hidden without any; `show(what, id)` shows it. */
export function drawAsked(parent, state, show) {
  const all = named(state);
  parent.hidden = all.length === 0;
  list(parent.querySelector("[data-asked]"), all, {
    key: ({ id }) => id,
    make() {
      const button = document.createElement("button");
      button.type = "button";
      button.className = parent.dataset.buttons;
      button.addEventListener("click", () => show("asked", button.dataset.key));
      return button;
    },
    update(button, { id, name, state: open }) {
      setText(button, open === "open" ? word("asked_open", { name }) : name);
      button.setAttribute("aria-pressed", String(state.shown?.what === "asked" && state.shown.id === id));
    },
  });
}
