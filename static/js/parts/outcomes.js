/** Where one's own notes have gone and what became of them: asked by this phone's key, shown below each note. Part of save_notes.js. */
import { all, data, list, one, setText, word } from "../lib/dom.js";
import { ask } from "../lib/ask.js";
import { say } from "../lib/toast.js";
import { device } from "./memory.js";

const button = one("#find-notes");
const { code } = data("page");
let found = null;

button.addEventListener("click", async () => {
  button.disabled = true;
  if (await find()) one("#own-notes .note-became")?.closest("li").scrollIntoView({ block: "nearest" });
  else say(word("join_offline"));
  button.disabled = false;
});

/** Ask the server. → whether it has answered */
export async function find() {
  try {
    const { body } = await ask("GET", `/api/w/${code}/outcomes`, device(code));
    if (!body.ok) return false;
    found = body.outcomes;
    draw();
    return true;
  } catch (trouble) {
    return false;
  }
}

/** What became of the note: sentences, none where nothing is known. */
export const became = (id) => (found && found[id]) || [];

/** Offer to ask where a note of a phase that is over was saved. → whether it is offered */
export function offer(phases, own) {
  const open = new Set(phases.filter(({ state }) => state === "open").map(({ id }) => id));
  button.hidden = !own.some((row) => row.state === "saved" && !open.has(row.phase_id));
  draw();
  return !button.hidden;
}

function draw() {
  if (!found) return;
  for (const el of all("#own-notes > li")) {
    const lines = el.row.state === "saved" ? became(el.row.id) : [];
    let place = one(".note-became", el);
    if (!place && lines.length) {
      place = Object.assign(document.createElement("ul"), { className: "note-became small" });
      one(".note-foot", el).before(place);
    }
    if (place) list(place, lines, { key: (line) => line, make: () => document.createElement("li"), update: setText });
  }
}
