/** The page of a unit's link: shows how far the file is on its way. Without this script the form sends it alone. */
import { one, setText, word } from "./lib/dom.js";

const form = document.querySelector("#send-answer");

/** → the server's answer; `moved` tells how much has left, 0 to 1 */
function sent(file, moved) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action.replace("/answers/", "/api/answers/"));
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => moved(event.total ? event.loaded / event.total : 0));
    request.addEventListener("load", () => (request.response ? resolve(request.response) : reject(new Error())));
    request.addEventListener("error", reject);
    request.send(file);
  });
}

function say(text) {
  setText(one("#send-trouble"), text);
  one("#send-trouble").hidden = !text;
}

async function send(event) {
  event.preventDefault();
  const [file] = form.elements.file.files;
  if (file.size > Number(form.dataset.most)) return say(word("too_large"));
  const button = form.querySelector("button");
  const progress = one("#send-progress");
  button.disabled = true;
  progress.hidden = false;
  say("");
  try {
    const answer = await sent(file, (part) => (progress.value = part));
    if (answer.ok) return location.replace(`${location.pathname}?result=${answer.result}`);
    say(answer.message);
  } catch (trouble) {
    say(word("unreachable"));
  }
  button.disabled = false;
  progress.hidden = true;
  return undefined;
}

if (form) form.addEventListener("submit", send);
