// A file of a whole workshop: looked at first, then sent again to be taken in. It stays in the browser between.

import { token } from "./parts/board/ask.js";

const form = document.querySelector("#take-in");
const input = document.querySelector("#file");
const state = document.querySelector("#take-in-state");
const fault = document.querySelector("#take-in-fault");
const found = document.querySelector("#take-in-found");
const make = document.querySelector("#take-in-make");
const copy = document.querySelector("#take-in-copy");
let chosen = null;

async function ask(path, saying) {
  say(saying);
  let answer = { message: form.dataset.unreachable };
  try {
    const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": token(), Accept: "application/json" };
    const response = await fetch(path, { method: "POST", headers, body: chosen });
    answer = await response.json();
  } catch {
    // The message is there already.
  }
  say("");
  refuse(answer.ok ? "" : (answer.message ?? form.dataset.unreachable));
  return answer;
}

function say(text) {
  state.textContent = text;
  state.hidden = !text;
  for (const button of document.querySelectorAll("#take-in button, #take-in-found button")) button.disabled = !!text;
}

function refuse(text) {
  fault.textContent = text;
  fault.hidden = !text;
}

async function look(file) {
  chosen = file;
  found.hidden = true;
  if (!file) return refuse(form.dataset.none);
  if (file.size > Number(form.dataset.most)) return refuse(form.dataset.large);
  const answer = await ask("/api/take-in/look", form.dataset.reading);
  if (!answer.ok || chosen !== file) return;
  document.querySelector("#take-in-facts").innerHTML = answer.html;
  make.hidden = answer.here;
  copy.hidden = !answer.here;
  found.hidden = false;
  found.focus();
}

async function take(copy) {
  const query = new URLSearchParams({ copy, unit: document.querySelector("#unit")?.value ?? "" });
  const answer = await ask(`/api/take-in/take?${query}`, form.dataset.making);
  if (answer.ok) location.assign(answer.href);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  look(input.files[0]);
});
input.addEventListener("change", () => input.files[0] && look(input.files[0]));
make.addEventListener("click", () => take("0"));
copy.addEventListener("click", () => take("1"));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) look(event.dataTransfer.files[0]);
});
