// Each file goes in a request of its own, so that progress is seen and one bad file stops no other.

import { token } from "./parts/board/ask.js";

const form = document.querySelector("#take-files");
const progress = document.querySelector("#take-progress");
const results = document.querySelector("#take-results");

async function sent(file) {
  const body = new FormData();
  body.append("files", file);
  const directive = form.elements.directive;
  if (directive) body.append("directive", directive.value);
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  const response = await fetch(form.action, { method: "POST", headers, body });
  const answer = await response.json();
  return answer.results ? answer.results[0] : { name: file.name, ok: false, message: answer.message };
}

function shown({ name, ok, message, who, href }) {
  const line = document.createElement("li");
  const title = document.createElement("strong");
  title.textContent = name;
  const said = document.createElement(href ? "a" : "span");
  if (href) said.href = href;
  said.textContent = message;
  line.className = ok ? "" : "field-error";
  line.append(title, who ? ` · ${who}: ` : ": ", said);
  results.append(line);
}

async function take(files) {
  const button = form.querySelector("button");
  button.disabled = true;
  progress.hidden = false;
  results.replaceChildren();
  progress.textContent = "";
  form.scrollIntoView({ block: "nearest" }); // a file may be dropped anywhere on a long page
  const lost = { ok: false, message: form.dataset.unreachable };
  for (const [place, file] of files.entries()) {
    shown(await sent(file).catch(() => ({ ...lost, name: file.name })));
    progress.textContent = form.dataset.of.replace("%(n)s", place + 1).replace("%(all)s", files.length);
  }
  button.disabled = false;
  results.scrollIntoView({ block: "nearest" });
  await refreshed().catch(() => {});
}

/** The table of who has answered, as it is now; where somebody types into it, it waits for the next loading. */
async function refreshed() {
  const part = document.querySelector("#answers-now");
  if (!part || [...part.querySelectorAll("input, textarea")].some((field) => field.value !== field.defaultValue)) return;
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const now = page.querySelector("#answers-now");
  if (now) part.replaceWith(now);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  take([...form.elements.files.files]);
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) take([...event.dataTransfer.files]);
});
