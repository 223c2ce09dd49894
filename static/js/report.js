import { all, one, setText, word } from "./lib/dom.js";
import { look } from "./parts/board/ask.js";
import { arrange } from "./parts/report/chapters.js";
import { Preview } from "./parts/report/preview.js";

// The state comes from the worker after the page, as it reads every note.

const page = one("#report");

async function load() {
  const state = one("#report-state");
  try {
    show(await look(page.dataset.code, "report"), state);
  } catch (trouble) {
    setText(state, trouble.code && trouble.code !== "unreachable" ? trouble.message : word("state_failed"));
  }
}

function show(found, state) {
  state.dataset.state = found.state;
  setText(state, found.status);
  reveal("#report-digest", word("digest", { digest: found.short }));
  if (found.missing.length) reveal("#report-missing", word("missing", { names: found.missing.join(", ") }));
  one("#report-changes").hidden = !found.changes.length;
  list("#report-change-list", found.changes);
  list("#report-warnings", found.warnings);
  one("#digest").value = found.digest;
  one("#approve").disabled = false;
}

function list(selector, sentences) {
  one(selector).hidden = !sentences.length;
  for (const sentence of sentences) {
    const item = document.createElement("li");
    item.textContent = sentence;
    one(selector).append(item);
  }
}

function reveal(selector, text) {
  one(selector).hidden = false;
  setText(one(selector), text);
}

// The files have the digits of the preview, also where they were chosen before this script had come.
const arabic = one("#arabic");
function digits() {
  for (const link of all("[data-format]")) link.search = arabic.checked ? "?digits=arabic" : "";
}
arabic?.addEventListener("change", digits);
if (arabic) digits();

load();
arrange(one("#chapters"));
new Preview(page.dataset.code);
