// The file goes as it is, without a form around it: it is larger than forms may be.

import { token } from "./parts/board/ask.js";

const form = document.querySelector("#names");
const said = document.querySelector("#names-said");

async function sent(file) {
  const address = `/api/learning/names?name=${encodeURIComponent(file.name)}`;
  const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": token() };
  const response = await fetch(address, { method: "POST", headers, body: file });
  return response.json();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  const answer = await sent(form.querySelector("input").files[0]).catch(() => ({ message: said.dataset.unreachable }));
  said.textContent = answer.message;
  said.className = answer.ok ? "" : "field-error";
  if (answer.ok) form.reset();
  button.disabled = false;
});
