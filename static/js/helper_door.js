/** The page that a helper's link leads to: it shows what the link is for, takes a name, and uses the link up. */
import { fill, one, word } from "./lib/dom.js";
import { deviceKey } from "./lib/ids.js";
import { token as formToken } from "./parts/board/ask.js";

const WELL_FORMED = /^[\w-]{20,100}$/;
const entering = deviceKey(); // the same when it is sent again, as the answer may have been lost
let token = "";

const show = (values) => fill(one("#helper-door"), { busy: false, trouble: "", wrong: "", ...values });

/** → the server's answer; one that did not come is a refusal too */
async function post(path, body) {
  try {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": formToken() };
    const response = await fetch(`/api/helpers/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return await response.json();
  } catch (trouble) {
    return { ok: false, message: word("unreachable") };
  }
}

async function open() {
  const behind = location.hash.slice(1);
  if (!behind && token) return;
  token = WELL_FORMED.test(behind) ? behind : "";
  history.replaceState(null, "", location.pathname); // whoever looks over the shoulder or at the history gets no link
  if (!token) return show({ ready: false, trouble: word("link_broken") });
  const answer = await post("look", { token });
  if (!answer.ok) return show({ ready: false, trouble: answer.message });
  show({ ready: true, ...answer });
  return one("#helper-name").focus();
}

async function enter(event) {
  event.preventDefault();
  show({ busy: true });
  const answer = await post("enter", { id: entering, token, name: one("#helper-name").value });
  if (answer.ok) location.replace(answer.next);
  else if (answer.error === "link_used" || answer.error === "has_password") show({ ready: false, trouble: answer.message });
  else show({ wrong: answer.message });
}

one("#helper-enter").addEventListener("submit", enter);
window.addEventListener("hashchange", open);
open();
